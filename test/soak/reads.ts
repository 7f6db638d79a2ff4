import { OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { createPersonHash } from '../../src/server/audit/trail.ts';
import type { Random } from '../differential/random.ts';
import { letPass } from '../support/patience.ts';
import type { Manner, Reply } from './client.ts';
import { compare, textsUnder } from './compare.ts';
import type { AuditRecord } from './judge.ts';
import type { Written } from './people.ts';
import type { Problems } from './problems.ts';
import type { Question } from './questions.ts';
import type { Records } from './watch.ts';

export interface Request {
  /** JSON for a POST; undefined: a GET, by `search`. */
  readonly body?: unknown;
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly manner?: Manner;
  /** Which of the callers. */
  readonly caller: number;
}

/** How the run asks: with a request id of its own, by a token, and held to the deadline. */
export type Ask = (request: Request) => Promise<{ readonly requestId: string; readonly reply: Reply }>;

/** What asks, and what looks at the answers. */
export interface Parts {
  readonly ask: Ask;
  /** Milliseconds since then for which gateway and clients were not given the processor. */
  starvedMs(from: number): number;
  readonly records: Records;
  readonly problems: Problems;
  readonly random: Random;
}

/** A question with the answer, and the audit records, that it had when all was well. */
interface Reference {
  readonly question: Question;
  readonly caller: number;
  readonly data: unknown;
  readonly recorded: readonly AuditRecord[];
}

export interface Reads {
  /** How many questions there are. */
  readonly size: number;
  /** One read of some kind. */
  once(): Promise<void>;
  /** Looks at the audit records of all reads since this was called last. */
  checkRecords(): void;
}

const BORGERE = `query Soak($keys: [ID!]!) { all: borgere(cprs: $keys) {
  cpr kontaktinformation { __typename ... on Kontaktinformationer { kontaktinformation { kontaktdata } } ... on Registerfeil { kode } }
} }`;
const INNBYGGERE = `query Soak($keys: [ID!]!) { all: innbyggere(personidentifikatorer: $keys) {
  personidentifikator
  kanVelgeSikkerDigitalPostkasse { __typename ... on Registerfeil { kode } }
  kontaktregister { __typename ... on Registerfeil { kode } ... on Kontaktregisteroppfoering {
    epostadresse { verdi } mobiltelefonnummer { verdi } digitalPost { postkasseadresse }
  } }
} }`;
const PERSONAL = ['cpr', 'kontaktdata', 'personidentifikator', 'verdi', 'postkasseadresse'];

/** Asks every question once, while all is well; `callers` is how many there are. */
export async function createReads(
  questions: readonly Question[],
  written: readonly Written[],
  callers: number,
  auditKey: string,
  { ask, records, problems, random }: Parts,
): Promise<Reads> {
  const hash = createPersonHash(auditKey);
  const references = await refer();
  let waiting: { readonly requestId: string; readonly isRight: (is: readonly AuditRecord[]) => boolean }[] = [];

  async function refer(): Promise<Reference[]> {
    const asked = [];
    for (const [index, question] of questions.entries()) {
      const caller = index % callers;
      const { requestId, reply } = await ask({ body: bodyOf(question), caller });
      if (reply.kind !== 'answer' || reply.told.errors) {
        throw new Error(`not answered when all was well: ${question.query} ${JSON.stringify(reply)}`);
      }
      asked.push({ question, caller, data: reply.told.data, requestId });
    }
    await letPass(500);
    return asked.map(({ requestId, ...rest }) => ({ ...rest, recorded: records.of(requestId) }));
  }

  async function once(): Promise<void> {
    if (random.chance(0.2)) return askAboutWritten();
    const reference = random.pick(references);
    const others = random.chance(0.1) ? [askAgain(reference, { kind: 'hangs up', ms: random.below(30) })] : [];
    await Promise.all([askAgain(reference, someManner()), ...others]);
  }

  function someManner(): Manner {
    if (random.chance(0.08)) return { kind: 'hangs up', ms: random.below(80) };
    return random.chance(0.05) ? { kind: 'reads late', ms: 100 + random.below(400) } : { kind: 'plain' };
  }

  async function askAgain(reference: Reference, manner: Manner): Promise<void> {
    const { question, caller } = reference;
    const request = question.isAboutUnits && random.chance(0.5) ? asGet(question) : { body: bodyOf(question) };
    const { requestId, reply } = await ask({ ...request, manner, caller });
    if (reply.kind !== 'answer') return;
    const { told } = reply;
    if (told.errors) return problems.add('answers', `${requestId}: ${JSON.stringify(told.errors).slice(0, 500)}`);
    const comparison = compare(reference.data, told.data);
    if (typeof comparison === 'object') {
      problems.add('other data', `${requestId} at ${comparison.differsAt} of ${question.query.slice(0, 300)}`);
    }
    const { recorded } = reference;
    const people = peopleIn(question.variables);
    const asked = recorded.filter(({ operation, person }) => !FINDING.has(operation) && people.has(person));
    const isRight =
      comparison === 'same'
        ? (is: readonly AuditRecord[]) => textOf(is) === textOf(recorded)
        : (is: readonly AuditRecord[]) => holds(is, asked) && is.every((one) => holds(recorded, [one]));
    waiting.push({ requestId, isRight });
  }

  /** Of those whose data change, every text says whose it is. */
  async function askAboutWritten(): Promise<void> {
    const kind = random.pick(['cpr', 'personidentifikator'] as const);
    const people = random.shuffled(written.filter((person) => person.kind === kind)).slice(0, 1 + random.below(4));
    const variables = { keys: people.map(({ key }) => key) };
    const query = kind === 'cpr' ? BORGERE : INNBYGGERE;
    const { requestId, reply } = await ask({ body: { query, variables }, manner: someManner(), caller: 0 });
    if (reply.kind !== 'answer') return;
    const { told } = reply;
    if (told.errors) return problems.add('answers', `${requestId}: ${JSON.stringify(told.errors).slice(0, 500)}`);
    const all = told.data?.all;
    if (!Array.isArray(all) || all.length !== people.length) {
      return problems.add('other data', `${requestId}: ${people.length} people asked for, and others answered`);
    }
    const operations = kind === 'cpr' ? ['GetKontaktinformation'] : ['KanVelgeSikkerDigitalPostkasse', 'HentPersoner'];
    const hashes = people.map(({ key: identifikator }) => hash({ kind, identifikator }));
    const expected = hashes.flatMap((person) => operations.map((operation) => ({ operation, person })));
    waiting.push({ requestId, isRight: (is) => is.length === expected.length && holds(is, expected) });
    for (const [index, person] of people.entries()) {
      const others = textsUnder(PERSONAL, all[index]).filter((text) => !person.owns(text));
      if (others.length > 0) problems.add('other data', `${requestId}: ${others.length} texts of somebody else`);
    }
  }

  /**
   * An answer that lacks nothing has the records that it had when all was well. Any other has those of the people that were asked
   * about, by whatever outcome, but maybe not of those whom it would have led to.
   */
  function checkRecords(): void {
    for (const { requestId, isRight } of waiting) {
      const is = records.of(requestId);
      if (!isRight(is)) problems.add('records', `of ${requestId}: ${textOf(is)}`);
    }
    waiting = [];
  }

  /** The hashes of everybody whom a question names. */
  function peopleIn(variables: Readonly<Record<string, unknown>>): Set<string> {
    const keys = Object.values(variables)
      .flat()
      .filter((key) => typeof key === 'string');
    return new Set(
      keys.flatMap((identifikator) => [
        hash({ kind: 'cpr', identifikator }),
        hash({ kind: 'personidentifikator', identifikator }),
      ]),
    );
  }

  return { size: references.length, once, checkRecords };
}

function bodyOf({ query, variables, documentId }: Question): object {
  return documentId === undefined ? { query, variables } : { documentId, variables };
}

function asGet({ query, variables, documentId }: Question): Pick<Request, 'search' | 'headers'> {
  const what = documentId === undefined ? { query } : { documentId };
  const search = new URLSearchParams({ ...what, variables: JSON.stringify(variables) });
  return { search: `?${search}`, headers: { 'graphql-require-preflight': 'yes' } };
}

/** Operations that are recorded of whom they find, too. */
const FINDING = new Set(
  Object.values(OPERATION_FIELDS).flatMap(({ operation, person }) => (person?.found ? operation : [])),
);

/** Whether each of some operations on people is among the records. */
function holds(
  records: readonly Pick<AuditRecord, 'operation' | 'person'>[],
  wanted: readonly Pick<AuditRecord, 'operation' | 'person'>[],
): boolean {
  return wanted.every(({ operation, person }) =>
    records.some((record) => record.operation === operation && record.person === person),
  );
}

function textOf(records: readonly AuditRecord[]): string {
  const lines = records.map(({ operation, outcome, kode = '', person }) =>
    [operation, outcome, kode, person].join(' '),
  );
  return lines.toSorted().join('; ') || 'none';
}
