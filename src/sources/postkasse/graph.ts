import { describedValues } from '../../graph-kit/enum-values.ts';
import { builder, implementErrors, implementShell, resultUnion, toldByRegisters } from '../../graph-kit/kit.ts';
import { normalisePersonidentifikator } from '../../domain/personidentifikator.ts';
import { ONE_CALL, sharedCall } from '../../graph-kit/cost.ts';
import { member } from '../../graph-kit/results.ts';
import { catalogue } from './codes.ts';
import type { PostkasseLoaders } from './reads.ts';
import { MAX_PERSONER } from './adapters/oppslagstjenesten/messages/reads.ts';
import {
  type DigitalPost,
  type KanVelge,
  type Kontaktpunkt,
  type Kontaktregisteroppfoering,
  type Personstatus,
  SPRAAK,
  type Varslingsstatus,
} from './postkasse.ts';

declare module '../../graph-kit/context.ts' {
  interface Loaders {
    readonly postkasse: PostkasseLoaders;
  }
}

implementErrors(catalogue);

export const Innbygger = builder.objectRef<{ personidentifikator: string }>('Innbygger');

/** How a personidentifikator may be written where the graph is given one. */
export const WRITTEN_PERSONIDENTIFIKATOR =
  'The fødselsnummer or D-number: eleven digits, as people write them: `018170 11000`.';

implementShell(Innbygger, 'personidentifikator', {
  normalise: normalisePersonidentifikator,
  one: {
    field: 'innbygger',
    argument: 'personidentifikator',
    argumentDescription: WRITTEN_PERSONIDENTIFIKATOR,
    description: 'The person with this number. Asks nobody.',
  },
  many: {
    field: 'innbyggere',
    argument: 'personidentifikatorer',
    argumentDescription: `${WRITTEN_PERSONIDENTIFIKATOR} At most 1000, answered in their order.`,
    description: 'The persons with these numbers, in their order, duplicates included. Asks nobody.',
  },
});
Innbygger.implement({
  personal: 'person',
  description:
    'A resident of Norway, by personidentifikator. A shell: making one asks nobody and cannot fail; what it costs stands on its fields.',
  fields: (t) => ({
    personidentifikator: t.exposeID('personidentifikator', {
      description:
        'Fødselsnummer or D-number, eleven digits, however they were written: checked by each field that asks a register. What cannot be eleven digits is shown as given, cut after 64 characters.',
    }),
    kanVelgeSikkerDigitalPostkasse: t.field({
      type: KanVelgeResultat,
      nullable: true,
      complexity: ONE_CALL,
      description:
        'Whether the person may choose a digital mailbox for public post. Changes nothing. postkasseleverandoer-v1: KanVelgeSikkerDigitalPostkasse, one call; or derived from KRR’s REST, one for up to 1000 people.',
      resolve: async ({ personidentifikator }, _, { loaders }) =>
        member(await loaders.postkasse.kanVelgeSikkerDigitalPostkasse.load(personidentifikator)),
    }),
    kontaktregister: t.field({
      type: KontaktregisterResultat,
      nullable: true,
      complexity: sharedCall(MAX_PERSONER),
      description:
        'What the contact register holds on the person. Oppslagstjenesten 16-02: HentPersoner, or KRR’s REST: one call for up to 1000 people. Look at varslingsstatus before the contact data are used for notices. The SOAP service was taken out of use in May 2023 at the latest, in favour of the REST service.',
      resolve: async ({ personidentifikator }, _, { loaders }) =>
        member(await loaders.postkasse.kontaktregister.load(personidentifikator)),
    }),
  }),
});

const KanVelgePostkasse = builder.objectRef<KanVelge>('KanVelgePostkasse').implement({
  personal: 'person',
  description: 'JA: the person may choose a mailbox. Advice: the register decides when one is chosen.',
  fields: (t) => ({
    innbygger: t.field({ type: Innbygger, description: 'The person asked about.', resolve: (kanVelge) => kanVelge }),
    avledet: t.exposeBoolean('avledet', {
      description:
        'True where the register has no such answer and the gateway derived it from what the register holds on the person: KRR. False from Oppslagstjenesten, which answers the question itself.',
    }),
  }),
});
toldByRegisters(KanVelgePostkasse);

const KanVelgeResultat = resultUnion('KanVelgeSikkerDigitalPostkasseResultat', {
  catalogue,
  operations: ['KanVelgeSikkerDigitalPostkasse'],
  data: KanVelgePostkasse,
  description: 'What KanVelgeSikkerDigitalPostkasse can answer: JA, or NEI and why.',
});

const PersonstatusEnum = builder.enumType('Personstatus', {
  description: 'Whether a person is in the contact register.',
  values: describedValues<Personstatus>({
    AKTIV: 'The person is in the contact register.',
    SLETTET: 'The person has been removed from it: no contact data, no mailbox.',
    IKKE_REGISTRERT: 'The person is not in it. Never told here: the graph answers BrukerIkkeFunnet.',
  }),
});

