import { readFileSync } from 'node:fs';

/** An example of the contract, or one that has been made after a live answer. */
export function sample(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8'));
}

/** The same with other values; undefined takes a key away. */
export function sampleWith(name: string, changes: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify({ ...sample(name), ...changes }));
}
