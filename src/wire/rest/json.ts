import { charsetsOf, decodeText } from '../charset.ts';
import type { HttpResponse } from '../http.ts';

/** The JSON of a response whatever its media type; undefined when it is none, or when its characters are not certain. */
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
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
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
