const OSLO = 'Europe/Oslo';
/** Files are made at this time of the night. */
const MADE_AT = { hour: 4, minute: 27, second: 17 } as const;

/**
 * The last night's file, as the register writes its `Last-Modified`: `Fri Sep 11 04:27:17 CEST 2026`, which is Java's text and no HTTP
 * date.
 */
export function lastNight(now: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: OSLO,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    timeZoneName: 'longOffset',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const zone = part('timeZoneName') === 'GMT+02:00' ? 'CEST' : 'CET';
  const { hour, minute, second } = MADE_AT;
  const time = [hour, minute, second].map((number) => String(number).padStart(2, '0')).join(':');
  return `${part('weekday')} ${part('month')} ${part('day')} ${time} ${zone} ${part('year')}`;
}
