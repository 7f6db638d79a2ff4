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
import { EnhetsdataInterface, KodeMedBeskrivelseType } from './enhetsdata.ts';

const RegistrertVerdiType = builder.objectRef<RegistrertVerdi>('RegistrertVerdi').implement({
  description: 'A value and the day on which it was registered.',
  fields: (t) => ({
    verdi: t.exposeString('verdi', { description: 'As registered, spaces included.' }),
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
    telefonnummer: t.expose('telefonnummer', verdi('Missing: code 1115.')),
    telefaksnummer: t.expose('telefaksnummer', verdi('Missing: code 1116.')),
    mobiltelefonnummer: t.expose('mobiltelefonnummer', verdi('Missing: code 1117.')),
    epostadresse: t.expose('epostadresse', verdi('Missing: code 1118.')),
    hjemmesideadresse: t.expose('hjemmesideadresse', verdi('Missing: code 1119.')),
  }),
});

const SaerligOpplysningType = builder.objectRef<SaerligOpplysning>('SaerligOpplysning').implement({
  description: 'A registration in another register, a remark; presumably a bankruptcy.',
  fields: (t) => ({
    statuskode: t.exposeString('statuskode', {
      nullable: true,
      description: 'An open list. Seen: R-FR, R-MV, FMVA, R-AA, KMOR, ÅRSO; expected: KONK, OPPL.',
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
    'What is special about a unit. grunndataWS: hentSaerligeOpplysninger, or Enhetsregisteret’s REST. Nothing: an empty list, and code 1120.',
  fields: (t) => ({
    statuser: t.expose('statuser', {
      type: [SaerligOpplysningType],
      description: 'In the register’s order.',
    }),
  }),
});

const NaeringskodeType = builder.objectRef<Naeringskode>('Naeringskode').implement({
  shareable: true,
  description: 'A line of business, by the Norwegian standard for industrial classification.',
  fields: (t) => ({
    rekkefoelge: t.exposeInt('rekkefoelge', { description: '1 is the main one.' }),
    kode: t.exposeString('kode', { description: '62.100' }),
    beskrivelse: t.exposeString('beskrivelse', { description: 'In Norwegian.' }),
    hjelpeenhet: t.exposeBoolean('hjelpeenhet', {
      nullable: true,
      description: 'Whether it serves its own enterprise only.',
    }),
  }),
});

const AnsatteType = builder.objectRef<{ antall: number; gjelderFra: string | null }>('Ansatte').implement({
  description: 'How many work there.',
  fields: (t) => ({
    antall: t.exposeInt('antall', { description: 'Employees.' }),
    gjelderFra: t.expose('gjelderFra', { type: 'Date', nullable: true, description: 'Since when.' }),
  }),
});

const KapitalType = builder.objectRef<Kapital>('Kapital').implement({
  description: 'A unit’s capital.',
  fields: (t) => ({
    kapitaltype: t.exposeString('kapitaltype', { nullable: true, description: 'Aksjekapital and its like.' }),
    valuta: t.exposeString('valuta', { nullable: true, description: 'NOK and its like.' }),
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
    fritekst: t.expose('fritekst', { type: ['String'], description: 'Line by line.' }),
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
        description: 'Missing: code 1130.',
      }),
      naeringskoder: t.expose('naeringskoder', {
        type: [NaeringskodeType],
        description: 'None: code 1125.',
      }),
      ansatte: t.expose('ansatte', { type: AnsatteType, nullable: true, description: 'Missing: code 1135.' }),
      kapital: t.expose('kapital', { type: KapitalType, nullable: true, description: 'Missing: code 1140.' }),
      vedtektsdato: t.expose('vedtektsdato', { type: 'Date', nullable: true, description: 'Missing: code 1111.' }),
    }),
  });

const FrivillighetKategoriType = builder.objectRef<FrivillighetKategori>('FrivillighetKategori').implement({
  description: 'A field of voluntary work.',
  fields: (t) => ({
    kode: t.exposeString('kode', { description: '1100' }),
    beskrivelse: t.exposeString('beskrivelse', { description: 'In Norwegian.' }),
    rangering: t.exposeInt('rangering', { nullable: true, description: '1 is the main one.' }),
  }),
});

export const FrivillighetType = builder.objectRef<Frivillighet>('Frivillighet').implement({
  interfaces: [EnhetsdataInterface],
  description: 'A unit’s entry in the register of voluntary organisations. Frivillighet: hentFrivillighet.',
  fields: (t) => ({
    registrert: t.expose('registrert', { type: 'Date', nullable: true, description: 'When it was entered.' }),
    kategorier: t.expose('kategorier', {
      type: [FrivillighetKategoriType],
      description: 'One to three.',
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
