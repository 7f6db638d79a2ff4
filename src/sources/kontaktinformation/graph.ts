import { cutKey } from '../../domain/key.ts';
import { builder } from '../../graph/builder.ts';
import { ONE_CALL, perMember } from '../../graph/cost.ts';
import { asEntity } from '../../graph/entities.ts';
import { implementFeil, memberOf, resultat } from '../../graph/registerfeil.ts';
import { catalogue } from './codes.ts';
import { KONTAKTDATA_STATUSES, KONTAKTDATA_TYPES, type Kontaktinformation } from './kontaktinformation.ts';

implementFeil(catalogue);

export const Borger = builder.objectRef<{ cpr: string }>('Borger').implement({
  description:
    'A citizen of Denmark, by cpr. A shell: making one asks nobody and cannot fail; what it costs stands on its fields.',
  fields: (t) => ({
    cpr: t.exposeID('cpr', {
      description: 'Ten digits, as given, cut after 64 characters: not checked here, but by each field that asks STAR.',
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

asEntity(Borger, 'cpr');

export const KontaktdataTypeEnum = builder.enumType('KontaktdataType', {
  description:
    'What kind of contact data it is. STAR: KontaktdataCodelList, whose numbers the gateway is configured with.',
  values: KONTAKTDATA_TYPES,
});

export const KontaktdataStatusEnum = builder.enumType('KontaktdataStatus', {
  description: 'Whether the citizen has proved that it is theirs. STAR: KontaktdataStatusCodelList.',
  values: KONTAKTDATA_STATUSES,
});

const KontaktinformationType = builder.objectRef<Kontaktinformation>('Kontaktinformation').implement({
  description: 'One way to reach a citizen.',
  fields: (t) => ({
    kontaktdata: t.exposeString('kontaktdata', { description: 'The number or the address, as STAR stores it.' }),
    kontaktdataType: t.expose('kontaktdataType', {
      type: KontaktdataTypeEnum,
      description: 'UKENDT: a number that the configured code list does not hold.',
    }),
    kontaktdataTypeKode: t.exposeInt('kontaktdataTypeKode', { description: 'The number as STAR sent it.' }),
    kontaktdatastatus: t.expose('kontaktdatastatus', {
      type: KontaktdataStatusEnum,
      description: 'UKENDT: a number that the configured code list does not hold.',
    }),
    kontaktdatastatusKode: t.exposeInt('kontaktdatastatusKode', { description: 'The number as STAR sent it.' }),
  }),
});

const Kontaktinformationer = builder
  .objectRef<{ kontaktinformation: readonly Kontaktinformation[] }>('Kontaktinformationer')
  .implement({
    description:
      'How a citizen can be reached, as this service of STAR’s tells it: at least one entry, in no order that means anything.',
    fields: (t) => ({
      kontaktinformation: t.expose('kontaktinformation', {
        type: [KontaktinformationType],
        description: 'At most one of each kind.',
      }),
    }),
  });

const KontaktinformationResultat = resultat('KontaktinformationResultat', {
  catalogue,
  operations: ['GetKontaktinformation'],
  data: Kontaktinformationer,
  description: 'What GetKontaktinformation can answer.',
});

const Borgere = builder.objectRef<{ borgere: readonly { cpr: string }[] }>('Borgere').implement({
  description:
    'The citizens whom STAR finds by this number or address; whether it compares letter by letter is not documented. Nobody: an empty list.',
  fields: (t) => ({
    borgere: t.expose('borgere', { type: [Borger], description: 'In STAR’s order.' }),
  }),
});

const BorgereResultat = resultat('BorgereResultat', {
  catalogue,
  operations: ['GetKontaktinformationMobilNr', 'GetKontaktinformationEmail'],
  data: Borgere,
  description: 'What a search for citizens by number or address can answer. Presumably only STAR itself may search.',
});

const toBorgere = (cprs: readonly string[]) => ({ borgere: cprs.map((cpr) => ({ cpr })) });

builder.queryFields((t) => ({
  borger: t.field({
    type: Borger,
    nullable: true,
    args: { cpr: t.arg.id({ required: true, description: 'Ten digits.' }) },
    description: 'The citizen with this cpr. Asks nobody.',
    resolve: (_, { cpr }) => ({ cpr: cutKey(cpr) }),
  }),
  borgere: t.field({
    type: [Borger],
    nullable: true,
    args: { cprs: t.arg.idList({ required: true, description: 'At most 1000.' }) },
    complexity: ({ cprs }) => perMember('cprs', cprs),
    description: 'The citizens with these cprs, in their order, duplicates included. Asks nobody.',
    resolve: (_, { cprs }) => cprs.map((cpr) => ({ cpr: cutKey(cpr) })),
  }),
  borgereMedMobiltelefon: t.field({
    type: BorgereResultat,
    nullable: true,
    args: { mobiltelefon: t.arg.string({ required: true, description: 'As registered: STAR compares the text.' }) },
    complexity: ONE_CALL,
    description: 'The citizens with this mobile number. STAR: GetKontaktinformationMobilNr.',
    resolve: async (_, { mobiltelefon }, { loaders }) =>
      memberOf(await loaders.kontaktinformation.borgereMedMobiltelefon.load(mobiltelefon), toBorgere),
  }),
  borgereMedEmail: t.field({
    type: BorgereResultat,
    nullable: true,
    args: { email: t.arg.string({ required: true, description: 'As registered: STAR compares the text.' }) },
    complexity: ONE_CALL,
    description: 'The citizens with this mail address. STAR: GetKontaktinformationEmail.',
    resolve: async (_, { email }, { loaders }) =>
      memberOf(await loaders.kontaktinformation.borgereMedEmail.load(email), toBorgere),
  }),
}));
