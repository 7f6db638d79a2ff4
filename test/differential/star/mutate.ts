import type { Random } from '../random.ts';
import { cpr, words } from '../texts.ts';
import { isMembers, type Json, type Members, number, object } from './json.ts';

type Container = Members | Json[];

function* containers(value: Json): Generator<Container> {
  if (Array.isArray(value)) {
    yield value;
    for (const item of value) yield* containers(item);
  } else if (isMembers(value)) {
    yield value;
    for (const [, item] of value.members) yield* containers(item);
  }
}

const CODES = ['fejlkode', 'ErrorCode', 'code', 'kode', 'faultcode', 'FEJLKODE'];

/** An error as STAR's services write it, in one of the forms that the contract knows, or deeper down. */
export function makeError(random: Random, kode: string): Json {
  const value = random.chance(0.7) ? number(kode) : kode;
  const key = random.pick(CODES);
  return random.pick([
    object({ fejlkode: value, fejltekst: words(30)(random), beskrivelse: words(60)(random) }),
    object({ ErrorCode: value, Message: words(30)(random), InnerException: null, StackTrace: null, Source: null }),
    object({ fejl: [object({ kode: value, tekst: words(30)(random) })] }),
    object({ type: 'about:blank', title: words(30)(random), status: number(400), code: value }),
    object({ status: number(400), error: object({ details: [object({ [key]: value })] }) }),
    [object({ [key]: value }), object({ [key]: number(9153) })],
    object({ [key]: object({ [key]: value }) }),
  ]);
}

function anything(random: Random): Json {
  return random.pick<Json>([
    null,
    true,
    false,
    '',
    ' ',
    '1',
    'null',
    words(20)(random),
    cpr(random),
    `6${cpr(random).slice(1)}`,
    number(0),
    number(1),
    number('1.0'),
    number('1e0'),
    number('1.5'),
    number('-1'),
    number('2147483648'),
    number('12345678901234567890'),
    number('9007199254740993'),
    [],
    [[]],
    [null],
    object({}),
    object({ kontaktdata: 'x' }),
  ]);
}

/** Changes a value in one to three places. */
export function mutateJson(value: Json, random: Random): Json {
  const root: Json[] = [value];
  for (let left = 1 + random.below(random.chance(0.7) ? 1 : 3); left > 0; left -= 1) {
    const place = random.pick([...containers(root)]);
    if (Array.isArray(place)) mutateList(place, random);
    else mutateMembers(place, random);
  }
  return root[0] ?? null;
}

function mutateList(list: Json[], random: Random): void {
  const at = random.below(list.length + 1);
  switch (random.below(4)) {
    case 0:
      list.splice(at, 1);
      break;
    case 1:
      list.splice(at, 0, anything(random));
      break;
    case 2:
      if (at < list.length) list[at] = anything(random);
      break;
    default:
      if (at < list.length)
        list[at] = random.pick<Json>([[list[at] ?? null], object({ kontaktinformation: list[at] ?? null })]);
  }
}

function mutateMembers({ members }: Members, random: Random): void {
  const at = random.below(members.length + 1);
  const member = members[at];
  const change = random.below(6);
  if (change === 0 || !member) {
    const key = random.pick(['status', 'message', 'ukendt', ...CODES]);
    const value = CODES.includes(key)
      ? random.pick<Json>([number(4575), '1010', number(0), number(200), number(99999), number(100000), null])
      : anything(random);
    members.splice(at, 0, [key, random.chance(0.2) ? makeError(random, '1013') : value]);
  } else if (change === 1) members.splice(at, 1);
  else if (change === 2)
    member[0] = random.pick([
      `${member[0]}x`,
      member[0].slice(1),
      'kontaktdata',
      'kontaktdataType',
      'kontaktdatastatus',
      'borgerer',
    ]);
  else if (change === 3) member[1] = anything(random);
  else if (change === 4)
    members.splice(random.below(members.length + 1), 0, [
      random.pick([member[0], member[0].toUpperCase()]),
      random.pick([anything(random), member[1]]),
    ]);
  else member[1] = random.pick<Json>([[member[1]], object({ [member[0]]: member[1] })]);
}

const INSERTIONS = [
  ',',
  ']',
  '}',
  '{',
  '"',
  '\\',
  '\u0000',
  '//x\n',
  '/* x */',
  "'",
  'NaN',
  '\\u12',
  '\\x41',
  '01',
  '+1',
  '\u00a0',
  '\uFEFF',
  '\\uD800',
  '0x1',
  '.5',
  '1.',
];

export function mutateText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return random.pick([
    text.slice(0, at),
    text.slice(0, at) + random.pick(INSERTIONS) + text.slice(at),
    text + random.pick([...INSERTIONS, text, ' ', '\n']),
    random.pick(INSERTIONS) + text,
    text.replace(/"/g, "'"),
    '<html><body>Service unavailable</body></html>',
    '',
    ' ',
    'null',
    'OK',
  ]);
}
