import { builder } from '../../graph/builder.ts';
import { ONE_CALL } from '../../graph/cost.ts';
import { resultat, written } from '../../graph/registerfeil.ts';
import { catalogue } from './codes.ts';
import { Borger, KontaktdataStatusEnum, KontaktdataTypeEnum } from './graph.ts';

const borgerAfter = (name: string, description: string) =>
  builder.objectRef<{ cpr: string }>(name).implement({
    description,
    fields: (t) => ({
      borger: t.field({
        type: Borger,
        description: 'The citizen, to read what was written.',
        resolve: ({ cpr }) => ({ cpr }),
      }),
    }),
  });

const KontaktinformationGemt = borgerAfter('KontaktinformationGemt', 'STAR has stored the change.');
const VerifikationskodeSendt = borgerAfter('VerifikationskodeSendt', 'STAR has sent the citizen a verifikationskode.');
const KontaktinformationVerificeret = borgerAfter('KontaktinformationVerificeret', 'The contact data is verified now.');

const CreateResultat = resultat('CreateKontaktinformationResultat', {
  catalogue,
  operations: ['CreateKontaktinformation'],
  data: KontaktinformationGemt,
  description: 'What CreateKontaktinformation can answer.',
});
const UpdateResultat = resultat('UpdateKontaktinformationResultat', {
  catalogue,
  operations: ['UpdateKontaktinformation'],
  data: KontaktinformationGemt,
  description: 'What UpdateKontaktinformation can answer.',
});
const VerifikationskodeResultat = resultat('GetVerifikationskodeResultat', {
  catalogue,
  operations: ['GetVerifikationskode'],
  data: VerifikationskodeSendt,
  description: 'What GetVerifikationskode can answer.',
});
const VerificerResultat = resultat('VerificerKontaktinformationResultat', {
  catalogue,
  operations: ['VerificerKontaktinformation'],
  data: KontaktinformationVerificeret,
  description: 'What VerificerKontaktinformation can answer.',
});

const cpr = { required: true, description: 'The citizen: ten digits.' } as const;
const kontaktdataType = {
  type: KontaktdataTypeEnum,
  required: true,
  description: 'Which kind of contact data.',
} as const;

const KontaktdataInput = builder.inputType('KontaktdataInput', {
  description: 'One kind of contact data and its value.',
  fields: (t) => ({
    kontaktdataType: t.field(kontaktdataType),
    kontaktdata: t.string({ required: true, description: 'Never empty: deleting is sletKontaktinformation.' }),
  }),
});
const CreateInput = builder.inputType('CreateKontaktinformationInput', {
  description: 'Contact data to store: each kind at most once; kinds that are not named stay as they are.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktinformation: t.field({ type: [KontaktdataInput], required: true, description: 'What to store.' }),
  }),
});
const SletInput = builder.inputType('SletKontaktinformationInput', {
  description: 'The kind of contact data to delete.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
  }),
});
const UpdateInput = builder.inputType('UpdateKontaktinformationInput', {
  description: 'The status that a kind of contact data shall have.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
    kontaktdatastatus: t.field({ type: KontaktdataStatusEnum, required: true, description: 'The new status.' }),
  }),
});
const VerifikationskodeInput = builder.inputType('GetVerifikationskodeInput', {
  description: 'The kind of contact data to verify.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
  }),
});
const VerificerInput = builder.inputType('VerificerKontaktinformationInput', {
  description: 'The code that the citizen got.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
    verifikationskode: t.string({ required: true, description: 'Text: leading zeros count.' }),
  }),
});

builder.mutationFields((t) => ({
  createKontaktinformation: t.field({
    type: CreateResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: CreateInput, required: true }) },
    description:
      'Stores contact data: presumably all or nothing, and kinds that are not named stay as they are. An empty or blank value is refused before anything is sent, for STAR would take it for a deletion. Surrounding spaces are trimmed. STAR: CreateKontaktinformation, sent again once at most, by the same x-requestId.',
    resolve: async (_, { input }, { writes }) =>
      written(await writes.kontaktinformation.createKontaktinformation(input), { cpr: input.cpr }),
  }),
  sletKontaktinformation: t.field({
    type: CreateResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: SletInput, required: true }) },
    description:
      'Deletes one kind of contact data; one that is not there is presumably no failure. Deleting is its own act: STAR’s create deletes on an empty value, so the gateway refuses empty values there. STAR: CreateKontaktinformation.',
    resolve: async (_, { input }, { writes }) =>
      written(await writes.kontaktinformation.sletKontaktinformation(input), { cpr: input.cpr }),
  }),
  updateKontaktinformation: t.field({
    type: UpdateResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: UpdateInput, required: true }) },
    description:
      'Sets the status of one kind of contact data, and not its value. STAR: UpdateKontaktinformation, sent again once at most, by the same x-requestId.',
    resolve: async (_, { input }, { writes }) =>
      written(await writes.kontaktinformation.updateKontaktinformation(input), { cpr: input.cpr }),
  }),
  getVerifikationskode: t.field({
    type: VerifikationskodeResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: VerifikationskodeInput, required: true }) },
    description:
      'Has STAR make a verification code, and presumably send it to the citizen. Each call may send another message: sent once, never again. STAR: GetVerifikationskode.',
    resolve: async (_, { input }, { writes }) =>
      written(await writes.kontaktinformation.getVerifikationskode(input), { cpr: input.cpr }),
  }),
  verificerKontaktinformation: t.field({
    type: VerificerResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: VerificerInput, required: true }) },
    description:
      'Verifies with the code. Sent once, never again; when the answer is lost, the status is read back. STAR: VerificerKontaktinformation.',
    resolve: async (_, { input }, { writes }) =>
      written(await writes.kontaktinformation.verificerKontaktinformation(input), { cpr: input.cpr }),
  }),
}));
