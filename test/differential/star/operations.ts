import type { Cpr } from '../../../src/domain/cpr.ts';
import type { Change, KnownStatus, KnownType } from '../../../src/sources/kontaktinformation/kontaktinformation.ts';
import type { Answer } from '../answer.ts';
import type { Random } from '../random.ts';
import type { Operation } from '../run.ts';
import { cpr, words } from '../texts.ts';
import { makeBorgere, makeEntries, makeReadBack, pickSeed, respond, type Seed, TYPES } from './generate.ts';
import type { Json } from './json.ts';
import { judgeGet, judgeSearch, judgeWrite } from './judge.ts';
import { showsAsWanted, type Wanted } from './read-back.ts';

export type { Seed } from './generate.ts';

type Seeds = ReadonlyMap<string, readonly Seed[]>;
type Ask = (
  ports: Parameters<Operation['ask']>[0],
  key: never,
  call: Parameters<Operation['ask']>[2],
) => Promise<unknown>;

export function starOperations(seeds: Seeds): Operation[] {
  return [
    write('CreateKontaktinformation', seeds, makeCreate, (ports, { person, changes }: Create, call) =>
      ports.kontaktinformation.createKontaktinformation(person, changes, call),
    ),
    write('UpdateKontaktinformation', seeds, makeUpdate, (ports, { person, type, status }: Update, call) =>
      ports.kontaktinformation.updateKontaktinformation(person, { type, status }, call),
    ),
    write('GetVerifikationskode', seeds, makeUpdate, (ports, { person, type }: Update, call) =>
      ports.kontaktinformation.getVerifikationskode(person, type, call),
    ),
    write('VerificerKontaktinformation', seeds, makeVerificer, (ports, { person, type }: Update, call) =>
      ports.kontaktinformation.verificerKontaktinformation(person, { type, verifikationskode: '012345' }, call),
    ),
    read('GetKontaktinformation', seeds, cpr, makeEntries, judgeGet, (ports, key: Cpr, call) =>
      ports.kontaktinformation.getKontaktinformation([key], call),
    ),
    read(
      'GetKontaktinformationMobilNr',
      seeds,
      () => '67000001',
      makeBorgere,
      (answer) => judgeSearch('GetKontaktinformationMobilNr', answer),
      (ports, key: string, call) => ports.kontaktinformation.getKontaktinformationMobilNr([key], call),
    ),
    read(
      'GetKontaktinformationEmail',
      seeds,
      () => 'borger-1@example.org',
      makeBorgere,
      (answer) => judgeSearch('GetKontaktinformationEmail', answer),
      (ports, key: string, call) => ports.kontaktinformation.getKontaktinformationEmail([key], call),
    ),
  ];
}

function read(
  navn: string,
  seeds: Seeds,
  makeKey: (random: Random) => string,
  makeData: (random: Random) => Json,
  judge: (answer: Answer) => ReturnType<typeof judgeGet>,
  ask: Ask,
): Operation {
  return {
    navn,
    make(random) {
      const seed = pickSeed(seeds.get(navn), random);
      const { answer, whole } = respond(makeData, seed?.answer, random);
      return { key: seed?.key ?? makeKey(random), answers: [answer], whole };
    },
    ask: ask as Operation['ask'],
    judge: ({ whole }, { answers }) => (answers[0] ? [{ outcomes: judge(answers[0]), mustBeRead: whole }] : []),
  };
}

interface Written {
  readonly person: Cpr;
  readonly wanted: readonly Wanted[];
}

interface Create extends Written {
  readonly changes: readonly Change[];
}

interface Update extends Written {
  readonly type: KnownType;
  readonly status: KnownStatus;
}

function makeCreate(random: Random): Create {
  const changes = random
    .shuffled(TYPES)
    .slice(0, 1 + random.below(3))
    .map(
      ([type]): Change =>
        random.chance(0.6) ? { type, handling: 'save', value: words(20)(random) } : { type, handling: 'delete' },
    );
  const wanted = changes.map(
    (change): Wanted =>
      change.handling === 'save'
        ? { kind: 'stored', type: change.type, value: change.value }
        : { kind: 'deleted', type: change.type },
  );
  return { person: cpr(random) as Cpr, changes, wanted };
}

function makeUpdate(random: Random): Update {
  const [type] = random.pick(TYPES);
  const status = random.pick(['VERIFICERET', 'IKKE_VERIFICERET'] as const);
  return { person: cpr(random) as Cpr, type, status, wanted: [{ kind: 'status', type, status }] };
}

const makeVerificer = (random: Random): Update => {
  const [type] = random.pick(TYPES);
  return {
    person: cpr(random) as Cpr,
    type,
    status: 'VERIFICERET',
    wanted: [{ kind: 'status', type, status: 'VERIFICERET' }],
  };
};

function write(navn: string, seeds: Seeds, makeKey: (random: Random) => Written, ask: Ask): Operation {
  return {
    navn,
    make(random) {
      const key = makeKey(random);
      const seed = pickSeed(seeds.get(navn), random);
      const { answer, whole } = respond(undefined, seed?.answer, random);
      // What is sent a second time may be answered otherwise.
      const again = random.chance(0.5) ? [respond(undefined, undefined, random).answer] : [];
      return { key, answers: [answer, ...again], readBack: makeReadBack(key.wanted, random), whole };
    },
    ask: async (ports, key, call) => [(await ask(ports, key, call)) as never],
    isReadBack: (path, method) => method === 'GET' && path.endsWith('/v1/kontaktinformation'),
    judge({ key, whole }, { answers, readBack }) {
      const said = answers.flatMap((answer) => judgeWrite(navn, answer));
      const isShown = readBack !== undefined && showsAsWanted(readBack, (key as Written).wanted);
      return [
        {
          outcomes: isShown ? [...said, { kind: 'data', data: undefined }] : said,
          mustBeRead: whole && said.length > 0,
        },
      ];
    },
  };
}
