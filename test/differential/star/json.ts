import type { Random } from '../random.ts';

/** JSON that is being made. A number stands as it is to be written, and an object may have a key twice. */
export type Json = null | boolean | string | Literal | Json[] | Members;

export interface Literal {
  literal: string;
}

export interface Members {
  members: [string, Json][];
}

export const number = (value: number | string): Literal => ({ literal: String(value) });
export const object = (members: Readonly<Record<string, Json>>): Members => ({ members: Object.entries(members) });
export const isMembers = (value: Json): value is Members =>
  typeof value === 'object' && value !== null && 'members' in value;

/** How one text is written: each choice says the same to whoever reads JSON by its rules, and keys without regard to case. */
export interface Style {
  readonly random: Random;
  readonly escapes: number;
  readonly spaces: boolean;
  readonly otherCase: number;
  readonly holds: (character: string) => boolean;
}

export function chooseStyle(random: Random, holds: Style['holds']): Style {
  return {
    random,
    holds,
    escapes: random.pick([0, 0, 0.1, 1]),
    spaces: random.chance(0.3),
    otherCase: random.pick([0, 0, 0.3]),
  };
}

export function print(value: Json, style: Style): string {
  const { random } = style;
  const space = () => (style.spaces ? random.pick(['', ' ', '\n', '\t', '\r\n  ']) : '');
  const list = (open: string, pieces: readonly string[], close: string) =>
    `${open}${space()}${pieces.join(`${space()},${space()}`)}${space()}${close}`;
  if (typeof value === 'string') return printString(value, style);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return list(
      '[',
      value.map((item) => print(item, style)),
      ']',
    );
  if (!isMembers(value)) return value.literal;
  const members = random.chance(0.8) ? value.members : random.shuffled(value.members);
  const keyOf = (key: string) =>
    random.chance(style.otherCase)
      ? random.pick([key.toUpperCase(), key.toLowerCase(), key[0]?.toUpperCase() + key.slice(1)])
      : key;
  return list(
    '{',
    members.map(([key, item]) => `${printString(keyOf(key), style)}${space()}:${space()}${print(item, style)}`),
    '}',
  );
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};

function printString(text: string, { random, escapes, holds }: Style): string {
  const written = [...text].map((character) => {
    const must = character < ' ' || character === '"' || character === '\\' || !holds(character);
    if (!must && !(/[^\x20-\x7e]|\//.test(character) ? random.chance(escapes) : random.chance(escapes / 50)))
      return character;
    if (SHORT[character] && random.chance(0.7)) return SHORT[character];
    const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
    return units.map((unit) => `\\u${random.chance(0.5) ? unit : unit.toUpperCase()}`).join('');
  });
  return `"${written.join('')}"`;
}
