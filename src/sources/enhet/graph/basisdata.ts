import { builder } from '../../../graph-kit/kit.ts';
import type {
  Basisdata,
  BasisdataFelt,
  BasisdataUtvidet,
  Bedrift,
  Bedrifter,
  HistoriskNavn,
  UtenlandskRegister,
} from '../enhet.ts';
import { whereMissing } from '../mangler.ts';
import { Enhet, EnhetAdresseType, EnhetsdataInterface, OrganisasjonsformType } from './enhetsdata.ts';

type FieldBuilder = Parameters<NonNullable<Parameters<typeof basisdataRef.implement>[0]['fields']>>[0];

const basisdataRef = builder.objectRef<BasisdataFelt>('Basisdata');

const HistoriskNavnType = builder.objectRef<HistoriskNavn>('HistoriskNavn').implement({
  description: 'A name that a unit has had. Enhetsregisteret only.',
  fields: (t) => ({
    navn: t.exposeString('navn', { description: 'The name that it had.' }),
    fraDato: t.expose('fraDato', {
      type: 'Date',
      nullable: true,
      description: 'The first day of the name, by the calendar of Norway.',
    }),
    tilDato: t.expose('tilDato', {
      type: 'Date',
      nullable: true,
      description: 'The last day of the name, by the calendar of Norway.',
    }),
  }),
});

/** The fields that hentBasisdataMini and hentBasisdata share. */
const basisdataFields = (t: FieldBuilder) => ({
  navn: t.string({
    description: 'The name: its lines joined by a space.',
    resolve: ({ navnelinjer }) => navnelinjer.join(' '),
  }),
  navnelinjer: t.expose('navnelinjer', {
    type: ['String'],
    description: 'The name in the lines of at most 35 characters that the register cuts it into.',
  }),
  registreringsdato: t.expose('registreringsdato', {
    type: 'Date',
    nullable: true,
    description: 'When the unit was registered.',
  }),
  organisasjonsform: t.expose('organisasjonsform', {
    type: OrganisasjonsformType,
    nullable: true,
    description: 'The form of organisation.',
  }),
  forretningsadresse: t.expose('forretningsadresse', {
    type: EnhetAdresseType,
    nullable: true,
    description: `The business address. ${whereMissing('FORRETNINGSADRESSE', 'ADRESSE')}`,
  }),
  postadresse: t.expose('postadresse', {
    type: EnhetAdresseType,
    nullable: true,
    description: `The postal address. ${whereMissing('POSTADRESSE', 'ADRESSE')}`,
  }),
  historiskeNavn: t.expose('historiskeNavn', {
    type: [HistoriskNavnType],
    nullable: true,
    description: 'The names that it has had before, the oldest first. Enhetsregisteret only: null from grunndata.',
  }),
});

export const BasisdataType = builder.objectRef<Basisdata>('Basisdata').implement({
  interfaces: [EnhetsdataInterface],
  description: 'Name, addresses and form of a unit. grunndataWS: hentBasisdataMini, or Enhetsregisteret’s REST.',
  fields: (t) => basisdataFields(t as unknown as FieldBuilder),
});

const MaalformType = builder.objectRef<{ kode: string; tekst: string }>('Maalform').implement({
  shareable: true,
  description: 'Which written Norwegian the unit uses.',
  fields: (t) => ({
    kode: t.exposeString('kode', { description: 'The code of the language form: B for Bokmål, N for Nynorsk.' }),
    tekst: t.exposeString('tekst', { description: 'The name of the language form: Bokmål or Nynorsk.' }),
  }),
});

const UtenlandskRegisterType = builder.objectRef<UtenlandskRegister>('UtenlandskRegister').implement({
  description: 'Where a foreign company is registered at home. Enhetsregisteret only.',
  fields: (t) => ({
    foretaksform: t.exposeString('foretaksform', {
      nullable: true,
      description: 'The form of company there, as the register writes it.',
    }),
    registreringsnummer: t.exposeString('registreringsnummer', {
      nullable: true,
      description: 'The number of the company there, as the register writes it.',
    }),
    lovgivningLand: t.exposeString('lovgivningLand', {
      nullable: true,
      description: 'The country whose law it is under: its name, in Norwegian.',
    }),
    lovgivningLandkode: t.exposeString('lovgivningLandkode', {
      nullable: true,
      description: 'The same country, in two letters (ISO 3166-1).',
    }),
    registernavn: t.exposeString('registernavn', { nullable: true, description: 'The name of the register.' }),
    registeradresse: t.expose('registeradresse', {
      type: EnhetAdresseType,
      nullable: true,
      description: 'The address of the register.',
    }),
  }),
});

