import { isDateTime } from '../../../domain/dates.ts';
import { demand } from './refusal.ts';
import type { XmlNode } from '../xml-node.ts';
import { only, textOf } from './tree.ts';
import { WSU } from './uris.ts';

export interface Timestamp {
  readonly created: number;
  readonly expires: number;
}

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

export function readTimestamp(timestamp: XmlNode): Timestamp {
  demand(timestamp.children.length === 2);
  return { created: readTime(only(timestamp, WSU, 'Created')), expires: readTime(only(timestamp, WSU, 'Expires')) };
}

function readTime(element: XmlNode): number {
  const text = textOf(element).trim();
  demand(UTC.test(text));
  // A day that never was would be read as another one.
  demand(isDateTime(text));
  return Date.parse(text);
}

/** In canonical form, so that its text is what is hashed. */
export function writeTimestamp(id: string, created: number, lifetimeMs: number): string {
  const time = (at: number) => new Date(at).toISOString();
  return `<wsu:Timestamp xmlns:wsu="${WSU}" wsu:Id="${id}"><wsu:Created>${time(created)}</wsu:Created><wsu:Expires>${time(created + lifetimeMs)}</wsu:Expires></wsu:Timestamp>`;
}
