import { type Enhet, lacks } from './enheter.ts';

export interface Adresse {
  readonly adresse1: string;
  readonly postnr?: string;
  readonly poststed: string;
  readonly kommunenummer?: string;
  readonly kommune?: string;
  readonly landkode: string;
  readonly land: string;
  readonly registrert: string;
}

/** Sandvik is on no map: its numbers belong to no kommune. */
const PLACES = {
  OSLO: { postnr: '0001', poststed: 'OSLO', kommunenummer: '0301', kommune: 'OSLO', landkode: 'NOR', land: 'Norge' },
  SANDVIK: {
    postnr: '9999',
    poststed: 'SANDVIK',
    kommunenummer: '9999',
    kommune: 'SANDVIK',
    landkode: 'NOR',
    land: 'Norge',
  },
  Sverige: { poststed: '111 11 STOCKHOLM', landkode: 'SWE', land: 'Sverige' },
  Tyskland: { poststed: '00000 SANDSTADT', landkode: 'DEU', land: 'Tyskland' },
} as const;

/** The name of a kommune (four digits) or fylke (two), for those that have units. */
export function placeName(nummer: string): string | undefined {
  return [PLACES.OSLO, PLACES.SANDVIK].find((sted) => sted.kommunenummer.startsWith(nummer))?.kommune;
}

export function registrertDato(enhet: Enhet): string {
  return enhet.registrert ?? '2001-02-03';
}

/** Of a sub-unit: its beliggenhetsadresse. */
export function forretningsadresseOf(enhet: Enhet): Adresse | undefined {
  if (lacks(enhet, 1010) || lacks(enhet, 1030)) return undefined;
  const { adresse1, registrert } = enhet.streetAddress ?? {
    adresse1: 'Prøveveien 3',
    registrert: registrertDato(enhet),
  };
  return { adresse1, ...PLACES[enhet.residence ?? 'OSLO'], registrert };
}

export function postadresseOf(enhet: Enhet): Adresse | undefined {
  if (lacks(enhet, 1020) || lacks(enhet, 1030)) return undefined;
  return { adresse1: 'Postboks 1', ...PLACES[enhet.residence ?? 'OSLO'], registrert: registrertDato(enhet) };
}
