import { charsetsOf, decodeText } from '../charset.ts';
import type { HttpResponse } from '../http/http.ts';

/**
 * The JSON of a response whatever its media type; undefined when it is none, when its characters are not certain, or when
 * it says a thing twice.
 */
export function readJson({ body, headers }: HttpResponse): unknown {
  const text = decodeText(body, charsetsOf(contentTypeOf(headers)));
  return text === undefined ? undefined : parse(text);
}

/**
 * The same, of which nothing but ASCII may be believed: for keys and numbers, where it matters little in which encoding the
 * texts beside them are.
 */
export function readJsonAsAscii(response: HttpResponse): unknown {
  return readJson(response) ?? parse(response.body.toString('latin1'));
}

function parse(text: string): unknown {
  try {
    const bare = text.replace(/^\uFEFF/, '');
    const json: unknown = JSON.parse(bare);
    return keysWritten(bare) === keysRead(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is JSON at all, though it may say a thing twice. */
export function isJson({ body }: HttpResponse): boolean {
  try {
    JSON.parse(body.toString('latin1'));
    return true;
  } catch {
    return false;
  }
}

/** How many keys a JSON text writes. JSON.parse keeps the last of two that are alike, and says nothing of the other. */
function keysWritten(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon) count += 1;
  return count;
}

/** How many keys there are in it, those that differ in case alone as one: keys are read without regard to case. */
function keysRead(json: unknown): number {
  let count = 0;
  // Not by recursion: nothing limits how deep it is.
  const rest = [json];
  while (rest.length > 0) {
    const value = rest.pop();
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value)) count += new Set(Object.keys(value).map((key) => key.toLowerCase())).size;
    for (const below of Object.values(value)) rest.push(below);
  }
  return count;
}

function contentTypeOf(headers: HttpResponse['headers']): string | undefined {
  const value = headers['content-type'];
  return Array.isArray(value) ? value.join() : value;
}

/** The value under a key, read without regard to case; undefined when `value` is no object. */
export function property(value: unknown, key: string): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const wanted = key.toLowerCase();
  return Object.entries(value).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
