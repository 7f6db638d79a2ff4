import type { ElementSchema } from './schema.ts';

/** Oppslagstjenesten 16-02 as data. Wrappers and request children stand in one namespace, Person and below in another. */
export const OPPSLAGSTJENESTE = 'http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02';
export const BEGREP = 'http://begrep.difi.no';

export const LOOKUPS = ['HentPersoner', 'HentEndringer', 'HentPrintSertifikat'] as const;
export type LookupName = (typeof LOOKUPS)[number];

export const INFORMASJONSBEHOV = [
  'Person',
  'Kontaktinfo',
  'Sertifikat',
  'SikkerDigitalPost',
  'VarslingsStatus',
] as const;
export type Informasjonsbehov = (typeof INFORMASJONSBEHOV)[number];

const UNBOUNDED = Number.POSITIVE_INFINITY;
const personidentifikator = { name: 'personidentifikator', content: tekst(11, 11) };
const informasjonsbehov: ElementSchema = {
  ...ot('informasjonsbehov'),
  maxOccurs: UNBOUNDED,
  content: { type: 'enumeration', values: INFORMASJONSBEHOV },
};
const endringsNummer = (name: string) => ({ name, required: true, content: { type: 'long' } as const });

/** The SOAP header by which one body works for another. */
export const OPPSLAGSTJENESTEN_HEADER: ElementSchema = {
  ...ot('Oppslagstjenesten'),
  content: [{ ...ot('PaaVegneAv'), content: tekst() }],
};

export const requests: Record<LookupName, ElementSchema> = {
  HentPersoner: {
    ...ot('HentPersonerForespoersel'),
    content: [informasjonsbehov, { ...ot('personidentifikator'), maxOccurs: 1000, content: tekst(11, 11) }],
  },
  HentEndringer: {
    ...ot('HentEndringerForespoersel'),
    attributes: [endringsNummer('fraEndringsNummer')],
    content: [informasjonsbehov],
  },
  HentPrintSertifikat: { ...ot('HentPrintSertifikatForespoersel'), content: [] },
};

const dates = ['sistOppdatert', 'sistVerifisert'].map((name) => ({
  name,
  required: false,
  content: { type: 'dateTime' } as const,
}));

const person: ElementSchema = {
  ...begrep('Person'),
  content: [
    { namespace: BEGREP, ...personidentifikator },
    { ...begrep('reservasjon'), minOccurs: 0, content: { type: 'enumeration', values: ['JA', 'NEI'] } },
    {
      ...begrep('status'),
      minOccurs: 0,
      content: { type: 'enumeration', values: ['AKTIV', 'SLETTET', 'IKKE_REGISTRERT'] },
    },
    {
      ...begrep('varslingsstatus'),
      minOccurs: 0,
      content: { type: 'enumeration', values: ['KAN_VARSLES', 'KAN_IKKE_VARSLES'] },
    },
    {
      ...begrep('Kontaktinformasjon'),
      minOccurs: 0,
      content: [
        { ...begrep('Mobiltelefonnummer'), minOccurs: 0, attributes: dates, content: tekst(8, 20) },
        { ...begrep('Epostadresse'), minOccurs: 0, attributes: dates, content: tekst(3, 50) },
      ],
    },
    {
      ...begrep('SikkerDigitalPostAdresse'),
      minOccurs: 0,
      content: [
        { ...begrep('postkasseadresse'), content: tekst(8, 100) },
        { ...begrep('postkasseleverandoerAdresse'), content: tekst(8, 20) },
      ],
    },
    { ...begrep('X509Sertifikat'), minOccurs: 0, content: { type: 'base64Binary' } },
  ],
};

export const responses: Record<LookupName, ElementSchema> = {
  HentPersoner: { ...ot('HentPersonerRespons'), content: [{ ...person, maxOccurs: 1000 }] },
  HentEndringer: {
    ...ot('HentEndringerRespons'),
    attributes: ['fraEndringsNummer', 'tilEndringsNummer', 'senesteEndringsNummer'].map(endringsNummer),
    content: [{ ...person, minOccurs: 0, maxOccurs: 1000 }],
  },
  HentPrintSertifikat: {
    ...ot('HentPrintSertifikatRespons'),
    content: [
      { ...ot('postkasseleverandoerAdresse'), content: tekst() },
      { ...ot('X509Sertifikat'), content: { type: 'base64Binary' } },
    ],
  },
};

function ot(name: string) {
  return { namespace: OPPSLAGSTJENESTE, name };
}

function begrep(name: string) {
  return { namespace: BEGREP, name };
}

function tekst(minLength = 0, maxLength = UNBOUNDED) {
  return { type: 'string', minLength, maxLength } as const;
}
