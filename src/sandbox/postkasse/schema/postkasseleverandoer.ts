import type { ElementSchema } from './schema.ts';

/** postkasseleverandoer-v1 as data: the messages that a supplier and the register exchange. */
export const POSTKASSELEVERANDOER = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';

export const OPERATIONS = [
  'KanVelgeSikkerDigitalPostkasse',
  'OpprettPostkasse',
  'OpprettOgVelgSikkerDigitalPostkasse',
  'VelgSikkerDigitalPostkasse',
  'OppdaterPostkasse',
  'SlettPostkasse',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** In the WSDL still, but gone from the public documentation since May 2016. */
export const WITHDRAWN: readonly Operation[] = ['OpprettPostkasse', 'VelgSikkerDigitalPostkasse'];

/** One list for every operation: the schema lets each of them answer each code. */
export const ERROR_DESCRIPTIONS = [
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
const personidentifikator: ElementSchema = {
  namespace,
  name: 'personidentifikator',
  content: { type: 'string', minLength: 11, maxLength: 11 },
};
const postkasseleverandoerOrgNummer: ElementSchema = {
  namespace,
  name: 'postkasseleverandoerOrgNummer',
  content: { type: 'string', minLength: 8, maxLength: 20 },
};
const postkasseadresse: ElementSchema = {
  namespace,
  name: 'postkasseadresse',
  content: { type: 'string', minLength: 8, maxLength: 100 },
};
// Small x here, capital X in Oppslagstjenesten: the register spells it both ways.
const x509Sertifikat: ElementSchema = {
  namespace,
  name: 'x509Sertifikat',
  minOccurs: 0,
  content: { type: 'base64Binary' },
};

const wholeAddress = [personidentifikator, postkasseleverandoerOrgNummer, postkasseadresse, x509Sertifikat];
const fields: Record<Operation, readonly ElementSchema[]> = {
  KanVelgeSikkerDigitalPostkasse: [personidentifikator],
  OpprettPostkasse: wholeAddress,
  OpprettOgVelgSikkerDigitalPostkasse: wholeAddress,
  VelgSikkerDigitalPostkasse: [personidentifikator, postkasseleverandoerOrgNummer],
  OppdaterPostkasse: wholeAddress,
  SlettPostkasse: [personidentifikator, postkasseleverandoerOrgNummer],
};

export function forespoersel(operation: Operation): ElementSchema {
  return { namespace, name: `${operation}Forespoersel`, content: fields[operation] };
}

export function respons(operation: Operation): ElementSchema {
  const values = operation === 'KanVelgeSikkerDigitalPostkasse' ? ['JA', 'NEI'] : ['OK', 'FEILET'];
  return {
    namespace,
    name: `${operation}Respons`,
    content: [
      { namespace, name: 'status', content: { type: 'enumeration', values } },
      { namespace, name: 'beskrivelse', minOccurs: 0, content: { type: 'enumeration', values: ERROR_DESCRIPTIONS } },
    ],
  };
}
