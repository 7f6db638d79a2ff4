import { normaliseOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { normalisePersonidentifikator } from '../../domain/personidentifikator.ts';
import { builder, mutation, resultUnion, writtenType } from '../../graph-kit/kit.ts';
import { catalogue } from './codes.ts';
import { Innbygger, WRITTEN_PERSONIDENTIFIKATOR } from './graph.ts';
import type { PostkasseWrites } from './writes.ts';

declare module '../../graph-kit/context.ts' {
  interface Writes {
    readonly postkasse: PostkasseWrites;
  }
}

const innbyggerAfter = (name: string, description: string) =>
  writtenType(name, {
    isPersonal: true,
    description,
    field: 'innbygger',
    type: Innbygger,
    leadsBack: 'The person, to read what was written.',
  });

const PostkasseOppdatert = innbyggerAfter('PostkasseOppdatert', 'OK: the mailbox is stored.');
const PostkasseSlettet = innbyggerAfter('PostkasseSlettet', 'OK: the mailbox is removed.');

const OppdaterResultat = resultUnion('OppdaterPostkasseResultat', {
  catalogue,
  operations: ['OppdaterPostkasse'],
  data: PostkasseOppdatert,
  description: 'What OppdaterPostkasse can answer.',
});
const OpprettOgVelgResultat = resultUnion('OpprettOgVelgSikkerDigitalPostkasseResultat', {
  catalogue,
  operations: ['OpprettOgVelgSikkerDigitalPostkasse'],
  data: PostkasseOppdatert,
  description: 'What OpprettOgVelgSikkerDigitalPostkasse can answer.',
});
const SlettResultat = resultUnion('SlettPostkasseResultat', {
  catalogue,
  operations: ['SlettPostkasse'],
  data: PostkasseSlettet,
  description: 'What SlettPostkasse can answer.',
});

const personidentifikator = {
  required: true,
  normalise: normalisePersonidentifikator,
  description: WRITTEN_PERSONIDENTIFIKATOR,
} as const;
const postkasseleverandoerOrgNummer = {
  required: true,
  normalise: normaliseOrganisasjonsnummer,
  description:
    'The supplier in the business register: nine digits, as people write them: `311 000 012`, `0192:311000012`.',
} as const;

const PostkasseInput = builder.inputType('PostkasseInput', {
  personal: 'person',
  description: 'A mailbox of a supplier for a person.',
  fields: (t) => ({
    personidentifikator: t.id(personidentifikator),
    postkasseleverandoerOrgNummer: t.id(postkasseleverandoerOrgNummer),
    postkasseadresse: t.string({ required: true, description: '8 to 100 characters; surrounding spaces are trimmed.' }),
    x509Sertifikat: t.string({
      description:
        'Base64 of one DER certificate. Left out or null: none is sent, and whether the register keeps the one it has is not documented.',
    }),
  }),
});
const SlettInput = builder.inputType('SlettPostkasseInput', {
  personal: 'person',
  description: 'The supplier whose mailbox is removed, and the person.',
  fields: (t) => ({
    personidentifikator: t.id(personidentifikator),
    postkasseleverandoerOrgNummer: t.id(postkasseleverandoerOrgNummer),
  }),
});

const noun = ({ personidentifikator }: { readonly personidentifikator: string }) => ({ personidentifikator });

mutation('oppdaterPostkasse', {
  input: PostkasseInput,
  inputDescription: 'The person, the supplier, and what of the mailbox there is replaced.',
  result: OppdaterResultat,
  description:
    'Replaces the address of the supplier’s mailbox, and its certificate where one is given. Sent once, never again; when the answer is lost, the contact register is asked. postkasseleverandoer-v1: OppdaterPostkasse.',
  write: ({ postkasse }, input) => postkasse.oppdaterPostkasse(input),
  noun,
});

mutation('opprettOgVelgSikkerDigitalPostkasse', {
  input: PostkasseInput,
  inputDescription: 'The person, the supplier, and the mailbox there.',
  result: OpprettOgVelgResultat,
  description:
    'Registers a mailbox and activates it. Sent once, never again; when the answer is lost, the contact register is asked. postkasseleverandoer-v1: OpprettOgVelgSikkerDigitalPostkasse.',
  write: ({ postkasse }, input) => postkasse.opprettOgVelgSikkerDigitalPostkasse(input),
  noun,
});

mutation('slettPostkasse', {
  input: SlettInput,
  inputDescription: 'The person, and the supplier whose mailbox is removed.',
  result: SlettResultat,
  description:
    'Removes the supplier’s mailbox. Sent once, never again; nothing can tell what became of one whose answer is lost. postkasseleverandoer-v1: SlettPostkasse.',
  write: ({ postkasse }, input) => postkasse.slettPostkasse(input),
  noun,
});
