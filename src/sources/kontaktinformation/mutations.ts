import { kildeUtilgjengelig } from '../../domain/registerfeil.ts';
import { builder } from '../../graph/builder.ts';
import { ONE_CALL } from '../../graph/cost.ts';
import { resultat } from '../../graph/registerfeil.ts';
import { katalog } from './codes.ts';
import { Borger, KontaktdataStatusEnum, KontaktdataTypeEnum } from './graph.ts';

// The names and types of the writes stand, so that frontends can be typed against them. This version sends none of them:
// each answers KildeUtilgjengelig with kode IKKE_TILBUDT, before any call.
const ikkeTilbudt = () => kildeUtilgjengelig('STAR', 'IKKE_TILBUDT');

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
  katalog,
  operasjoner: ['CreateKontaktinformation'],
  data: KontaktinformationGemt,
  description: 'What CreateKontaktinformation can answer.',
});
const UpdateResultat = resultat('UpdateKontaktinformationResultat', {
  katalog,
  operasjoner: ['UpdateKontaktinformation'],
  data: KontaktinformationGemt,
  description: 'What UpdateKontaktinformation can answer.',
});
const VerifikationskodeResultat = resultat('GetVerifikationskodeResultat', {
  katalog,
  operasjoner: ['GetVerifikationskode'],
  data: VerifikationskodeSendt,
  description: 'What GetVerifikationskode can answer.',
});
const VerificerResultat = resultat('VerificerKontaktinformationResultat', {
  katalog,
  operasjoner: ['VerificerKontaktinformation'],
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
      'Stores contact data. Not offered by this version: answers IKKE_TILBUDT. STAR: CreateKontaktinformation.',
    resolve: ikkeTilbudt,
  }),
  sletKontaktinformation: t.field({
    type: CreateResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: SletInput, required: true }) },
    description:
      'Deletes one kind of contact data. Deleting is its own act: STAR’s create deletes on an empty value, so the gateway refuses empty values there. Not offered by this version: answers IKKE_TILBUDT.',
    resolve: ikkeTilbudt,
  }),
  updateKontaktinformation: t.field({
    type: UpdateResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: UpdateInput, required: true }) },
    description: 'Sets the status. Not offered by this version: answers IKKE_TILBUDT. STAR: UpdateKontaktinformation.',
    resolve: ikkeTilbudt,
  }),
  getVerifikationskode: t.field({
    type: VerifikationskodeResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: VerifikationskodeInput, required: true }) },
    description:
      'Sends the citizen a code. Not offered by this version: answers IKKE_TILBUDT. STAR: GetVerifikationskode.',
    resolve: ikkeTilbudt,
  }),
  verificerKontaktinformation: t.field({
    type: VerificerResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: VerificerInput, required: true }) },
    description:
      'Verifies with the code. Not offered by this version: answers IKKE_TILBUDT. STAR: VerificerKontaktinformation.',
    resolve: ikkeTilbudt,
  }),
}));
