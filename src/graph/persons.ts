/** By what somebody is known to a register. */
export type Personart = 'cpr' | 'personidentifikator' | 'mobiltelefon' | 'email';

export interface Person {
  readonly art: Personart;
  readonly identifikator: string;
}

/** Whom a field is about: known from what it is asked on or with, and, for a search, from what it found. */
export interface Persongreb {
  asked(parent: unknown, args: unknown): Person | undefined;
  found?(value: unknown): readonly Person[];
}

const onParent = (art: Personart): Persongreb => ({ asked: (parent) => toPerson(art, property(parent, art)) });
const inArgument = (art: Personart): Persongreb => ({ asked: (_, args) => toPerson(art, property(args, art)) });
const inInput = (art: Personart): Persongreb => ({
  asked: (_, args) => toPerson(art, property(property(args, 'input'), art)),
});

/** A search tells the caller of everybody it finds: each of them is somebody whom the operation was on. */
const findsBorgere = (greb: Persongreb): Persongreb => ({
  ...greb,
  found(value) {
    const borgere = property(value, 'borgere');
    if (!Array.isArray(borgere)) return [];
    return borgere.flatMap((borger: unknown) => toPerson('cpr', property(borger, 'cpr')) ?? []);
  },
});

export const cpr = onParent('cpr');
export const personidentifikator = onParent('personidentifikator');
export const inputCpr = inInput('cpr');
export const inputPersonidentifikator = inInput('personidentifikator');
export const mobiltelefon = findsBorgere(inArgument('mobiltelefon'));
export const email = findsBorgere(inArgument('email'));

/** Characters that a record is made of: the longest mail address, counted in half surrogates. */
const MAX_IDENTIFIKATOR = 512;

function toPerson(art: Personart, identifikator: unknown): Person | undefined {
  return typeof identifikator === 'string'
    ? { art, identifikator: identifikator.slice(0, MAX_IDENTIFIKATOR).trim() }
    : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
