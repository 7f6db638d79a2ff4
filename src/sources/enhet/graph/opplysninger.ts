import { builder } from '../../../graph-kit/kit.ts';
import type {
  EnhetKontaktdata,
  Frivillighet,
  FrivillighetKategori,
  Kapital,
  Naeringskode,
  RegistrertVerdi,
  SaerligeOpplysninger,
  SaerligOpplysning,
  TilknyttedeOpplysninger,
} from '../enhet.ts';
import { whereMissing } from '../mangler.ts';
import { EnhetsdataInterface, KodeMedBeskrivelseType } from './enhetsdata.ts';

const RegistrertVerdiType = builder.objectRef<RegistrertVerdi>('RegistrertVerdi').implement({
  description: 'A value and the day on which it was registered.',
  fields: (t) => ({
    verdi: t.exposeString('verdi', { description: 'The value, as registered, spaces included.' }),
    registreringsdato: t.expose('registreringsdato', {
      type: 'Date',
      nullable: true,
      description: 'When it was registered.',
    }),
  }),
});

const verdi = (description: string) => ({ type: RegistrertVerdiType, nullable: true, description }) as const;

export const EnhetKontaktdataType = builder.objectRef<EnhetKontaktdata>('EnhetKontaktdata').implement({
  interfaces: [EnhetsdataInterface],
  description: 'How a unit can be reached. grunndataWS: hentKontaktdata, or Enhetsregisteret’s REST.',
  fields: (t) => ({
    telefonnummer: t.expose('telefonnummer', verdi(`The phone number. ${whereMissing('TELEFON')}`)),
    telefaksnummer: t.expose('telefaksnummer', verdi(`The fax number. ${whereMissing('TELEFAKS')}`)),
    mobiltelefonnummer: t.expose('mobiltelefonnummer', verdi(`The mobile number. ${whereMissing('MOBILTELEFON')}`)),
    epostadresse: t.expose('epostadresse', verdi(`The mail address. ${whereMissing('EPOSTADRESSE')}`)),
    hjemmesideadresse: t.expose('hjemmesideadresse', verdi(`The website. ${whereMissing('HJEMMESIDE')}`)),
  }),
});

const SaerligOpplysningType = builder.objectRef<SaerligOpplysning>('SaerligOpplysning').implement({
  description: 'A registration in another register, a remark; presumably a bankruptcy.',
  fields: (t) => ({
    statuskode: t.exposeString('statuskode', {
      nullable: true,
      description:
        'What kind of registration or remark it is, a code of an open list. Seen: R-FR, R-MV, FMVA, R-AA, KMOR, ÅRSO; expected: KONK, OPPL.',
    }),
    registreringsdato: t.expose('registreringsdato', {
      type: 'Date',
      nullable: true,
      description: 'When it was registered.',
    }),
    paategning: t.exposeString('paategning', { nullable: true, description: 'A remark of the register.' }),
    tekstlinjer: t.expose('tekstlinjer', {
      type: ['String'],
      description: 'The text, line by line in order.',
    }),
  }),
});

export const SaerligeOpplysningerType = builder.objectRef<SaerligeOpplysninger>('SaerligeOpplysninger').implement({
  interfaces: [EnhetsdataInterface],
  description:
    'What is special about a unit. grunndataWS: hentSaerligeOpplysninger, or Enhetsregisteret’s REST. Nothing: an empty list, and SAERLIGE_OPPLYSNINGER (code 1120) in `mangler`.',
  fields: (t) => ({
    statuser: t.expose('statuser', {
      type: [SaerligOpplysningType],
      description: 'The registrations and remarks, in the register’s order.',
    }),
  }),
});

const NaeringskodeType = builder.objectRef<Naeringskode>('Naeringskode').implement({
  shareable: true,
  description: 'A line of business, by the Norwegian standard for industrial classification.',
  fields: (t) => ({
    rekkefoelge: t.exposeInt('rekkefoelge', { description: 'Its place among them: 1 is the main one.' }),
    kode: t.exposeString('kode', { description: 'The code of the line of business, five digits: `62.100`.' }),
    beskrivelse: t.exposeString('beskrivelse', { description: 'What the line of business is called, in Norwegian.' }),
    hjelpeenhet: t.exposeBoolean('hjelpeenhet', {
      nullable: true,
      description: 'Whether it serves its own enterprise only.',
    }),
  }),
});

const AnsatteType = builder.objectRef<{ antall: number; gjelderFra: string | null }>('Ansatte').implement({
  description: 'How many work there.',
  fields: (t) => ({
    antall: t.exposeInt('antall', { description: 'The number of employees.' }),
    gjelderFra: t.expose('gjelderFra', {
      type: 'Date',
      nullable: true,
      description: 'The day from which the number holds.',
    }),
  }),
});

