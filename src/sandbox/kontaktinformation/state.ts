import { type Kontaktdata, PERSONAS, type Persona } from './people.ts';
import { findErrorPerson } from './error-persons.ts';
import type { OperationName, Settings, Kontaktdatatype } from './settings.ts';
import type { Clock } from '../common/clock.ts';
import type { RecordedCall, Sandbox } from '../common/sandbox.ts';
import type { Response } from '../common/server.ts';
import type { ActiveOrganisation, RequestUserMetadata } from './checks/metadata.ts';

export interface Verifikationskode {
  readonly kode: string;
  readonly expires: Date;
}

/** One registered entry, and the code that waits to verify it. */
export interface RegisteredEntry extends Kontaktdata {
  readonly pending?: Verifikationskode | undefined;
}

/** What is registered on a borger. It follows her current number. */
export interface Kontaktinformation {
  entries: readonly RegisteredEntry[];
  huskeservice: { readonly sms: boolean; readonly mail: boolean };
}

export interface Borger {
  readonly persona: Persona;
  readonly kontaktinformation: Kontaktinformation;
}

/** Everything of the sandbox that changes: data, ids seen, pending codes. */
export class State {
  readonly requestIds = new Set<string>();
  readonly #borgere = new Map<string, Borger>();
  readonly #errorPersons = new Map<string, Borger>();
  #random: number;
  readonly #clock: Clock;

  constructor(seed: number, clock: Clock) {
    this.#clock = clock;
    this.#random = seed;
    for (const persona of PERSONAS) this.#borgere.set(persona.cpr, toBorger(persona));
    for (const { cpr, aktueltCpr } of PERSONAS) {
      const former = this.#borgere.get(cpr);
      const current = aktueltCpr === undefined ? undefined : this.#borgere.get(aktueltCpr);
      // One and the same object: the data of a former number are those of the current one.
      if (former && current) this.#borgere.set(cpr, { ...former, kontaktinformation: current.kontaktinformation });
    }
  }

  findBorger(cpr: string): Borger | undefined {
    const known = this.#borgere.get(cpr) ?? this.#errorPersons.get(cpr);
    const persona = known ? undefined : findErrorPerson(cpr)?.persona;
    if (persona === undefined) return known;
    const borger = toBorger(persona);
    this.#errorPersons.set(cpr, borger);
    return borger;
  }

  /** Those with exactly this text. ErrorPersons are not found: any three digits make one, so there is no end of them. */
  findByKontaktdata(type: Kontaktdatatype, kontaktdata: string): Borger[] {
    return [...this.#borgere.values()].filter(
      ({ persona, kontaktinformation }) =>
        persona.aktueltCpr === undefined &&
        kontaktinformation.entries.some((entry) => entry.type === type && entry.kontaktdata === kontaktdata),
    );
  }

  createVerifikationskode({ verifikationskode }: Settings): Verifikationskode {
    const kode = String(Math.floor(this.#nextRandom() * 1_000_000)).padStart(6, '0');
    return { kode, expires: new Date(this.#clock.now().getTime() + verifikationskode.minutes * 60_000) };
  }

  /** Mulberry32: the same seed gives the same codes. */
  #nextRandom(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

function toBorger(persona: Persona): Borger {
  return {
    persona,
    kontaktinformation: {
      entries: persona.kontaktdata,
      huskeservice: persona.huskeservice ?? { sms: false, mail: false },
    },
  };
}

export function findEntry({ entries }: Kontaktinformation, type: Kontaktdatatype): RegisteredEntry | undefined {
  return entries.find((entry) => entry.type === type);
}

/** Puts the entry in the place of the one of its type, or at the end. */
export function saveEntry(kontaktinformation: Kontaktinformation, entry: RegisteredEntry): void {
  const { entries } = kontaktinformation;
  kontaktinformation.entries = entries.some(({ type }) => type === entry.type)
    ? entries.map((old) => (old.type === entry.type ? entry : old))
    : [...entries, entry];
}

export function deleteEntry(kontaktinformation: Kontaktinformation, type: Kontaktdatatype): void {
  kontaktinformation.entries = kontaktinformation.entries.filter((entry) => entry.type !== type);
}

/** Stands in a recorded call for what nobody should see. */
export const MASK = '***';

/** One call as it came in and as it was answered, without anybody's cpr, phone or mail. */
export interface StarCall extends RecordedCall {
  /** Null where the path or the method is unknown; then `path` is null too. */
  readonly operation: OperationName | null;
  readonly method: string;
  readonly path: string | null;
  readonly client: string;
  /** The handle of the test person, null for everybody else. */
  readonly borger: string | null;
  readonly cpr: typeof MASK | null;
  readonly requestId: string | null;
  readonly activeOrganisation: ActiveOrganisation | null;
  readonly requestUserMetadata: RequestUserMetadata | null;
  /** The JSON of the body with its texts masked; empty texts, nulls and absent keys are as sent. */
  readonly content: unknown;
  readonly answer: { readonly status: number | Extract<Response, string>; readonly fejlkode: number | null };
}

export type StarSandbox = Sandbox<Settings, State, StarCall>;
