import { Either } from '../verdict.ts';

/** A moment as RFC 3339 has it, as it was sent; null for what is no moment. What the two standards disagree on may be either. */
export function momentOf(text: string | undefined): unknown {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(
    (text ?? '').trim(),
  );
  if (!found || text === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const [offsetHours, offsetMinutes] = [Number(found[8] ?? 0), Number(found[9] ?? 0)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const isTime = hour <= 23 && minute <= 59 && second <= 59 && offsetHours <= 23 && offsetMinutes <= 59;
  if (isTime && offsetHours <= 14 && year > 0 && text === text.trim()) return text;
  // The end of a day as 24:00:00, a leap second, an offset that no place has, a year 0, blanks around it.
  const isOdd =
    (hour === 24 && minute === 0 && second === 0) || (hour <= 23 && minute <= 59 && second === 60) || isTime;
  return isOdd ? new Either(null, text, text.trim()) : null;
}
