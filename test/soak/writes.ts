import { setTimeout as wait } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { createPersonHash } from '../../src/server/audit/trail.ts';
import type { Manner } from './client.ts';
import { documentOf, type Ask as Asked, type Intent, nextIntent } from './intents.ts';
import { judge } from './judge.ts';
import { SUPPLIER, type Written } from './people.ts';
import type { Parts } from './reads.ts';
import { pendingCode, type ReceivedWrite } from './registers.ts';
import { DEADLINE_MS, LATE_MS } from './settings.ts';

export interface Writes {
  /** One write to somebody to whom nothing else is being written; undefined when there is nobody. */
  once(): Promise<void> | undefined;
  /** Told of each write that a register has got. */
  receive(write: ReceivedWrite): void;
  /** Holds all writes since this was called last to what was told, done and recorded. */
  check(): void;
  /** Holds what is stored to what was done. */
  checkStored(): Promise<void>;
  /** Writes that the registers have done so far, at STAR. */
  doneAtStar(): number;
}

/** What a write needs to be settled at the register after its last word: its request may be on the way to there. */
const GRACE_MS = 100;
const POLL_MS = 50;

export function createWrites(
  written: readonly Written[],
  sandbox: Sandbox,
  auditKey: string,
  { ask, starvedMs, records, problems, random }: Parts,
): Writes {
  const hash = createPersonHash(auditKey);
  const underWay = new Map<string, Intent>();
  let finished: Intent[] = [];
  let count = 0;
  let doneAtStar = 0;

  function once(): Promise<void> | undefined {
    const free = written.filter(({ key }) => !underWay.has(key));
    return free.length === 0 ? undefined : writeTo(random.pick(free));
  }

  async function writeTo(person: Written): Promise<void> {
    count += 1;
    const number = count;
    const wantsCode = person.kind === 'cpr' && random.chance(0.2);
    // Taken before anything is waited for.
    const reserved: Intent = { person, felt: '', input: {}, apply() {}, wasInPlace: false, asks: [], received: [] };
    underWay.set(person.key, reserved);
    const code = wantsCode ? ((await pendingCode(sandbox, person.key)) ?? '000000') : undefined;
    const intent = nextIntent(person, random, number, code);
    underWay.set(person.key, intent);
    const again = intent.idempotencyKey && random.chance(0.5);
    const first = askFor(intent, random.chance(0.2) ? { kind: 'hangs up', ms: random.below(40) } : { kind: 'plain' });
    if (again && random.chance(0.5)) await first;
    await Promise.all([first, again && askFor(intent, { kind: 'plain' })]);
    await wait(GRACE_MS);
    underWay.delete(person.key);
    finished.push(intent);
  }

  async function askFor(intent: Intent, manner: Manner): Promise<void> {
    const { input, idempotencyKey } = intent;
    const headers = { ...(idempotencyKey && { 'idempotency-key': idempotencyKey }) };
    const began = performance.now();
    const body = { query: documentOf(intent), variables: { input } };
    const { requestId, reply } = await ask({ body, headers, manner, caller: 0 });
    const asked: Asked = { requestId };
    intent.asks.push(asked);
    if (reply.kind === 'answer') {
      const member = reply.told.data?.[intent.felt] as { __typename: string; kode?: string } | null | undefined;
      if (reply.told.errors || !member) {
        problems.add('answers', `${requestId}: ${JSON.stringify(reply.told).slice(0, 500)}`);
        return;
      }
      asked.kode = member.kode;
      asked.told = member.kode === undefined ? 'done' : member.kode === 'UTFALL_UKJENT' ? 'unknown' : 'not done';
      return;
    }
    // Nobody is told: the record says when it is over. There is none where the gateway never knew what was asked.
    const isOver = () => performance.now() - began > DEADLINE_MS + LATE_MS + starvedMs(began);
    while (!isOver() && records.of(requestId).length === 0) await wait(POLL_MS);
  }

  function receive({ person, isDone }: ReceivedWrite): void {
    const intent = underWay.get(person);
    if (!intent || intent.felt === '') {
      problems.add('writes', 'a register got a write that nobody was waiting for');
      return;
    }
    intent.received.push({ isDone });
    if (!isDone) return;
    if (intent.person.kind === 'cpr') doneAtStar += 1;
    intent.apply();
  }

  function check(): void {
    for (const intent of finished) {
      const { person, asks } = intent;
      const personHash = hash({ kind: person.kind, identifikator: person.key });
      const own = asks.flatMap(({ requestId }) => records.of(requestId).filter(({ effect }) => effect !== undefined));
      for (const problem of judge(intent, own, personHash)) problems.add('writes', problem);
    }
    finished = [];
  }

  async function checkStored(): Promise<void> {
    for (const person of written) {
      const is = await storedOf(person);
      const expected = JSON.stringify(
        [...person.stored].map(([type, text]) => [type, text, person.statuses.get(type) ?? '']).toSorted(),
      );
      if (is !== expected) problems.add('state', `${person.kind}: other values are stored than were written`);
    }
  }

  /** As a client reads it; a source that has been unavailable is asked again until it answers. */
  async function storedOf(person: Written): Promise<string> {
    const until = performance.now() + 30_000;
    for (;;) {
      const { reply } = await ask({ body: { query: STORED[person.kind], variables: { key: person.key } }, caller: 0 });
      const data = reply.kind === 'answer' ? reply.told.data : undefined;
      const stored = data && readStored(data);
      if (stored) return JSON.stringify(stored.toSorted());
      if (performance.now() > until) throw new Error(`a register does not recover: ${JSON.stringify(reply)}`);
      await wait(POLL_MS);
    }
  }

  return { once, receive, check, checkStored, doneAtStar: () => doneAtStar };
}

const STORED = {
  cpr: `query Soak($key: ID!) { borger(cpr: $key) { kontaktinformation {
    __typename ... on Kontaktinformationer { kontaktinformation { kontaktdata kontaktdataType kontaktdatastatus } }
  } } }`,
  personidentifikator: `query Soak($key: ID!) { innbygger(personidentifikator: $key) { kontaktregister {
    __typename ... on Kontaktregisteroppfoering { digitalPost { postkasseadresse postkasseleverandoer { organisasjonsnummer } } }
  } } }`,
};

interface Entry {
  readonly kontaktdata: string;
  readonly kontaktdataType: string;
  readonly kontaktdatastatus: string;
}

interface StoredAnswer {
  readonly borger?: {
    readonly kontaktinformation: {
      readonly __typename: string;
      readonly kontaktinformation?: readonly Entry[];
    };
  };
  readonly innbygger?: {
    readonly kontaktregister: {
      readonly __typename: string;
      readonly digitalPost?: {
        readonly postkasseadresse: string;
        readonly postkasseleverandoer: { readonly organisasjonsnummer: string };
      } | null;
    };
  };
}

/** Undefined: the source does not tell. */
function readStored(data: object): string[][] | undefined {
  const { borger, innbygger } = data as StoredAnswer;
  if (borger) {
    const { __typename, kontaktinformation } = borger.kontaktinformation;
    if (__typename === 'IngenKontaktinformation') return [];
    return kontaktinformation?.map(({ kontaktdata, kontaktdataType, kontaktdatastatus }) => [
      kontaktdataType,
      kontaktdata,
      kontaktdatastatus,
    ]);
  }
  const digitalPost = innbygger?.kontaktregister.digitalPost;
  if (digitalPost === undefined) return undefined;
  const isOwn = digitalPost?.postkasseleverandoer.organisasjonsnummer === SUPPLIER;
  return isOwn ? [['POSTKASSE', digitalPost.postkasseadresse, '']] : [];
}
