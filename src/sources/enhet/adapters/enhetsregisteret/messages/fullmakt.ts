import { toDate } from '../../../../../domain/dates.ts';
import type { Fullmakt } from '../../../enhet.ts';
import type { Rolle, Rollegruppe } from '../../../roller.ts';
import { below, type Json, kodeOf, nummerOf, objectOf, objectsOf, textOf } from './json.ts';
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
 * Undefined when the answer is none, or another unit's.
 */
export function readRight(value: unknown, organisasjonsnummer: string): Rollegruppe[] | 'not computed' | undefined {
  const json = objectOf(value);
  if (!json || nummerOf(below(json, 'enhet'), 'organisasjonsnummer') !== organisasjonsnummer) return undefined;
  const grunnlag = below(json, 'signeringsGrunnlag');
  const registered = below(grunnlag, 'signaturProkuraRoller');
  const headerTekst = textOf(registered, 'signaturProkuraFritekst');
  const combinations = objectsOf(below(json, 'signeringsKombinasjon'), 'kombinasjon');
  const groups = combinations.map((kombinasjon) =>
    groupOf(kombinasjon, headerTekst, objectsOf(kombinasjon, 'personRolleKombinasjon')),
  );
  if (groups.some(({ roller }) => roller.length === 0)) return undefined;
  if (groups.length > 0) return groups;
  const possible = [registered, below(grunnlag, 'muligeSigneringsRoller')]
    .map((from) => objectsOf(from, 'personRolleGrunnlag'))
    .find((persons) => persons.length > 0);
  if (headerTekst !== null || possible) return [groupOf(grunnlag, headerTekst, possible ?? [])];
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

function groupOf(json: Json, headerTekst: string | null, persons: readonly Json[]): Rollegruppe {
  const type = kodeOf(json, DESCRIBED_BY);
  return {
    type: type?.kode ?? '',
    beskrivelse: type?.beskrivelse ?? '',
    registreringsdato: null,
    headerTekst,
    trailerTekst: null,
    kjoennsrepresentasjon: null,
    roller: persons.flatMap((person) => readRolle(person) ?? []),
  };
}

function readRolle(json: Json): Rolle | undefined {
  const navn = textOf(json, 'navn');
  const type = kodeOf(json.rolle, DESCRIBED_BY);
  if (navn === null || !type) return undefined;
  const organisasjonsnummer = nummerOf(json, 'organisasjonsnummer');
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
