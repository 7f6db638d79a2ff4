import { toDate } from '../../../../../domain/dates.ts';
import type { Fullmakt } from '../../../enhet.ts';
import type { Rolle, Rollegruppe } from '../../../roller.ts';
import { below, type Json, kodeOf, listOf, nummerOf, objectOf, objectsOf, textOf } from './json.ts';
import { readWholeName, UNTOLD } from './roller.ts';
import { headedBy, type Heading } from './unit.ts';

/** The two questions of the service of signature rights, by their paths. */
export const RIGHTS = ['signatur', 'prokura'] as const;
export type Right = (typeof RIGHTS)[number];

/** How an answer describes a code. */
const DESCRIBED_BY = 'tekstforklaring';

/**
 * Who may sign: one group for each combination of people who may do so together, or alone. Where the service has found none, one
 * group with the words that were registered, and those whom they may mean. `not computed`: the service says that it cannot tell.
 * Undefined when the answer is none, or another unit's, or names somebody who cannot be read: who may sign with somebody else would be
 * told to sign alone without them.
 */
export function readRight(value: unknown, organisasjonsnummer: string): Rollegruppe[] | 'not computed' | undefined {
  const json = objectOf(value);
  if (!json || nummerOf(below(json, 'enhet'), 'organisasjonsnummer') !== organisasjonsnummer) return undefined;
  const grunnlag = below(json, 'signeringsGrunnlag');
  const registered = below(grunnlag, 'signaturProkuraRoller');
  const headerTekst = textOf(registered, 'signaturProkuraFritekst');
  const combinations = objectsOf(below(json, 'signeringsKombinasjon'), 'kombinasjon');
  const groups = combinations.map((kombinasjon) =>
    groupOf(kombinasjon, headerTekst, listOf(kombinasjon, 'personRolleKombinasjon')),
  );
  if (!groups.every((group) => group !== undefined && group.roller.length > 0)) return undefined;
  if (groups.length > 0) return groups as Rollegruppe[];
  const possible = [registered, below(grunnlag, 'muligeSigneringsRoller')]
    .map((from) => listOf(from, 'personRolleGrunnlag'))
    .find((persons) => persons.length > 0);
  if (headerTekst !== null || possible) {
    const group = groupOf(grunnlag, headerTekst, possible ?? []);
    return group && [group];
  }
  const rutine = textOf(below(below(json, 'status'), 'rutineStatus'), 'kode');
  return rutine === null || rutine === 'OK' ? [] : 'not computed';
}

export function fullmaktOf(
  rights: Readonly<Record<Right, readonly Rollegruppe[]>>,
  organisasjonsnummer: string,
  heading: Heading,
): Fullmakt {
  return { ...headedBy(heading, 'hentProkuraSignatur', organisasjonsnummer), ...rights };
}

function groupOf(json: Json, headerTekst: string | null, persons: readonly unknown[]): Rollegruppe | undefined {
  const type = kodeOf(json, DESCRIBED_BY);
  const roller = persons.flatMap((person) => readRolle(objectOf(person) ?? {}) ?? []);
  if (roller.length < persons.length) return undefined;
  return {
    type: type?.kode ?? '',
    beskrivelse: type?.beskrivelse ?? '',
    registreringsdato: null,
    headerTekst,
    trailerTekst: null,
    kjoennsrepresentasjon: null,
    roller,
  };
}

function readRolle(json: Json): Rolle | undefined {
  const navn = textOf(json, 'navn');
  const type = kodeOf(json.rolle, DESCRIBED_BY);
  if (navn === null || !type) return undefined;
  const organisasjonsnummer = nummerOf(json, 'organisasjonsnummer');
  // A unit whose number cannot be read is not a person.
  if (organisasjonsnummer === undefined && (json.organisasjonsnummer ?? '') !== '') return undefined;
  return {
    ...UNTOLD,
    rolletype: type.kode,
    beskrivelse: type.beskrivelse,
    fratraadt: false,
    valgtAv: null,
    valgtAvKode: null,
    ansvarsandel: null,
    innehaver:
      organisasjonsnummer === undefined
        ? { ...readWholeName(navn), foedselsdato: readFoedselsdato(textOf(json, 'fodselsdato')) }
        : { kind: 'unit', organisasjonsnummer, navn, status: null, erSlettet: null },
  };
}

/** 01.02.1970, where the other services write 1970-02-01. */
function readFoedselsdato(text: string | null): string | null {
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text ?? '') ?? [];
  return toDate(year === undefined ? (text ?? undefined) : `${year}-${month}-${day}`) ?? null;
}
