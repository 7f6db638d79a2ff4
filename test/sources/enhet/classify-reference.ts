import type { Understatus } from '../../../src/sources/enhet/adapters/grunndata/messages/index.ts';
import type { Classified, IllegalReason } from '../../../src/sources/enhet/outcome.ts';
import { CODES, codesWith, isLegal, isMissing, NAMES_ANOTHER } from './documented.ts';

// The contract's classification of grunndata's answers (§4.2, §4.3) as a table: what is true of an answer, and what it then
// is. The codes are those of its own table (§4.1). It computes nothing as src does: no text is read, for the tests write
// the texts and say which numbers stand in them.

/** An underStatusMelding, and the numbers of units that the test has written into its text. */
export interface Entry extends Understatus {
  readonly names: readonly string[];
}

/** An answer as the test made it. */
export interface Answer {
  readonly hovedstatus: number;
  readonly entries: readonly Entry[];
  readonly asked: string | null;
  readonly subject: string | null;
  readonly hasMelding: boolean;
}

type Meaning =
  | 'data'
  | 'redirect'
  | 'missing'
  | 'no data'
  | 'service error'
  | 'another status'
  | 'undocumented'
  | 'no code';

const [REDIRECT, SERVICE] = [codesWith(0), codesWith(-1)];

/** A cell of the contract's table: what a code says beside a hovedStatus. */
function meaning(hovedstatus: number, sent: string): Meaning {
  if (!/^-?[0-9]{1,6}$/.test(sent)) return 'no code';
  const kode = written(sent);
  if (kode !== '0' && !CODES.includes(kode)) return 'undocumented';
  if (!isLegal(hovedstatus, kode)) return 'another status';
  if (hovedstatus === 1) return 'no data';
  if (SERVICE.includes(kode)) return 'service error';
  if (REDIRECT.includes(kode)) return 'redirect';
  return isMissing(kode) ? 'missing' : 'data';
}

/** A code as the table has it: the register's are whole numbers. */
const written = (sent: string) => String(Number.parseInt(sent, 10));

/** What an answer holds, each a question that the table below asks. */
function look(answer: Answer) {
  const { hovedstatus, asked, subject, hasMelding } = answer;
  const entries = answer.entries.map((entry) => ({ ...entry, is: meaning(hovedstatus, entry.kode) }));
  const first = (...meanings: readonly Meaning[]) => entries.find(({ is }) => meanings.includes(is));
  // Of the redirects the one with the lowest code counts: §4.1 lists them so.
  const redirect = entries
    .filter(({ is }) => is === 'redirect')
    .toSorted((one, other) => Number(one.kode) - Number(other.kode))[0];
  const notes = entries
    .filter(({ is }) => is === 'missing' || is === 'undocumented')
    .map(({ kode, tekst }) => ({ kode: written(kode), tekst }));
  return {
    ...{ hovedstatus, entries, first, redirect, notes, hasMelding },
    /** The data say themselves that they are about somebody else. */
    another: asked && subject && subject !== asked ? subject : undefined,
    /** The one unit beside the one that was asked about. */
    named: (entry: Entry) => only(entry.names.filter((number) => number !== asked)),
  };
}

type Seen = ReturnType<typeof look>;

const only = (numbers: readonly string[]) => (new Set(numbers).size === 1 ? numbers[0] : undefined);
const illegal = (why: IllegalReason) => (): Classified => ({ kind: 'illegal', why });

/** The first row that is true of an answer says what it is. */
const TABLE: readonly (readonly [is: (seen: Seen) => unknown, means: (seen: Seen) => Classified])[] = [
  [({ hovedstatus }) => ![0, 1, -1].includes(hovedstatus), illegal('HOVEDSTATUS')],
  [({ entries }) => entries.length === 0, illegal('INGEN_UNDERSTATUS')],
  [({ first }) => first('no code'), illegal('KODE')],
  [({ first }) => first('another status'), illegal('KOMBINASJON')],
  // hovedStatus -1 and 1: the first documented code counts, and a melding is ignored.
  [({ first }) => first('service error'), ({ first }) => noData(first('service error'))],
  [({ first }) => first('no data'), (seen) => noData(seen.first('no data'), seen)],
  [
    ({ hovedstatus }) => hovedstatus !== 0,
    ({ entries: [entry] }) => ({ kind: 'undocumented', kode: written(entry?.kode ?? '') }),
  ],
  // hovedStatus 0: data must stand there, unless something is said to be missing (§4.2, item 7).
  [({ hasMelding, redirect }) => !hasMelding && redirect, illegal('UTEN_MELDING')],
  [({ hasMelding, first }) => !hasMelding && !first('missing'), illegal('UTEN_MELDING')],
  // Another unit's data: the melding knows better than the text whose they are.
  [
    ({ redirect, another, named }) => redirect && (another ?? named(redirect)),
    ({ redirect, another, named, notes }) =>
      redirect
        ? { kind: 'redirect', kode: written(redirect.kode), other: another ?? named(redirect) ?? '', notes }
        : illegal('OMDIRIGERT_UTEN_NUMMER')(),
  ],
  [({ redirect }) => redirect, illegal('OMDIRIGERT_UTEN_NUMMER')],
  [({ another }) => another, illegal('ANNEN_ENHET_UTEN_KODE')],
  [() => true, ({ notes }) => ({ kind: 'data', notes })],
];

function noData(entry: Entry | undefined, seen?: Seen): Classified {
  if (!entry) throw new Error('nothing was found');
  // §4.2, item 3: 1190 with hovedStatus 1 means 210.
  const kode = written(entry.kode) === '1190' ? '210' : written(entry.kode);
  const other = NAMES_ANOTHER.includes(kode) ? seen?.named(entry) : undefined;
  return { kind: 'no data', kode, other, tekst: entry.tekst };
}

export function classify(answer: Answer): Classified {
  const seen = look(answer);
  const row = TABLE.find(([is]) => is(seen));
  if (!row) throw new Error('the table has a row for everything');
  return row[1](seen);
}
