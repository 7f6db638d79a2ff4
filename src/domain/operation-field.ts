import type { Caller } from './caller.ts';
import type { Quota } from './quota.ts';

/** By what somebody is known to a register. */
export type PersonKind = 'cpr' | 'personidentifikator' | 'mobiltelefon' | 'email';

export interface Person {
  readonly kind: PersonKind;
  readonly identifikator: string;
}

/** Whom a field is about: known from what it is asked on or with, and, for a search, from what it found. */
export interface PersonLocator {
  /** By what the field is told whom it is about. */
  readonly kind: PersonKind;
  /** Whether it is about whoever asks, by a token of their own, and about nobody else. */
  readonly isCaller?: true;
  asked(parent: unknown, args: unknown, caller?: Pick<Caller, 'person'>): Person | undefined;
  found?(value: unknown): readonly Person[];
}

/**
 * A field that can call a register: what a caller must be allowed to, which of the register's operations it is, and where
 * the person is whom it is about. Without a person it is about a unit, and is not audited.
 */
export interface OperationField {
  readonly scope: string;
  readonly operation: string;
  readonly person?: PersonLocator;
  /**
   * Whether what it answers may be kept across requests, where the source keeps anything: public, the same for every caller, and of no
   * person. The graph is not built where one so marked has the tag of personal data.
   */
  readonly keepable?: true;
  /** What each use of the field counts for, beside the calls that every field counts for. */
  readonly quota?: Quota;
}

/** The fields of the graph that call a register, by coordinate: "Borger.kontaktinformation". */
export type OperationFields = Readonly<Record<string, OperationField>>;

/** The person is the object that the field is on. */
export const onParent = (kind: PersonKind): PersonLocator => ({
  kind,
  asked: (parent) => toPerson(kind, property(parent, kind)),
});

/** The person is an argument of the field. */
export const inArgument = (kind: PersonKind): PersonLocator => ({
  kind,
  asked: (_, args) => toPerson(kind, property(args, kind)),
});

/** The person is whoever asks: nobody can be named. */
export const ofCaller = (kind: PersonKind): PersonLocator => ({
  kind,
  isCaller: true,
  asked: (_, __, caller) => toPerson(kind, caller?.person),
});

/** The person stands in the argument `input`. */
export const inInput = (kind: PersonKind): PersonLocator => ({
  kind,
  asked: (_, args) => toPerson(kind, property(property(args, 'input'), kind)),
});

/** A search tells the caller of everybody it finds: each member of the answer's list is somebody whom the operation was on. */
export const finding = (locator: PersonLocator, list: string, kind: PersonKind): PersonLocator => ({
  ...locator,
  found(value) {
    const members = property(value, list);
    if (!Array.isArray(members)) return [];
    return members.flatMap((member: unknown) => toPerson(kind, property(member, kind)) ?? []);
  },
});

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
