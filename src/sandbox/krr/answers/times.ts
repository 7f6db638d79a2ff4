/** Characters of ISO 8601 up to the whole second. */
const TO_SECONDS = 19;

/** As KRR writes most times: Norwegian time, and its offset in whole hours without minutes. */
export function norwegianTime(date: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', timeZoneName: 'shortOffset' });
  const offset = parts.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const hours = Number(/GMT\+(\d+)/.exec(offset)?.[1]);
  const local = new Date(date.getTime() + hours * 60 * 60_000).toISOString();
  return `${local.slice(0, TO_SECONDS)}+${String(hours).padStart(2, '0')}`;
}
