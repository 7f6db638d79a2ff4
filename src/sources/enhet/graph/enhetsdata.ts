import { describedValues } from '../../../graph-kit/enum-values.ts';
import { builder, toldByRegisters } from '../../../graph-kit/kit.ts';
import type { EnhetAdresse, Enhetsdata, KodeMedBeskrivelse, ManglendeOpplysning } from '../enhet.ts';
import { MANGLER, OPPLYSNINGER, type Opplysning } from '../mangler.ts';
import type { EnhetOperation } from '../operations.ts';

export const Enhet = builder.objectRef<{ organisasjonsnummer: string }>('Enhet');

const OpplysningEnum = builder.enumType('Opplysning', {
  description:
    'What a unit can lack, one for each of the codes 1010 to 1190 of grunndataWS. UKJENT: a code that nobody has documented.',
  values: describedValues(
    Object.fromEntries(
      Object.entries(OPPLYSNINGER).map(([value, meaning]) => [value, describeLack(value, meaning)]),
    ) as Record<Opplysning, string>,
  ),
});

function describeLack(value: string, meaning: string): string {
  const code = MANGLER.find(({ opplysning }) => opplysning === value)?.kode;
  return `Not registered: ${meaning}.${code === undefined ? '' : ` Code ${code}.`}`;
}

const ManglendeOpplysningType = builder.objectRef<ManglendeOpplysning>('ManglendeOpplysning').implement({
  description: 'One piece of information that the register says is not registered; not whether it should be.',
  fields: (t) => ({
    kode: t.exposeString('kode', {
      description: 'The sub-status code of grunndataWS, 1010 to 1190; of another register the code that it is read as.',
    }),
    opplysning: t.expose('opplysning', { type: OpplysningEnum, description: 'Which piece of information is missing.' }),
    melding: t.exposeString('melding', { description: 'The register’s sentence as sent, in Bokmål.' }),
  }),
});

/** The type of each operation's data; their types themselves stand in files that import this one. */
export const DATA_TYPES: Readonly<Record<EnhetOperation, string>> = {
  hentBasisdataMini: 'Basisdata',
  hentBasisdata: 'BasisdataUtvidet',
  hentKontaktdata: 'EnhetKontaktdata',
  hentSaerligeOpplysninger: 'SaerligeOpplysninger',
  hentOpplTilknRegister: 'TilknyttedeOpplysninger',
  hentRoller: 'Roller',
  hentFrivillighet: 'Frivillighet',
  hentEnBedriftVirksomhet: 'Bedrift',
  hentBedrifterVirksomheter: 'Bedrifter',
  hentProkuraSignatur: 'Fullmakt',
  konsernstruktur: 'Konsernstruktur',
  juridiskeroller: 'JuridiskeRoller',
};

/** How old a copy's knowledge is, on each type of data about units. */
export const FERSKHET = {
  type: 'DateTime',
  nullable: true,
  description:
    'The moment up to which the copy that has answered had been told of changes, or at which the register was asked for an answer that was kept (`ENHET_KEEP_MS`). Null where the register itself was asked.',
} as const;

/** Data, as the type of another field of the graph that the same operation answers. */
export interface ShownAs extends Enhetsdata {
  readonly shownAs?: string;
}

export const EnhetsdataInterface = builder.interfaceRef<Enhetsdata>('Enhetsdata').implement({
  description: 'What every answer about a unit has.',
  resolveType: ({ operation, shownAs }: ShownAs) => shownAs ?? DATA_TYPES[operation],
  fields: (t) => ({
    enhet: t.field({
      type: Enhet,
      description:
        'The unit that the data are about. It differs from the one asked for when the register answered with another (codes 1, 2, 3).',
      resolve: (data) => data,
    }),
    prosessDato: t.expose('prosessDato', { type: 'Date', description: 'The day on which the register answered.' }),
    mangler: t.expose('mangler', {
      type: [ManglendeOpplysningType],
      description: 'One entry per piece of information that the register says is not registered (codes 1010 to 1190).',
    }),
    ferskhet: t.expose('ferskhet', FERSKHET),
  }),
});
toldByRegisters(EnhetsdataInterface);

export const EnhetAdresseType = builder.objectRef<EnhetAdresse>('EnhetAdresse').implement({
  shareable: true,
  description: 'An address of a unit. Abroad, numbers may be missing.',
  fields: (t) => ({
    adresselinjer: t.expose('adresselinjer', {
      type: ['String'],
      description: 'Up to three lines of 35 characters.',
    }),
    postnummer: t.exposeString('postnummer', {
      nullable: true,
      description: 'The postal code, as text: leading zeros count (`0001`). Four digits in Norway.',
    }),
    poststed: t.exposeString('poststed', { nullable: true, description: 'The place of the postnummer.' }),
    kommunenummer: t.exposeString('kommunenummer', {
      nullable: true,
      description: 'The number of the municipality: four digits as text (`0301`).',
    }),
    kommune: t.exposeString('kommune', { nullable: true, description: 'The name of the municipality.' }),
    landkode: t.exposeString('landkode', {
      nullable: true,
      description: 'Two letters (ISO 3166-1), where the register’s three are known; else as sent.',
    }),
    land: t.exposeString('land', { nullable: true, description: 'The name of the country, in Norwegian.' }),
  }),
});

export const OrganisasjonsformType = builder.objectRef<KodeMedBeskrivelse>('Organisasjonsform').implement({
  shareable: true,
  description: 'The form of organisation: an open list (AS, ENK, FLI, BEDR …).',
  fields: (t) => ({
    kode: t.exposeString('kode', { description: 'The code of the form, at most four letters: AS, ENK, FLI, BEDR …' }),
    beskrivelse: t.exposeString('beskrivelse', {
      description: 'What the form is called, in Bokmål, cut at 30 characters by the register.',
    }),
  }),
});

export const KodeMedBeskrivelseType = builder.objectRef<KodeMedBeskrivelse>('KodeMedBeskrivelse').implement({
  shareable: true,
  description: 'A code of some list, and what it means.',
  fields: (t) => ({
    kode: t.exposeString('kode', { description: 'The code, as the register writes it.' }),
    beskrivelse: t.exposeString('beskrivelse', { description: 'What the code means, in Norwegian.' }),
  }),
});
