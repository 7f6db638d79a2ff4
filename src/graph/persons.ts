/** By what somebody is known to a register. */
export type PersonKind = 'cpr' | 'personidentifikator' | 'mobiltelefon' | 'email';

export interface Person {
  readonly kind: PersonKind;
  readonly identifikator: string;
}

/** Whom a field is about: known from what it is asked on or with, and, for a search, from what it found. */
export interface PersonLocator {
  asked(parent: unknown, args: unknown): Person | undefined;
  found?(value: unknown): readonly Person[];
}

const onParent = (kind: PersonKind): PersonLocator => ({ asked: (parent) => toPerson(kind, property(parent, kind)) });
const inArgument = (kind: PersonKind): PersonLocator => ({ asked: (_, args) => toPerson(kind, property(args, kind)) });
const inInput = (kind: PersonKind): PersonLocator => ({
  asked: (_, args) => toPerson(kind, property(property(args, 'input'), kind)),
});

/** A search tells the caller of everybody it finds: each of them is somebody whom the operation was on. */
const findsBorgere = (locator: PersonLocator): PersonLocator => ({
  ...locator,
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

function toPerson(kind: PersonKind, identifikator: unknown): Person | undefined {
  return typeof identifikator === 'string'
    ? { kind, identifikator: identifikator.slice(0, MAX_IDENTIFIKATOR).trim() }
    : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
