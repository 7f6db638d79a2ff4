import type { HttpResponse } from '../http.ts';

/** The JSON of a response whatever its Content-Type says, or undefined when it is none. */
export function readJson({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The value under a key, read without regard to case; undefined when `value` is no object. */
export function property(value: unknown, key: string): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const wanted = key.toLowerCase();
  return Object.entries(value).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
