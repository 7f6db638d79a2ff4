import { parseXml, textOf } from '../xml.ts';
import { demand } from './refusal.ts';
import { WSU } from './uris.ts';

export interface Timestamp {
  readonly created: number;
  readonly expires: number;
}

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Reads the canonical text of a Timestamp. */
export function readTimestamp(canonical: string): Timestamp {
  const element = parseXml(canonical);
  const [created, expires, ...others] = element.children;
  demand(others.length === 0 && created?.name === 'Created' && expires?.name === 'Expires');
  demand(created.namespace === WSU && expires.namespace === WSU);
  return { created: readTime(textOf(element, 'Created')), expires: readTime(textOf(element, 'Expires')) };
}

function readTime(text: string | undefined): number {
  demand(text !== undefined && UTC.test(text));
  const time = Date.parse(text);
  demand(!Number.isNaN(time));
  return time;
}

/** In canonical form, so that its text is what is hashed. */
export function writeTimestamp(id: string, created: number, lifetimeMs: number): string {
  const time = (at: number) => new Date(at).toISOString();
  return `<wsu:Timestamp xmlns:wsu="${WSU}" wsu:Id="${id}"><wsu:Created>${time(created)}</wsu:Created><wsu:Expires>${time(created + lifetimeMs)}</wsu:Expires></wsu:Timestamp>`;
}
