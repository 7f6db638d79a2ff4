/**
 * Dates and moments as registers write them (xs:date, xs:dateTime) and as the graph has them (yyyy-MM-dd, RFC 3339). One that
 * does not exist, 30 February or a 61st minute, is refused: its reader would otherwise move it to another day, or break.
 */

const DATE = /^\d{4}-\d\d-\d\d$/;
const OFFSET = /^(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;
const DATE_WITH_OFFSET = /^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?$/;
// No hour 24 and no 60th second: xs:dateTime has the one and RFC 3339 the other, and most programs neither.
const DATE_TIME =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** yyyy-MM-dd, a day that the calendar has; there is no year 0. */
export function isDate(text: string): boolean {
  return DATE.test(text) && isDay(text);
}

/** Whether the calendar has the day that a text of DATE's form begins with. By its digits: a list of people has thousands of them. */
function isDay(text: string): boolean {
  const digit = (at: number) => text.charCodeAt(at) - 0x30;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(5) * 10 + digit(6);
  const day = digit(8) * 10 + digit(9);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

/** A moment of RFC 3339, with its offset: at most 14 hours, as everywhere on earth. */
export function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && isDay(text);
}

/** The day of an xs:date, whose offset is cut off; undefined when it is no date. */
export function toDate(text: string | undefined): string | undefined {
  const [, date = '', offset] = DATE_WITH_OFFSET.exec(text?.trim() ?? '') ?? [];
  return isDate(date) && (offset === undefined || OFFSET.test(offset)) ? date : undefined;
}

/** The moment of an xs:dateTime; undefined when it is none, or lacks its offset, without which the moment is not known. */
export function toDateTime(text: string | undefined): string | undefined {
  const moment = text?.trim() ?? '';
  return isDateTime(moment) ? moment : undefined;
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

const DAY_IN_NORWAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

/** The day that it is in Norway then, yyyy-MM-dd. */
export function dayInNorway(moment: Date): string {
  return DAY_IN_NORWAY.format(moment);
}
