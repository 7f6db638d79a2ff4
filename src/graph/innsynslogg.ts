import type { AccessEntries, AccessEntry } from '../domain/access-log.ts';
import { createCatalogue } from '../domain/catalogue.ts';
import { kildeUtilgjengelig } from '../domain/registerfeil.ts';
import { byArguments, search } from '../graph-kit/cost.ts';
import { builder, resultUnion } from '../graph-kit/kit.ts';
import { INNSYNSLOGG, KILDE_VALUES, KildeEnum } from './kilde.ts';

// Who has asked about whoever asks: from the gateway's own records, to a citizen's own token alone.

const catalogue = createCatalogue(INNSYNSLOGG, []);

/** An organisation that is known to another register than STAR is written without a type. */
const NO_TYPE = '0/';

function nameOf(organisation: string | undefined): string | null {
  if (organisation === undefined) return null;
  return organisation.startsWith(NO_TYPE) ? organisation.slice(NO_TYPE.length) : organisation;
}

/** Entries of one page. */
const MAX_ENTRIES = 100;

const atMost = (wanted: number | null | undefined) => Math.min(Math.max(wanted ?? 1, 1), MAX_ENTRIES);
const encode = (key: string) => Buffer.from(key, 'utf8').toString('base64url');

/** What is no pointer is before all entries: nothing follows it. */
function decode(pointer: string): string {
  const key = Buffer.from(pointer, 'base64url').toString('utf8');
  return /^\d{4}-[\d-]{5}T[\d:.]+Z \S+$/.test(key) ? key : '';
}

const InnslagType = builder.objectRef<AccessEntry>('InnsynsloggInnslag').implement({
  personal: 'person',
  description: 'Somebody has asked a register about you, or written to it. Never says what was found.',
  fields: (t) => ({
    tidspunkt: t.field({ type: 'DateTime', description: 'When it was.', resolve: ({ time }) => time }),
    organisasjon: t.string({
      nullable: true,
      description:
        'For which organisation: an organisasjonsnummer, or the type and the code of a Danish authority, `8/90100`. Null: for none.',
      resolve: ({ organisation }) => nameOf(organisation),
    }),
    leverandoer: t.string({
      nullable: true,
      description: 'Who has asked on its behalf, where that is another organisation.',
      resolve: ({ userOrganisation }) => nameOf(userOrganisation),
    }),
    egen: t.boolean({ description: 'Whether it was you, by a token of your own.', resolve: ({ isOwn }) => isOwn }),
    register: t.field({
      type: KildeEnum,
      nullable: true,
      description: 'Which register. Null: one that this version of the gateway does not ask.',
      resolve: ({ kilde }) => (KILDE_VALUES.includes(kilde) ? kilde : null),
    }),
    operasjon: t.string({
      description: 'What it was asked, or told to do, in its own word.',
      resolve: ({ operation }) => operation,
    }),
    formaal: t.string({
      nullable: true,
      description: 'What for, as the organisation has said. Null: it has not.',
      resolve: ({ purpose }) => purpose,
    }),
    saksreferanse: t.string({
      nullable: true,
      description: 'In which case, as the organisation knows it. Null: it has not said.',
      resolve: ({ caseReference }) => caseReference,
    }),
  }),
});

const InnsynsloggType = builder.objectRef<AccessEntries>('Innsynslogg').implement({
  personal: 'person',
  description: 'Who has asked about you through this gateway, the newest first.',
  fields: (t) => ({
    innslag: t.field({
      type: [InnslagType],
      description: 'The entries, the newest first.',
      resolve: ({ entries }) => entries,
    }),
    neste: t.string({
      nullable: true,
      description: 'What `etter` takes to go on. Null: there is no more among what was read.',
      resolve: ({ entries, hasMore }) => (hasMore ? encode(entries.at(-1)?.key ?? '') : null),
    }),
    ufullstendig: t.boolean({
      description: 'Whether there are older records that were not read: there were too many, or too little time.',
      resolve: ({ since }) => since !== undefined,
    }),
    fra: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when nothing is missing, where it is incomplete.',
      resolve: ({ since }) => since,
    }),
  }),
});

const InnsynsloggResultat = resultUnion('InnsynsloggResultat', {
  catalogue,
  operations: ['innsynslogg'],
  data: InnsynsloggType,
  description:
    'Who has asked about you. KildeUtilgjengelig: the records are not kept where this gateway could read them (IKKE_KONFIGURERT), cannot be read (TILKOBLING), are read by too many (OVERBELASTET), or you are no citizen with a token of your own (MANGLER_SCOPE).',
});

builder.queryField('innsynslogg', (t) =>
  t.field({
    type: InnsynsloggResultat,
    nullable: true,
    complexity: byArguments(1, ({ foerste }) => search(foerste ?? 1, MAX_ENTRIES)),
    args: {
      foerste: t.arg.int({ defaultValue: 50, description: `How many entries at most: 1 to ${MAX_ENTRIES}.` }),
      etter: t.arg.string({
        description:
          'Where the page begins: `neste` of the page before, left out for the first. Anything else answers an empty page.',
      }),
    },
    description:
      'Who has asked registers about you through this gateway, when and what for. For a citizen’s own token alone: the number stands in the token, and nobody else’s log can be asked for.',
    resolve: async (_, { foerste, etter }, { accessLog, caller }) => {
      if (!accessLog) return kildeUtilgjengelig(INNSYNSLOGG, 'IKKE_KONFIGURERT');
      if (caller.person === undefined) throw new Error('nobody is known to have asked about themselves');
      const person = { kind: 'personidentifikator', identifikator: caller.person } as const;
      const page = { first: atMost(foerste), after: etter == null ? undefined : decode(etter) };
      try {
        return (await accessLog.read(person, page)) ?? kildeUtilgjengelig(INNSYNSLOGG, 'OVERBELASTET');
      } catch {
        // It has been logged where it happened.
        return kildeUtilgjengelig(INNSYNSLOGG, 'TILKOBLING');
      }
    },
  }),
);