const KapitalType = builder.objectRef<Kapital>('Kapital').implement({
  description: 'A unit’s capital.',
  fields: (t) => ({
    kapitaltype: t.exposeString('kapitaltype', {
      nullable: true,
      description: 'The kind of capital, in Norwegian: Aksjekapital and its like.',
    }),
    valuta: t.exposeString('valuta', {
      nullable: true,
      description: 'The currency, as the register writes it: NOK and its like.',
    }),
    kapital: t.exposeString('kapital', {
      nullable: true,
      description: 'As the register writes it: amounts can exceed what Int holds.',
    }),
    innbetaling: t.exposeString('innbetaling', {
      nullable: true,
      description: 'What is paid in, as the register writes it.',
    }),
    bundetKS: t.exposeString('bundetKS', {
      nullable: true,
      description: 'The bound capital of a limited partnership (kommandittselskap), as the register writes it.',
    }),
    fritekst: t.expose('fritekst', { type: ['String'], description: 'What the register adds, line by line in order.' }),
    antallAksjer: t.exposeInt('antallAksjer', {
      nullable: true,
      description: 'The number of shares. Enhetsregisteret only: null from grunndata.',
    }),
    innfoertDato: t.expose('innfoertDato', {
      type: 'Date',
      nullable: true,
      description: 'When the capital was entered. Enhetsregisteret only: null from grunndata.',
    }),
  }),
});

export const TilknyttedeOpplysningerType = builder
  .objectRef<TilknyttedeOpplysninger>('TilknyttedeOpplysninger')
  .implement({
    interfaces: [EnhetsdataInterface],
    description:
      'Sector, lines of business, employees, capital. grunndataWS: hentOpplTilknRegister, or Enhetsregisteret’s REST.',
    fields: (t) => ({
      sektorkode: t.expose('sektorkode', {
        type: KodeMedBeskrivelseType,
        nullable: true,
        description: `The sector that the unit belongs to, by the register’s code. ${whereMissing('SEKTORKODE')}`,
      }),
      naeringskoder: t.expose('naeringskoder', {
        type: [NaeringskodeType],
        description: `The lines of business, in the register’s order. ${whereMissing('NAERINGSKODE')}`,
      }),
      ansatte: t.expose('ansatte', {
        type: AnsatteType,
        nullable: true,
        description: `How many work there. ${whereMissing('ANSATTE')}`,
      }),
      kapital: t.expose('kapital', {
        type: KapitalType,
        nullable: true,
        description: `The share capital or its like. ${whereMissing('KAPITAL')}`,
      }),
      vedtektsdato: t.expose('vedtektsdato', {
        type: 'Date',
        nullable: true,
        description: `The date of the statutes. ${whereMissing('VEDTEKTSDATO')}`,
      }),
    }),
  });

const FrivillighetKategoriType = builder.objectRef<FrivillighetKategori>('FrivillighetKategori').implement({
  description: 'A field of voluntary work.',
  fields: (t) => ({
    kode: t.exposeString('kode', { description: 'The code of the field of work, four digits: `1100`.' }),
    beskrivelse: t.exposeString('beskrivelse', { description: 'What the field of work is called, in Norwegian.' }),
    rangering: t.exposeInt('rangering', { nullable: true, description: 'Its place among them: 1 is the main one.' }),
  }),
});

export const FrivillighetType = builder.objectRef<Frivillighet>('Frivillighet').implement({
  interfaces: [EnhetsdataInterface],
  description: 'A unit’s entry in the register of voluntary organisations. Frivillighet: hentFrivillighet.',
  fields: (t) => ({
    registrert: t.expose('registrert', { type: 'Date', nullable: true, description: 'When it was entered.' }),
    kategorier: t.expose('kategorier', {
      type: [FrivillighetKategoriType],
      description: 'The fields of work, one to three.',
    }),
    kontonummer: t.exposeString('kontonummer', { nullable: true, description: 'The bank account, eleven digits.' }),
    vedtekter: t.exposeBoolean('vedtekter', {
      nullable: true,
      description: 'Whether its statutes are registered.',
    }),
    sisteRegistrerteVedtekter: t.expose('sisteRegistrerteVedtekter', {
      type: 'Date',
      nullable: true,
      description: 'The date of the statutes registered last.',
    }),
    aarsregnskap: t.exposeBoolean('aarsregnskap', {
      nullable: true,
      description: 'Whether it has undertaken to send in annual accounts.',
    }),
    regnskapsperiode: t.exposeString('regnskapsperiode', {
      nullable: true,
      description: 'The accounting period, as the register writes it: 01.01 - 31.12.',
    }),
    sisteAarsregnskap: t.exposeString('sisteAarsregnskap', {
      nullable: true,
      description: 'The year of the annual accounts sent in last.',
    }),
    grasrotandel: t.exposeBoolean('grasrotandel', {
      nullable: true,
      description: 'Whether it takes part in Grasrotandelen.',
    }),
  }),
});
