import { normaliseCpr } from '../../domain/cpr.ts';
import type { Registerfeil } from '../../domain/registerfeil.ts';
import { describedValues } from '../../graph-kit/enum-values.ts';
import { builder, implementErrors, implementShell, resultUnion } from '../../graph-kit/kit.ts';
import { ONE_CALL } from '../../graph-kit/cost.ts';
import { memberOf } from '../../graph-kit/results.ts';
import { catalogue } from './codes.ts';
import type { KontaktdataStatus, KontaktdataType, Kontaktinformation } from './kontaktinformation.ts';
import type { KontaktinformationLoaders } from './reads.ts';
import { normaliseTelefonnummer } from './rules.ts';

declare module '../../graph-kit/context.ts' {
  interface Loaders {
    readonly kontaktinformation: KontaktinformationLoaders;
  }
}

const StarFejl = builder.interfaceRef<Registerfeil>('StarFejl').implement({
  description: 'An error that STAR documents, with what else its answer said.',
  fields: (t) => ({
    flereKoder: t.stringList({
      nullable: true,
      description:
        'The other codes of the same answer, as STAR sent them and in its order, where it found several errors; null where it named one. `kode`, and with it the type, is the first. A 400 may list all errors of a write, one for each bad value.',
      resolve: ({ flereKoder }) => flereKoder ?? null,
    }),
  }),
});
implementErrors(catalogue, [], [StarFejl]);

/** How a cpr may be written where the graph is given one. */
export const WRITTEN_CPR = 'The cpr: ten digits, as people write them: `010150-5006`, `010150 5006`.';

export const Borger = builder.objectRef<{ cpr: string }>('Borger').implement({
  personal: 'person',
  description:
    'A citizen of Denmark, by cpr. A shell: making one asks nobody and cannot fail; what it costs stands on its fields.',
  fields: (t) => ({
    cpr: t.exposeID('cpr', {
      description:
        'Ten digits (`0101505006`), however they were written: not checked here, but by each field that asks STAR. What cannot be ten digits is shown as given, cut after 64 characters.',
    }),
    kontaktinformation: t.field({
      type: KontaktinformationResultat,
      nullable: true,
      complexity: ONE_CALL,
      description: 'How the citizen can be reached. STAR: GetKontaktinformation, one call.',
      resolve: async ({ cpr }, _, { loaders }) =>
        memberOf(await loaders.kontaktinformation.kontaktinformation.load(cpr), (kontaktinformation) => ({
          kontaktinformation,
        })),
    }),
  }),
});

implementShell(Borger, 'cpr', {
  normalise: normaliseCpr,
  one: {
    field: 'borger',
    argument: 'cpr',
    argumentDescription: WRITTEN_CPR,
    description: 'The citizen with this cpr. Asks nobody.',
  },
  many: {
    field: 'borgere',
    argument: 'cprs',
    argumentDescription: `${WRITTEN_CPR} At most 1000, answered in their order.`,
    description: 'The citizens with these cprs, in their order, duplicates included. Asks nobody.',
  },
});

export const KontaktdataTypeEnum = builder.enumType('KontaktdataType', {
  description:
    'What kind of contact data it is. STAR: KontaktdataCodelList, whose numbers the gateway is configured with.',
  values: describedValues<KontaktdataType>({
    MOBILTELEFON: 'A mobile number.',
    FASTNET_TELEFON: 'The number of a landline.',
    MAILADRESSE: 'A mail address.',
    UKENDT: 'A kind that the configured code list does not hold. Answered only: a write of it is refused with 9153.',
  }),
});

export const KontaktdataStatusEnum = builder.enumType('KontaktdataStatus', {
  description: 'Whether the citizen has proved that it is theirs. STAR: KontaktdataStatusCodelList.',
  values: describedValues<KontaktdataStatus>({
    VERIFICERET: 'The citizen has proved by a code that it is theirs.',
    IKKE_VERIFICERET: 'The citizen has not proved that it is theirs, or the value has changed since.',
    UKENDT: 'A status that the configured code list does not hold. Answered only: a write of it is refused with 9193.',
  }),
});

