import { builder } from '../../graph/builder.ts';
import { ONE_CALL } from '../../graph/cost.ts';
import { resultat, written } from '../../graph/registerfeil.ts';
import { catalogue } from './codes.ts';
import { Innbygger } from './graph.ts';

const innbyggerAfter = (name: string, description: string) =>
  builder.objectRef<{ personidentifikator: string }>(name).implement({
    description,
    fields: (t) => ({
      innbygger: t.field({
        type: Innbygger,
        description: 'The person, to read what was written.',
        resolve: ({ personidentifikator }) => ({ personidentifikator }),
      }),
    }),
  });

const PostkasseOppdatert = innbyggerAfter('PostkasseOppdatert', 'OK: the mailbox is stored.');
const PostkasseSlettet = innbyggerAfter('PostkasseSlettet', 'OK: the mailbox is removed.');

const OppdaterResultat = resultat('OppdaterPostkasseResultat', {
  catalogue,
  operations: ['OppdaterPostkasse'],
  data: PostkasseOppdatert,
  description: 'What OppdaterPostkasse can answer.',
});
const OpprettOgVelgResultat = resultat('OpprettOgVelgSikkerDigitalPostkasseResultat', {
  catalogue,
  operations: ['OpprettOgVelgSikkerDigitalPostkasse'],
  data: PostkasseOppdatert,
  description: 'What OpprettOgVelgSikkerDigitalPostkasse can answer.',
});
const SlettResultat = resultat('SlettPostkasseResultat', {
  catalogue,
  operations: ['SlettPostkasse'],
  data: PostkasseSlettet,
  description: 'What SlettPostkasse can answer.',
});

const PostkasseInput = builder.inputType('PostkasseInput', {
  description: 'A mailbox of a supplier for a person.',
  fields: (t) => ({
    personidentifikator: t.id({ required: true, description: 'Eleven digits.' }),
    postkasseleverandoerOrgNummer: t.id({
      required: true,
      description: 'Nine digits: the supplier in the business register.',
    }),
    postkasseadresse: t.string({ required: true, description: '8 to 100 characters; surrounding spaces are trimmed.' }),
    x509Sertifikat: t.string({
      description:
        'Base64 of one DER certificate. Left out or null: none is sent, and whether the register keeps the one it has is not documented.',
    }),
  }),
});
const SlettInput = builder.inputType('SlettPostkasseInput', {
  description: 'The supplier whose mailbox is removed, and the person.',
  fields: (t) => ({
    personidentifikator: t.id({ required: true, description: 'Eleven digits.' }),
    postkasseleverandoerOrgNummer: t.id({
      required: true,
      description: 'Nine digits: the supplier in the business register.',
    }),
  }),
});

builder.mutationFields((t) => ({
  oppdaterPostkasse: t.field({
    type: OppdaterResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: PostkasseInput, required: true }) },
    description:
      'Replaces the address of the supplier’s mailbox, and its certificate where one is given. Sent once, never again; when the answer is lost, the contact register is asked. postkasseleverandoer-v1: OppdaterPostkasse.',
    resolve: async (_, { input }, { writes }) => written(await writes.postkasse.oppdaterPostkasse(input), input),
  }),
  opprettOgVelgSikkerDigitalPostkasse: t.field({
    type: OpprettOgVelgResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: PostkasseInput, required: true }) },
    description:
      'Registers a mailbox and activates it. Sent once, never again; when the answer is lost, the contact register is asked. postkasseleverandoer-v1: OpprettOgVelgSikkerDigitalPostkasse.',
    resolve: async (_, { input }, { writes }) =>
      written(await writes.postkasse.opprettOgVelgSikkerDigitalPostkasse(input), input),
  }),
  slettPostkasse: t.field({
    type: SlettResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: SlettInput, required: true }) },
    description:
      'Removes the supplier’s mailbox. Sent once, never again; nothing can tell what became of one whose answer is lost. postkasseleverandoer-v1: SlettPostkasse.',
    resolve: async (_, { input }, { writes }) => written(await writes.postkasse.slettPostkasse(input), input),
  }),
}));
