import { kildeUtilgjengelig } from '../../domain/registerfeil.ts';
import { builder } from '../../graph/builder.ts';
import { ONE_CALL } from '../../graph/cost.ts';
import { resultat } from '../../graph/registerfeil.ts';
import { katalog } from './codes.ts';
import { Innbygger } from './graph.ts';

// The names and types of the writes stand, so that frontends can be typed against them. This version sends none of them:
// each answers KildeUtilgjengelig with kode IKKE_TILBUDT, before any call.
const ikkeTilbudt = () => kildeUtilgjengelig('OPPSLAGSTJENESTEN', 'IKKE_TILBUDT');

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
  katalog,
  operasjoner: ['OppdaterPostkasse'],
  data: PostkasseOppdatert,
  description: 'What OppdaterPostkasse can answer.',
});
const OpprettOgVelgResultat = resultat('OpprettOgVelgSikkerDigitalPostkasseResultat', {
  katalog,
  operasjoner: ['OpprettOgVelgSikkerDigitalPostkasse'],
  data: PostkasseOppdatert,
  description: 'What OpprettOgVelgSikkerDigitalPostkasse can answer.',
});
const SlettResultat = resultat('SlettPostkasseResultat', {
  katalog,
  operasjoner: ['SlettPostkasse'],
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
    postkasseadresse: t.string({ required: true, description: '8 to 100 characters.' }),
    x509Sertifikat: t.string({ description: 'Base64 of one DER certificate.' }),
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
      'Replaces address and certificate. Not offered by this version: answers IKKE_TILBUDT. postkasseleverandoer-v1: OppdaterPostkasse.',
    resolve: ikkeTilbudt,
  }),
  opprettOgVelgSikkerDigitalPostkasse: t.field({
    type: OpprettOgVelgResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: PostkasseInput, required: true }) },
    description:
      'Registers a mailbox and activates it. Not offered by this version: answers IKKE_TILBUDT. postkasseleverandoer-v1: OpprettOgVelgSikkerDigitalPostkasse.',
    resolve: ikkeTilbudt,
  }),
  slettPostkasse: t.field({
    type: SlettResultat,
    nullable: true,
    complexity: ONE_CALL,
    args: { input: t.arg({ type: SlettInput, required: true }) },
    description:
      'Removes the supplier’s mailbox. Not offered by this version: answers IKKE_TILBUDT. postkasseleverandoer-v1: SlettPostkasse.',
    resolve: ikkeTilbudt,
  }),
}));
