import type { HttpResponse } from './http.ts';

/** RFC 9110, 5.6.7: the form that is written, and two that must be understood. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT)$/;
const OLD_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/** The longest time that is passed on: eleven days. */
const MAX_SECONDS = 999_999;

/** The seconds that a Retry-After header asks to wait, written as such or as a date. Nonsense counts as no advice. */
export function retryAfter(headers: HttpResponse['headers'], now = Date.now()): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const at = HTTP_DATE.test(value) ? Date.parse(value) : OLD_DATE.test(value) ? Date.parse(`${value} GMT`) : NaN;
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(0, Math.ceil((at - now) / 1000)), MAX_SECONDS);
}
