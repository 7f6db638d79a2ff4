import type { Response } from '../../common/server.ts';
import { writeUnit } from '../answers/links.ts';
import { type Answer, type Base, writeHtml, writeJson, writeServerError } from '../answers/write.ts';
import type { OddAnswer } from '../settings.ts';
import type { EnhetsregisteretSandbox } from '../state.ts';
import { type Fields, type Json, textOf, type Unit } from '../units/document.ts';
import { FAILS_TWICE } from '../units/units.ts';

const OTHER_UNIT = '700000001';
const TIMES = 2;

/** One of the units that fail: the series 79… of the contract. */
type Failure = 'never answers' | 'no error body' | '503 with HTML' | 'cut off' | 'empty' | 'always' | 'twice';

const FAILURES = new Map<string, Failure>([
  ['790050401', 'never answers'],
  ['790050002', 'no error body'],
  ['790050304', '503 with HTML'],
  ['790060008', 'cut off'],
  ['790060105', 'empty'],
  ['790100018', 'always'],
  [FAILS_TWICE, 'twice'],
]);

/** What a path about a unit that fails answers; undefined: what any other does. `path` is counted by. */
export function answerFailure(
  number: string,
  path: string,
  { state, clock }: EnhetsregisteretSandbox,
): Response | undefined {
  switch (FAILURES.get(number)) {
    case 'never answers':
      return 'never answers';
    case 'no error body':
      return writeHtml(500, 'Internal Server Error');
    case '503 with HTML':
      return writeHtml(503, 'Service Unavailable');
    case 'cut off':
      return cutOff(
        `{"organisasjonsnummer":"${number}","navn":"AVBRUTT SANDKASSE AS","organisasjonsform":{"kode":"AS"}}`,
      );
    case 'empty':
      return { status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: '' };
    case 'always':
      return writeServerError(path, clock.now());
    case 'twice': {
      const count = state.failures.get(path) ?? 0;
      state.failures.set(path, count + 1);
      return count < TIMES ? writeServerError(path, clock.now()) : undefined;
    }
    default:
      return undefined;
  }
}

function cutOff(body: string): Answer {
  const headers = { 'content-type': 'application/json;charset=UTF-8' };
  return { status: 200, headers, body: body.slice(0, body.length / 2) };
}

/** How a unit with an odd answer stands on a page of a search. */
export function oddUnit(unit: Unit, base: Base, sandbox: EnhetsregisteretSandbox): Fields {
  return distort(
    writeUnit(unit, base),
    oddAnswerOf(textOf(unit.fields, 'organisasjonsnummer'), sandbox),
    base,
    sandbox,
  );
}

export function oddAnswerOf(number: string, { settings }: EnhetsregisteretSandbox): OddAnswer | undefined {
  return settings.oddAnswers[number];
}

/** The answer of the own path of a unit that is answered oddly. */
export function answerOddly(
  unit: Unit,
  odd: OddAnswer,
  { base, type }: { readonly base: Base; readonly type: string },
  sandbox: EnhetsregisteretSandbox,
): Answer {
  const written = writeUnit(unit, base);
  switch (odd) {
    case 'cut off':
      return cutOff(JSON.stringify(written));
    case 'missing':
      return { status: 404 };
    case 'redirect':
      return { status: 302, headers: { location: `${base}/enheter/${OTHER_UNIT}` } };
    default:
      return writeJson(distort(written, odd, base, sandbox), type);
  }
}

function distort(written: Fields, odd: OddAnswer | undefined, base: Base, { state }: EnhetsregisteretSandbox): Fields {
  if (odd === 'malformed') return { ...written, navn: 5, organisasjonsform: null };
  if (odd === 'null values') return withNulls(written);
  const other = state.units.get(OTHER_UNIT);
  return odd === 'other unit' && other ? writeUnit(other, base) : written;
}

/** Older answers have null where a newer one has no key. */
function withNulls(written: Fields): Fields {
  const absent = ['hjemmeside', 'postadresse', 'forretningsadresse', 'telefon', 'mobil', 'overordnetEnhet', 'kapital'];
  const nulls: Record<string, Json> = Object.fromEntries(absent.map((key) => [key, null]));
  return { ...nulls, ...written };
}
