import { type Kontaktdata, PERSONAS, type Persona } from './people.ts';
import { findErrorPerson } from './error-persons.ts';
import type { Settings, Kontaktdatatype } from './settings.ts';
import type { Clock } from '../common/clock.ts';

export interface Verifikationskode {
  readonly kode: string;
  readonly expires: Date;
}

/** One registered entry, and the code that waits to verify it. */
export interface Record extends Kontaktdata {
  readonly pending?: Verifikationskode | undefined;
}

/** What is registered on a borger. It follows her current number. */
export interface Kontaktinformation {
  records: readonly Record[];
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
        kontaktinformation.records.some((entry) => entry.type === type && entry.kontaktdata === kontaktdata),
    );
  }

  createVerifikationskode({ verifikationskoder }: Settings): Verifikationskode {
    const kode = String(Math.floor(this.#nextRandom() * 1_000_000)).padStart(6, '0');
    return { kode, expires: new Date(this.#clock.now().getTime() + verifikationskoder.minutes * 60_000) };
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
      records: persona.kontaktdata,
      huskeservice: persona.huskeservice ?? { sms: false, mail: false },
    },
  };
}

export function findRecord({ records }: Kontaktinformation, type: Kontaktdatatype): Record | undefined {
  return records.find((entry) => entry.type === type);
}

/** Puts the entry in the place of the one of its type, or at the end. */
export function saveRecord(kontaktinformation: Kontaktinformation, entry: Record): void {
  const { records } = kontaktinformation;
  kontaktinformation.records = records.some(({ type }) => type === entry.type)
    ? records.map((old) => (old.type === entry.type ? entry : old))
    : [...records, entry];
}

export function deleteRecord(kontaktinformation: Kontaktinformation, type: Kontaktdatatype): void {
  kontaktinformation.records = kontaktinformation.records.filter((entry) => entry.type !== type);
}
