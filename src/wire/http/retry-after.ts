import type { HttpResponse } from './http.ts';

/** RFC 9110, 5.6.7: the form that is written, and two that must be understood. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT)$/;
const OLD_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/** The longest time that is passed on: eleven days. */
const MAX_SECONDS = 999_999;

/** The seconds that a Retry-After header asks to wait, written as such or as a date. Nonsense counts as no advice. */
export function retryAfter(headers: HttpResponse['headers'], now = Date.now()): number | undefined {
  const written = headers['retry-after'];
  // Said more than once, the longest is kept to.
  const all = Array.isArray(written) ? written : written === undefined ? [] : [written];
  const seconds = all.map((value) => secondsOf(value.trim(), now)).filter((one) => one !== undefined);
  return seconds.length > 0 ? Math.max(...seconds) : undefined;
}

function secondsOf(value: string, now: number): number | undefined {
  if (/^\d+$/.test(value)) return Math.min(Number(value), MAX_SECONDS);
  const at = HTTP_DATE.test(value) ? Date.parse(value) : OLD_DATE.test(value) ? Date.parse(`${value} GMT`) : NaN;
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(0, Math.ceil((at - now) / 1000)), MAX_SECONDS);
}
