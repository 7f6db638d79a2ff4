import { type Kontaktdata, PERSONAER, type Persona } from './borgere.ts';
import { findFejlperson } from './fejlpersoner.ts';
import type { Indstillinger, Kontaktdatatype } from './indstillinger.ts';
import type { Kald } from './kald.ts';

export interface Verifikationskode {
  readonly kode: string;
  readonly udloeber: Date;
}

/** One registered entry, and the code that waits to verify it. */
export interface Optegnelse extends Kontaktdata {
  readonly ventende?: Verifikationskode | undefined;
}

/** What is registered on a borger. It follows her current number. */
export interface Kontaktinformation {
  optegnelser: readonly Optegnelse[];
  huskeservice: { readonly sms: boolean; readonly mail: boolean };
}

export interface Borger {
  readonly persona: Persona;
  readonly kontaktinformation: Kontaktinformation;
}

/** Everything of the sandbox that changes: data, ids seen, pending codes, the clock, the calls recorded. */
export class Tilstand {
  readonly requestIds = new Set<string>();
  readonly kald: Kald[] = [];
  readonly #borgere = new Map<string, Borger>();
  readonly #fejlpersoner = new Map<string, Borger>();
  #random: number;
  #clockShift = 0;

  constructor(froe: number) {
    this.#random = froe;
    for (const persona of PERSONAER) this.#borgere.set(persona.cpr, seed(persona));
    for (const { cpr, aktueltCpr } of PERSONAER) {
      const former = this.#borgere.get(cpr);
      const current = aktueltCpr === undefined ? undefined : this.#borgere.get(aktueltCpr);
      // One and the same object: the data of a former number are those of the current one.
      if (former && current) this.#borgere.set(cpr, { ...former, kontaktinformation: current.kontaktinformation });
    }
  }

  findBorger(cpr: string): Borger | undefined {
    const known = this.#borgere.get(cpr) ?? this.#fejlpersoner.get(cpr);
    const persona = known ? undefined : findFejlperson(cpr)?.persona;
    if (persona === undefined) return known;
    const borger = seed(persona);
    this.#fejlpersoner.set(cpr, borger);
    return borger;
  }

  /** Those with exactly this text. Fejlpersoner are not found: any three digits make one, so there is no end of them. */
  findByKontaktdata(type: Kontaktdatatype, kontaktdata: string): Borger[] {
    return [...this.#borgere.values()].filter(
      ({ persona, kontaktinformation }) =>
        persona.aktueltCpr === undefined &&
        kontaktinformation.optegnelser.some((entry) => entry.type === type && entry.kontaktdata === kontaktdata),
    );
  }

  now(): Date {
    return new Date(Date.now() + this.#clockShift);
  }

  /** The clock goes on from this moment; null goes back to real time. */
  setClock(moment: Date | null): void {
    this.#clockShift = moment === null ? 0 : moment.getTime() - Date.now();
  }

  createVerifikationskode({ verifikationskoder }: Indstillinger): Verifikationskode {
    const kode = String(Math.floor(this.#nextRandom() * 1_000_000)).padStart(6, '0');
    return { kode, udloeber: new Date(this.now().getTime() + verifikationskoder.minutter * 60_000) };
  }

  /** Mulberry32: the same seed gives the same codes. */
  #nextRandom(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

function seed(persona: Persona): Borger {
  return {
    persona,
    kontaktinformation: {
      optegnelser: persona.kontaktdata,
      huskeservice: persona.huskeservice ?? { sms: false, mail: false },
    },
  };
}

export function findOptegnelse({ optegnelser }: Kontaktinformation, type: Kontaktdatatype): Optegnelse | undefined {
  return optegnelser.find((entry) => entry.type === type);
}

/** Puts the entry in the place of the one of its type, or at the end. */
export function saveOptegnelse(kontaktinformation: Kontaktinformation, entry: Optegnelse): void {
  const { optegnelser } = kontaktinformation;
  kontaktinformation.optegnelser = optegnelser.some(({ type }) => type === entry.type)
    ? optegnelser.map((old) => (old.type === entry.type ? entry : old))
    : [...optegnelser, entry];
}

export function deleteOptegnelse(kontaktinformation: Kontaktinformation, type: Kontaktdatatype): void {
  kontaktinformation.optegnelser = kontaktinformation.optegnelser.filter((entry) => entry.type !== type);
}
