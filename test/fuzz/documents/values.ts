import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLNamedInputType,
} from 'graphql';
import { BORGERE, ENHETER, INNBYGGERE } from '../../../src/sandbox/overview.ts';
import type { Random } from '../../differential/random.ts';

/** A number as it is written, in a document or in JSON: some are none that JavaScript has. */
export class Written {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = null | boolean | string | Written | readonly Value[] | { readonly [name: string]: Value };

// Registers that do not answer, and those that answer otherwise each time, have tests of their own; here all questions have one answer.
const UNSTEADY = ['790100107', '790100018'];
const keysOf = (entries: typeof ENHETER) => [
  ...new Set(
    entries.flatMap(({ key, answer }) => (answer === 'KildeUtilgjengelig' || UNSTEADY.includes(key) ? [] : key)),
  ),
];

/** Whom nobody writes to, so that what is known of them stays. */
const READ: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^cprs?$/, keysOf(BORGERE)],
  [/^personidentifikator(?:er)?$/, keysOf(INNBYGGERE)],
  [/^organisasjonsnum/, keysOf(ENHETER)],
  [/^email$/, ['borger-1@example.org', 'ingen@example.org']],
  [/^mobiltelefon$/, ['67000001', '67000000']],
  [/^soekestreng$/, ['SANDKASSE', 'BLÅBÆR', 'finnes ikke']],
];

/** Whom nobody reads. */
const WRITTEN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^cpr$/, ['0505505005', '0606505006', '1705515018']],
  [/^personidentifikator$/, ['11918019091', '12928120005', '13818221082']],
  [/OrgNummer$/, ['311000012', '312000016']],
  [/^postkasseadresse$/, ['test.person#FUZZ', 'x']],
  [/^kontaktdata$/, ['67000099', 'borger-99@example.org', 'ingen adresse']],
  [/^verifikationskode$/, ['000000', '123456']],
];

const TEXTS = [
  '',
  ' ',
  'x',
  '0',
  '__proto__',
  'constructor',
  'then',
  'toString',
  'null',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '\uDC00x',
  '\u{1F600}',
  'e\u0301',
  '\u202E',
  '"""',
  '\\',
  '<a>&amp;]]>',
  '12345678901',
  '٠١٢٣٤٥٦٧٨٩',
  `0101505006\u0000`,
  'x'.repeat(300),
  '9'.repeat(70),
];
const NUMBERS = [
  '0',
  '-0',
  '1',
  '-1',
  '2147483647',
  '2147483648',
  '1.5',
  '1e3',
  '9007199254740993',
  '1e400',
  '-1E-400',
];

/** A value that may be of any type. */
export function anything(random: Random, depth = 0): Value {
  switch (random.below(depth < 3 ? 8 : 5)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
    case 3:
      return random.pick(TEXTS);
    case 4:
      return new Written(random.chance(0.9) ? random.pick(NUMBERS) : '9'.repeat(1 + random.below(3_000)));
    case 5:
      return Array.from({ length: random.below(4) }, () => anything(random, depth + 1));
    default: {
      const names = ['a', '__proto__', '__typename', 'constructor', 'then', 'toJSON', 'cpr', 'organisasjonsnummer'];
      const entries = Array.from({ length: random.below(4) }, () => [random.pick(names), anything(random, depth + 1)]);
      return Object.fromEntries(entries) as Value;
    }
  }
}

/** A value of the type, as the graph wants it there, but now and then one that it does not want. */
export function makeValue(
  type: GraphQLInputType,
  name: string,
  isWrite: boolean,
  odd: () => boolean,
  random: Random,
): Value {
  if (odd()) return anything(random);
  if (isNonNullType(type)) return makeValue(type.ofType, name, isWrite, odd, random);
  if (random.chance(0.03)) return null;
  if (isListType(type)) {
    const list = Array.from({ length: 1 + random.below(4) }, () => makeValue(type.ofType, name, isWrite, odd, random));
    return list.length === 1 && random.chance(0.2) ? (list[0] ?? null) : list;
  }
  return namedValue(type as GraphQLNamedInputType, name, isWrite, odd, random);
}

function namedValue(
  type: GraphQLNamedInputType,
  name: string,
  isWrite: boolean,
  odd: () => boolean,
  random: Random,
): Value {
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => (isNonNullType(field.type) && field.defaultValue === undefined && !odd()) || random.chance(0.5),
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, makeValue(field.type, field.name, isWrite, odd, random)]),
    );
  }
  if (type.name === 'Int') return new Written(String(random.below(120)));
  if (type.name === 'Boolean') return random.chance(0.5);
  if (type.name === '_Any') return representation(random);
  const known = (isWrite ? WRITTEN : READ).find(([pattern]) => pattern.test(name))?.[1];
  return known ? random.pick(known) : random.pick(TEXTS);
}

function representation(random: Random): Value {
  const [__typename, name] = random.pick([
    ['Enhet', 'organisasjonsnummer'],
    ['Borger', 'cpr'],
    ['Innbygger', 'personidentifikator'],
  ] as const);
  const [, keys] = READ.find(([pattern]) => pattern.test(name)) ?? ['', ['x']];
  return { __typename, [name]: random.pick(keys) };
}

/** JSON, in which numbers stand as they are written. */
export function toJson(value: Value): string {
  if (value instanceof Written) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, one]) => `${JSON.stringify(name)}:${toJson(one)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

/** A literal of a document. `type` says which texts are names of an enum. */
export function toLiteral(value: Value, type: GraphQLInputType | undefined): string {
  if (type && isNonNullType(type)) return toLiteral(value, type.ofType);
  if (value instanceof Written) return value.text;
  if (Array.isArray(value)) {
    return `[${value.map((one) => toLiteral(one, type && isListType(type) ? type.ofType : type)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields: Record<string, { readonly type: GraphQLInputType }> =
      type && isInputObjectType(type) ? type.getFields() : {};
    const written = Object.entries(value).map(
      ([name, one]) => `${name}: ${toLiteral(one, Object.hasOwn(fields, name) ? fields[name]?.type : undefined)}`,
    );
    return `{${written.join(', ')}}`;
  }
  const isName = type && (isEnumType(type) || (isListType(type) && isEnumType(type.ofType)));
  return typeof value === 'string' && isName ? value : JSON.stringify(value);
}