const VarslingsstatusEnum = builder.enumType('Varslingsstatus', {
  description: 'Whether the person may be notified digitally, as the register says.',
  values: describedValues<Varslingsstatus>({
    KAN_VARSLES: 'The contact data may be used for notices.',
    KAN_IKKE_VARSLES:
      'They may not. By the register’s rules that is who has reserved, has been removed, or has contact data that nobody has changed or confirmed for 18 months.',
  }),
});

const KontaktpunktType = builder.objectRef<Kontaktpunkt>('Kontaktpunkt').implement({
  personal: 'person',
  description: 'A mobile number or a mail address, with the moments that its age is counted from.',
  fields: (t) => ({
    verdi: t.exposeString('verdi', { description: 'The number or the address, as registered, spaces included.' }),
    sistOppdatert: t.expose('sistOppdatert', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last changed.',
    }),
    sistVerifisert: t.expose('sistVerifisert', {
      type: 'DateTime',
      nullable: true,
      description: 'When the person last confirmed it.',
    }),
    sistValidert: t.expose('sistValidert', {
      type: 'DateTime',
      nullable: true,
      description: 'When a code that was sent there was last typed in. KRR only: null from Oppslagstjenesten.',
    }),
    duplisert: t.exposeBoolean('duplisert', {
      nullable: true,
      description: 'Whether other persons have registered it too. KRR only: null from Oppslagstjenesten.',
    }),
  }),
});

export const DigitalPostType = builder.objectRef<DigitalPost>('DigitalPost').implement({
  personal: 'person',
  description: 'The person’s active digital mailbox.',
  fields: (t) => ({
    postkasseadresse: t.exposeString('postkasseadresse', {
      description: 'The address at the supplier: 8 to 100 characters.',
    }),
  }),
});

const SpraakEnum = builder.enumType('Spraak', {
  description: 'A language to write to a person in.',
  values: {
    nb: { value: SPRAAK[0], description: 'Norwegian Bokmål.' },
    nn: { value: SPRAAK[1], description: 'Norwegian Nynorsk.' },
    en: { value: SPRAAK[2], description: 'The English language.' },
    se: { value: SPRAAK[3], description: 'Northern Sami.' },
  },
});

const KontaktregisteroppfoeringType = builder
  .objectRef<Kontaktregisteroppfoering>('Kontaktregisteroppfoering')
  .implement({
    personal: 'person',
    description: 'A person’s entry in the contact register. Each part may be missing on its own.',
    fields: (t) => ({
      reservasjon: t.exposeBoolean('reservasjon', {
        nullable: true,
        description: 'Whether the person has reserved against digital communication.',
      }),
      reservasjonstidspunkt: t.expose('reservasjonstidspunkt', {
        type: 'DateTime',
        nullable: true,
        description: 'When a person who has reserved did so. KRR only: null from Oppslagstjenesten.',
      }),
      reservasjonOppdatert: t.expose('reservasjonOppdatert', {
        type: 'DateTime',
        nullable: true,
        description: 'When `reservasjon` was last changed, either way. KRR only: null from Oppslagstjenesten.',
      }),
      status: t.expose('status', {
        type: PersonstatusEnum,
        description: 'Whether the person is in the register: AKTIV or SLETTET here.',
      }),
      varslingsstatus: t.expose('varslingsstatus', {
        type: VarslingsstatusEnum,
        nullable: true,
        description:
          'At KAN_IKKE_VARSLES the register leaves contact data and mailbox out as a rule, and not always: its owner lists reserved persons with both. What it gives is shown, and may not be used for notices.',
      }),
      mobiltelefonnummer: t.expose('mobiltelefonnummer', {
        type: KontaktpunktType,
        nullable: true,
        description: 'The person’s mobile number.',
      }),
      epostadresse: t.expose('epostadresse', {
        type: KontaktpunktType,
        nullable: true,
        description: 'The person’s mail address.',
      }),
      digitalPost: t.expose('digitalPost', {
        type: DigitalPostType,
        nullable: true,
        description: 'The active digital mailbox, to which public post goes.',
      }),
      spraak: t.expose('spraak', {
        type: SpraakEnum,
        nullable: true,
        description: 'The language that the person has chosen. KRR only: null from Oppslagstjenesten.',
      }),
      spraakOppdatert: t.expose('spraakOppdatert', {
        type: 'DateTime',
        nullable: true,
        description: 'When it was chosen. KRR only: null from Oppslagstjenesten.',
      }),
    }),
  });
toldByRegisters(KontaktregisteroppfoeringType);

const KontaktregisterResultat = resultUnion('KontaktregisterResultat', {
  catalogue,
  operations: ['HentPersoner'],
  data: KontaktregisteroppfoeringType,
  description: 'What HentPersoner can answer about one person.',
});
