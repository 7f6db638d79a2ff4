import { normaliseCpr } from '../../domain/cpr.ts';
import { builder, mutation, resultUnion, writtenType } from '../../graph-kit/kit.ts';
import { catalogue } from './codes.ts';
import { Borger, KontaktdataStatusEnum, KontaktdataTypeEnum, WRITTEN_CPR } from './graph.ts';
import type { KontaktinformationWrites } from './writes.ts';

declare module '../../graph-kit/context.ts' {
  interface Writes {
    readonly kontaktinformation: KontaktinformationWrites;
  }
}

const borgerAfter = (name: string, description: string) =>
  writtenType(name, {
    isPersonal: true,
    description,
    field: 'borger',
    type: Borger,
    leadsBack: 'The citizen, to read what was written.',
  });

const KontaktinformationGemt = borgerAfter('KontaktinformationGemt', 'STAR has stored the change.');
const VerifikationskodeSendt = borgerAfter('VerifikationskodeSendt', 'STAR has sent the citizen a verifikationskode.');
const KontaktinformationVerificeret = borgerAfter('KontaktinformationVerificeret', 'The contact data is verified now.');

const CreateResultat = resultUnion('CreateKontaktinformationResultat', {
  catalogue,
  operations: ['CreateKontaktinformation'],
  data: KontaktinformationGemt,
  description: 'What CreateKontaktinformation can answer.',
});
const UpdateResultat = resultUnion('UpdateKontaktinformationResultat', {
  catalogue,
  operations: ['UpdateKontaktinformation'],
  data: KontaktinformationGemt,
  description: 'What UpdateKontaktinformation can answer.',
});
const VerifikationskodeResultat = resultUnion('GetVerifikationskodeResultat', {
  catalogue,
  operations: ['GetVerifikationskode'],
  data: VerifikationskodeSendt,
  description: 'What GetVerifikationskode can answer.',
});
const VerificerResultat = resultUnion('VerificerKontaktinformationResultat', {
  catalogue,
  operations: ['VerificerKontaktinformation'],
  data: KontaktinformationVerificeret,
  description: 'What VerificerKontaktinformation can answer.',
});

const cpr = { required: true, normalise: normaliseCpr, description: WRITTEN_CPR } as const;
const kontaktdataType = {
  type: KontaktdataTypeEnum,
  required: true,
  description: 'Which kind of contact data it is. UKENDT is refused with 9153.',
} as const;

const KontaktdataInput = builder.inputType('KontaktdataInput', {
  personal: 'person',
  description: 'One kind of contact data and its value.',
  fields: (t) => ({
    kontaktdataType: t.field(kontaktdataType),
    kontaktdata: t.string({
      required: true,
      description:
        'The number or the mail address, at most 512 characters; never empty, for deleting is sletKontaktinformation. Surrounding spaces are left out, and of a phone number the spaces and dashes in it.',
    }),
  }),
});
const CreateInput = builder.inputType('CreateKontaktinformationInput', {
  personal: 'person',
  description: 'Contact data to store: each kind at most once; kinds that are not named stay as they are.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktinformation: t.field({
      type: [KontaktdataInput],
      required: true,
      description: 'What to store: one to three entries, each of another kind.',
    }),
  }),
});
const SletInput = builder.inputType('SletKontaktinformationInput', {
  personal: 'person',
  description: 'The kind of contact data to delete.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
  }),
});
const UpdateInput = builder.inputType('UpdateKontaktinformationInput', {
  personal: 'person',
  description: 'The status that a kind of contact data shall have.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
    kontaktdatastatus: t.field({
      type: KontaktdataStatusEnum,
      required: true,
      description: 'The new status. UKENDT is refused with 9193.',
    }),
  }),
});
const VerifikationskodeInput = builder.inputType('GetVerifikationskodeInput', {
  personal: 'person',
  description: 'The kind of contact data to verify.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
  }),
});
const VerificerInput = builder.inputType('VerificerKontaktinformationInput', {
  personal: 'person',
  description: 'The code that the citizen got.',
  fields: (t) => ({
    cpr: t.id(cpr),
    kontaktdataType: t.field(kontaktdataType),
    verifikationskode: t.string({
      required: true,
      description:
        'The code that STAR has sent the citizen, as text: leading zeros count. At most 64 characters; surrounding spaces are left out.',
    }),
  }),
});

const noun = ({ cpr }: { readonly cpr: string }) => ({ cpr });

mutation('createKontaktinformation', {
  input: CreateInput,
  inputDescription: 'The citizen, and the contact data to store.',
  result: CreateResultat,
  description:
    'Stores contact data: presumably all or nothing, and kinds that are not named stay as they are. An empty or blank value is refused before anything is sent, for STAR would take it for a deletion. Surrounding spaces are trimmed. STAR: CreateKontaktinformation, sent again once at most, by the same x-requestId.',
  write: ({ kontaktinformation }, input) => kontaktinformation.createKontaktinformation(input),
  noun,
});

mutation('sletKontaktinformation', {
  input: SletInput,
  inputDescription: 'The citizen, and the kind of contact data to delete.',
  result: CreateResultat,
  description:
    'Deletes one kind of contact data; one that is not there is presumably no failure. Deleting is its own act: STAR’s create deletes on an empty value, so the gateway refuses empty values there. STAR: CreateKontaktinformation.',
  write: ({ kontaktinformation }, input) => kontaktinformation.sletKontaktinformation(input),
  noun,
});

mutation('updateKontaktinformation', {
  input: UpdateInput,
  inputDescription: 'The citizen, the kind of contact data, and its new status.',
  result: UpdateResultat,
  description:
    'Sets the status of one kind of contact data, and not its value. STAR: UpdateKontaktinformation, sent again once at most, by the same x-requestId.',
  write: ({ kontaktinformation }, input) => kontaktinformation.updateKontaktinformation(input),
  noun,
});

mutation('getVerifikationskode', {
  input: VerifikationskodeInput,
  inputDescription: 'The citizen, and the kind of contact data that the code is sent to.',
  result: VerifikationskodeResultat,
  description:
    'Has STAR make a verification code, and presumably send it to the citizen. Each call may send another message: sent once, never again. STAR: GetVerifikationskode.',
  write: ({ kontaktinformation }, input) => kontaktinformation.getVerifikationskode(input),
  noun,
});

mutation('verificerKontaktinformation', {
  input: VerificerInput,
  inputDescription: 'The citizen, the kind of contact data, and the code that was sent to it.',
  result: VerificerResultat,
  description:
    'Verifies with the code. Sent once, never again; when the answer is lost, the status is read back. STAR: VerificerKontaktinformation.',
  write: ({ kontaktinformation }, input) => kontaktinformation.verificerKontaktinformation(input),
  noun,
});