const KontaktinformationType = builder.objectRef<Kontaktinformation>('Kontaktinformation').implement({
  personal: 'person',
  description: 'One way to reach a citizen.',
  fields: (t) => ({
    kontaktdata: t.exposeString('kontaktdata', { description: 'The number or the address, as STAR stores it.' }),
    kontaktdataType: t.expose('kontaktdataType', {
      type: KontaktdataTypeEnum,
      description: 'Which kind it is. UKENDT: a number that the configured code list does not hold.',
    }),
    kontaktdataTypeKode: t.exposeInt('kontaktdataTypeKode', {
      description: 'The number of the kind in STAR’s code list, as STAR sent it.',
    }),
    kontaktdatastatus: t.expose('kontaktdatastatus', {
      type: KontaktdataStatusEnum,
      description: 'Whether it is verified. UKENDT: a number that the configured code list does not hold.',
    }),
    kontaktdatastatusKode: t.exposeInt('kontaktdatastatusKode', {
      description: 'The number of the status in STAR’s code list, as STAR sent it.',
    }),
  }),
});

const Kontaktinformationer = builder
  .objectRef<{ kontaktinformation: readonly Kontaktinformation[] }>('Kontaktinformationer')
  .implement({
    personal: 'person',
    description:
      'How a citizen can be reached, as this service of STAR’s tells it: at least one entry, in no order that means anything.',
    fields: (t) => ({
      kontaktinformation: t.expose('kontaktinformation', {
        type: [KontaktinformationType],
        description: 'The entries, at most one of each kind.',
      }),
    }),
  });

const KontaktinformationResultat = resultUnion('KontaktinformationResultat', {
  catalogue,
  operations: ['GetKontaktinformation'],
  data: Kontaktinformationer,
  description: 'What GetKontaktinformation can answer.',
});

const Borgere = builder.objectRef<{ borgere: readonly { cpr: string }[] }>('Borgere').implement({
  personal: 'person',
  description:
    'The citizens whom STAR finds by this number or address; whether it compares letter by letter is not documented. Nobody: an empty list.',
  fields: (t) => ({
    borgere: t.expose('borgere', { type: [Borger], description: 'The citizens, in STAR’s order.' }),
  }),
});

const BorgereMedMobiltelefonResultat = resultUnion('BorgereMedMobiltelefonResultat', {
  catalogue,
  operations: ['GetKontaktinformationMobilNr'],
  data: Borgere,
  description: 'What GetKontaktinformationMobilNr can answer. Presumably only STAR itself may search.',
});

const BorgereMedEmailResultat = resultUnion('BorgereMedEmailResultat', {
  catalogue,
  operations: ['GetKontaktinformationEmail'],
  data: Borgere,
  description: 'What GetKontaktinformationEmail can answer. Presumably only STAR itself may search.',
});

const toBorgere = (cprs: readonly string[]) => ({ borgere: cprs.map((cpr) => ({ cpr })) });

builder.queryFields((t) => ({
  borgereMedMobiltelefon: t.field({
    type: BorgereMedMobiltelefonResultat,
    nullable: true,
    args: {
      mobiltelefon: t.arg.string({
        required: true,
        normalise: normaliseTelefonnummer,
        description:
          '3 to 20 digits, with a + before them or not; spaces and dashes between them are left out. With or without +45 as it is registered: STAR compares the text.',
      }),
    },
    complexity: ONE_CALL,
    description: 'The citizens with this mobile number. STAR: GetKontaktinformationMobilNr.',
    resolve: async (_, { mobiltelefon }, { loaders }) =>
      memberOf(await loaders.kontaktinformation.borgereMedMobiltelefon.load(mobiltelefon), toBorgere),
  }),
  borgereMedEmail: t.field({
    type: BorgereMedEmailResultat,
    nullable: true,
    args: {
      email: t.arg.string({
        required: true,
        description: 'The mail address, at most 256 characters, as it is registered: STAR compares the text.',
      }),
    },
    complexity: ONE_CALL,
    description: 'The citizens with this mail address. STAR: GetKontaktinformationEmail.',
    resolve: async (_, { email }, { loaders }) =>
      memberOf(await loaders.kontaktinformation.borgereMedEmail.load(email), toBorgere),
  }),
}));
