import { maskForeign } from '../../../../../domain/mask.ts';
import { type Json, objectOf, objectsOf, textOf, wholeNumberOf } from './json.ts';

const MAX_FEILMELDING = 200;
const MAX_LOGGED = 200;

/** What a 400 found wrong with a search: its first message, masked. */
export function readFeilmelding(value: unknown): string {
  const json = objectOf(value) ?? {};
  const [first = json] = objectsOf(json, 'valideringsfeil');
  return maskForeign(textOf(first, 'feilmelding') ?? textOf(json, 'feilmelding') ?? '', MAX_FEILMELDING);
}

/** The body of a 500: the register's own. A proxy's page is none. */
export interface ServerError {
  /** By which the register finds the failure in its own log. */
  readonly trace: string | undefined;
  readonly text: string;
}

export function readServerError(value: unknown): ServerError | undefined {
  const json = objectOf(value);
  if (!json || wholeNumberOf(json, 'status') !== 500 || textOf(json, 'path') === null) return undefined;
  return { trace: readTrace(json), text: maskForeign(textOf(json, 'error') ?? '', MAX_LOGGED) };
}

/** Hexadecimal digits in groups, and never so many decimal ones in a row that they could be a person's number. */
function readTrace(json: Json): string | undefined {
  const trace = textOf(json, 'trace') ?? '';
  return /^[\da-f-]{4,64}$/i.test(trace) && !/\d{11}|\d{6}-\d{5}/.test(trace) ? trace : undefined;
}
