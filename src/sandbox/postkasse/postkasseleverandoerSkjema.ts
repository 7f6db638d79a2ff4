import type { Elementskjema } from './skjema.ts';

/** postkasseleverandoer-v1 as data: the messages that a supplier and the register exchange. */
export const POSTKASSELEVERANDOER = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';

export const OPERASJONER = [
  'KanVelgeSikkerDigitalPostkasse',
  'OpprettPostkasse',
  'OpprettOgVelgSikkerDigitalPostkasse',
  'VelgSikkerDigitalPostkasse',
  'OppdaterPostkasse',
  'SlettPostkasse',
] as const;

export type Operasjon = (typeof OPERASJONER)[number];

/** In the WSDL still, but gone from the public documentation since May 2016. */
export const TILBAKETRUKNE: readonly Operasjon[] = ['OpprettPostkasse', 'VelgSikkerDigitalPostkasse'];

/** One list for every operation: the schema lets each of them answer each code. */
export const FEILBESKRIVELSER = [
  'RESERVERT',
  'ALLEREDE_AKTIV',
  'INGEN_POSTBOKS_FUNNET',
  'BRUKER_IKKE_FUNNET',
  'POSTKASSE_EKSISTERER_ALLEREDE',
  'UGYLDIG_SERTIFIKAT',
  'UGYLDIG_PERSONNUMMER',
  'UGYLDIG_EPOSTADRESSE',
  'UGYLDIG_ORGNR',
] as const;

const namespace = POSTKASSELEVERANDOER;
const personidentifikator: Elementskjema = {
  namespace,
  name: 'personidentifikator',
  content: { type: 'string', minLength: 11, maxLength: 11 },
};
const postkasseleverandoerOrgNummer: Elementskjema = {
  namespace,
  name: 'postkasseleverandoerOrgNummer',
  content: { type: 'string', minLength: 8, maxLength: 20 },
};
const postkasseadresse: Elementskjema = {
  namespace,
  name: 'postkasseadresse',
  content: { type: 'string', minLength: 8, maxLength: 100 },
};
// Small x here, capital X in Oppslagstjenesten: the register spells it both ways.
const x509Sertifikat: Elementskjema = {
  namespace,
  name: 'x509Sertifikat',
  minOccurs: 0,
  content: { type: 'base64Binary' },
};

const heleAdressen = [personidentifikator, postkasseleverandoerOrgNummer, postkasseadresse, x509Sertifikat];
const felter: Record<Operasjon, readonly Elementskjema[]> = {
  KanVelgeSikkerDigitalPostkasse: [personidentifikator],
  OpprettPostkasse: heleAdressen,
  OpprettOgVelgSikkerDigitalPostkasse: heleAdressen,
  VelgSikkerDigitalPostkasse: [personidentifikator, postkasseleverandoerOrgNummer],
  OppdaterPostkasse: heleAdressen,
  SlettPostkasse: [personidentifikator, postkasseleverandoerOrgNummer],
};

export function forespoersel(operasjon: Operasjon): Elementskjema {
  return { namespace, name: `${operasjon}Forespoersel`, content: felter[operasjon] };
}

export function respons(operasjon: Operasjon): Elementskjema {
  const values = operasjon === 'KanVelgeSikkerDigitalPostkasse' ? ['JA', 'NEI'] : ['OK', 'FEILET'];
  return {
    namespace,
    name: `${operasjon}Respons`,
    content: [
      { namespace, name: 'status', content: { type: 'enumeration', values } },
      { namespace, name: 'beskrivelse', minOccurs: 0, content: { type: 'enumeration', values: FEILBESKRIVELSER } },
    ],
  };
}