export const BasisdataUtvidetType = builder.objectRef<BasisdataUtvidet>('BasisdataUtvidet').implement({
  interfaces: [EnhetsdataInterface],
  description:
    'What hentBasisdataMini has, and purpose, founding date and language form. grunndataWS: hentBasisdata, which needs full access (else -100), or Enhetsregisteret’s REST.',
  fields: (t) => ({
    ...basisdataFields(t as unknown as FieldBuilder),
    virksomhetArtBransje: t.expose('virksomhetArtBransje', {
      type: ['String'],
      description: `What the unit does, line by line, in Norwegian. ${whereMissing('VIRKSOMHET_ART_BRANSJE')}`,
    }),
    vedtektsfestetFormaal: t.expose('vedtektsfestetFormaal', {
      type: ['String'],
      description: `Its purpose by its statutes, line by line, in Norwegian. ${whereMissing('FORMAAL')}`,
    }),
    stiftelsesdato: t.expose('stiftelsesdato', {
      type: 'Date',
      nullable: true,
      description: `When it was founded. ${whereMissing('STIFTELSESDATO')}`,
    }),
    maalform: t.expose('maalform', {
      type: MaalformType,
      nullable: true,
      description: `Which written Norwegian the unit uses. ${whereMissing('MAALFORM')}`,
    }),
    utenlandskRegister: t.expose('utenlandskRegister', {
      type: UtenlandskRegisterType,
      nullable: true,
      description:
        'Where the company of a Norwegian branch (NUF) is registered at home. Null for other units. Enhetsregisteret only: null from grunndata.',
    }),
  }),
});

export const BedriftType = builder.objectRef<Bedrift>('Bedrift').implement({
  interfaces: [EnhetsdataInterface],
  description:
    'A unit as a sub-unit. grunndataWS: hentEnBedriftVirksomhet, whose structure is not public: read tolerantly. Or Enhetsregisteret’s REST.',
  fields: (t) => ({
    navn: t.string({
      description: 'The name: its lines joined by a space.',
      resolve: ({ navnelinjer }) => navnelinjer.join(' '),
    }),
    organisasjonsform: t.expose('organisasjonsform', {
      type: OrganisasjonsformType,
      nullable: true,
      description: 'The form of organisation, which for a sub-unit is BEDR or AAFY.',
    }),
    beliggenhetsadresse: t.expose('beliggenhetsadresse', {
      type: EnhetAdresseType,
      nullable: true,
      description: 'The address where the sub-unit lies.',
    }),
    postadresse: t.expose('postadresse', {
      type: EnhetAdresseType,
      nullable: true,
      description: 'The address to which its post goes.',
    }),
    oppstartsdato: t.expose('oppstartsdato', {
      type: 'Date',
      nullable: true,
      description: `When it started. ${whereMissing('OPPSTARTSDATO')}`,
    }),
    eierskiftedato: t.expose('eierskiftedato', {
      type: 'Date',
      nullable: true,
      description: `When it last changed owner. ${whereMissing('EIERSKIFTEDATO')}`,
    }),
    juridiskEnhet: t.field({
      type: Enhet,
      nullable: true,
      description: 'The legal unit that it belongs to.',
      resolve: ({ juridiskEnhet }) => (juridiskEnhet === null ? null : { organisasjonsnummer: juridiskEnhet }),
    }),
  }),
});

export const BedrifterType = builder.objectRef<Bedrifter>('Bedrifter').implement({
  interfaces: [EnhetsdataInterface],
  description:
    'The sub-units of a unit. grunndataWS: hentBedrifterVirksomheter, whose structure is not public: read tolerantly. Or Enhetsregisteret’s REST. None: an empty list, and BEDRIFTER (code 1145) in `mangler`.',
  fields: (t) => ({
    bedrifter: t.field({
      type: [Enhet],
      description: 'The sub-units, in the register’s order.',
      resolve: ({ bedrifter }) => bedrifter.map((organisasjonsnummer) => ({ organisasjonsnummer })),
    }),
  }),
});
