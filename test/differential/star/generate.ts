import { catalogue } from '../../../src/sources/kontaktinformation/codes.ts';
import type { KnownType } from '../../../src/sources/kontaktinformation/kontaktinformation.ts';
import { type Answer, isCertain } from '../answer.ts';
import { mutateBytes } from '../bytes.ts';
import type { Random } from '../random.ts';
import { cpr, words } from '../texts.ts';
import { chooseStyle, type Json, number, object, print } from './json.ts';
import { makeError, mutateJson, mutateText } from './mutate.ts';
import type { Wanted } from './read-back.ts';

/** What the sandbox has answered about a citizen, or to a search. */
export interface Seed {
  readonly key: string;
  readonly answer: Answer;
}

export const TYPES: readonly (readonly [KnownType, number])[] = [
  ['MOBILTELEFON', 17],
  ['FASTNET_TELEFON', 23],
  ['MAILADRESSE', 42],
];

export const pickSeed = (seeds: readonly Seed[] | undefined, random: Random) =>
  seeds && seeds.length > 0 && random.chance(0.3) ? random.pick(seeds) : undefined;

// These say that STAR broke down, after which nobody knows what it has done.
const BREAKDOWNS = ['1011', '1100'];
const CODES = catalogue.codes
  .map(({ kode }) => kode)
  .filter((kode) => /^\d+$/.test(kode) && !BREAKDOWNS.includes(kode));

/** One answer: data, done, or an error in one of its forms; as STAR sends it, or broken. `makeData` is absent for writes. */
export function respond(
  makeData: ((random: Random) => Json) | undefined,
  seed: Answer | undefined,
  random: Random,
): { readonly answer: Answer; readonly whole: boolean } {
  const isMutated = random.chance(0.7);
  if (seed && !isMutated) return { answer: seed, whole: isClear(seed) };
  if (seed && random.chance(0.5)) return { answer: mutateBytes(seed, random, seed), whole: false };
  const isError = random.chance(makeData ? 0.3 : 0.5);
  const status = isError ? random.pick([400, 400, 401, 403, 404, 409, 412, 500]) : random.pick([200, 200, 200, 201]);
  let json: Json = isError ? makeError(random, random.pick([...CODES, '1234'])) : makeData ? makeData(random) : '';
  if (isMutated && (isError || makeData)) json = mutateJson(json, random);
  const encoding = chooseJsonEncoding(random);
  let text =
    !isError && !makeData ? random.pick(['', '', '', '\r\n']) : print(json, chooseStyle(random, encoding.holds));
  if (isMutated && !isError && !makeData) {
    // A write that was done has no body: any body is a change.
    text = print(
      random.pick<Json>([
        makeError(random, random.pick([...CODES, '1234'])),
        object({ status: 'maintenance' }),
        object({}),
        [],
        'OK',
      ]),
      chooseStyle(random, encoding.holds),
    );
  }
  if (isMutated && random.chance(0.15)) text = mutateText(text, random);
  const answer = { status, gzip: random.chance(0.02), ...encoding.encode(text) };
  if (!isMutated) return { answer, whole: status !== 412 && isClear(answer) };
  // An error in a success's clothes.
  const dressed = isError && random.chance(0.4) ? { ...answer, status: 200 } : answer;
  return { answer: random.chance(0.2) ? mutateBytes(dressed, random, seed ?? dressed) : dressed, whole: false };
}

const isClear = (answer: Answer) =>
  answer.status < 500 && isCertain(answer) && !BREAKDOWNS.some((kode) => answer.body.includes(kode));

function chooseJsonEncoding(random: Random) {
  const choice = random.number();
  const mediaType = random.pick(['application/json', 'application/problem+json', 'text/json']);
  if (choice < 0.9) {
    return {
      holds: () => true,
      encode: (text: string): Pick<Answer, 'body' | 'contentType'> => ({
        body: Buffer.from((random.chance(0.05) && text.trim() !== '' ? '\uFEFF' : '') + text),
        contentType: random.pick([`${mediaType}; charset=utf-8`, mediaType, mediaType, undefined]),
      }),
    };
  }
  return {
    holds: (character: string) => /^[\x20-\x7e\u00a0-\u00ff\s]$/.test(character) && character <= '\u00ff',
    encode: (text: string): Pick<Answer, 'body' | 'contentType'> => ({
      body: Buffer.from(text, 'latin1'),
      contentType: `${mediaType}; charset=${random.pick(['ISO-8859-1', 'iso-8859-1', '"latin1"'])}`,
    }),
  };
}

function makeEntry(random: Random): Json {
  const code = (codes: readonly number[]) => {
    const value = random.chance(0.9) ? random.pick(codes) : 88;
    return random.chance(0.15) ? String(value) : number(value);
  };
  return object({
    kontaktdata: random.pick([words(30)(random), '67000001', 'borger-1@example.org', ' 67 00 00 01 ']),
    kontaktdataType: code([17, 23, 42]),
    kontaktdatastatus: code([71, 72]),
    ...(random.chance(0.1) && { nyKey: words(10)(random) }),
  });
}

export function makeEntries(random: Random): Json {
  return wrap(
    Array.from({ length: random.pick([0, 1, 2, 3]) }, () => makeEntry(random)),
    random,
  );
}

function wrap(entries: Json[], random: Random): Json {
  return object({ kontaktinformationer: random.chance(0.6) ? object({ kontaktinformation: entries }) : entries });
}

export function makeBorgere(random: Random): Json {
  const borgere = Array.from({ length: random.pick([0, 1, 2, 5]) }, () =>
    random.chance(0.8) ? object({ civilregistrationIdentifier: cpr(random) }) : cpr(random),
  );
  return object({ borgerer: borgere });
}

/** What is registered afterwards: as wanted, nearly, something else, nothing, or an answer that says none of it. */
export function makeReadBack(wanted: readonly Wanted[], random: Random): Answer {
  const entries = wanted.flatMap((one): Json[] => {
    const [, code] = TYPES.find(([type]) => type === one.type) ?? ['', 0];
    if (one.kind === 'deleted' ? random.chance(0.6) : random.chance(0.2)) return [];
    const isRight = random.chance(0.6);
    return [
      object({
        kontaktdata: one.kind === 'stored' && isRight ? one.value : random.pick([words(20)(random), null]),
        kontaktdataType: random.chance(0.95) ? number(code) : 'x',
        kontaktdatastatus: number(one.kind === 'status' && isRight === (one.status === 'VERIFICERET') ? 72 : 71),
      }),
    ];
  });
  const json = random.chance(0.8)
    ? wrap(entries, random)
    : random.pick<Json>([
        object({}),
        object({ status: 'maintenance' }),
        makeError(random, '9159'),
        makeError(random, '4575'),
        object({ kontaktinformationer: null }),
        [],
      ]);
  const text = print(
    random.chance(0.2) ? mutateJson(json, random) : json,
    chooseStyle(random, () => true),
  );
  return { status: random.chance(0.9) ? 200 : 400, contentType: 'application/json', body: Buffer.from(text) };
}
