import { describe, expect, test } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import {
  createIdempotencyStore,
  type Idempotency,
  type IdempotencyStore,
  NEVER_KNOWN,
  STORE_LOST,
  UNDER_WAY,
  type Waiting,
} from '../../src/domain/idempotency.ts';
import { DONE, failed, found, notDone } from '../../src/domain/outcome.ts';
import { udokumentertFeil } from '../../src/domain/registerfeil.ts';
import { createKeyedHash } from '../../src/domain/keyed-hash.ts';
import { createWriteRunner } from '../../src/domain/write.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';

const CALLER = configuredCaller(undefined);

const hash = createKeyedHash(Buffer.from('for tests'));
const FEIL = udokumentertFeil('STAR', '1');
const refused = failed(FEIL);

function createRunner(changes: Partial<CallContext> = {}, store: IdempotencyStore = createIdempotencyStore()) {
  const end = new AbortController();
  const deadline = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const call = { signal: end.signal, count: () => {}, caller: CALLER, ...changes };
  const run = createWriteRunner({ store, hash, underWay, closing: closing.signal }, call, deadline.signal, {
    kilde: 'STAR',
    quotaOf: () => undefined,
  });
  return { run, end, deadline, closing, underWay };
}

function createWrite(input: unknown) {
  const signals: AbortSignal[] = [];
  let afters = 0;
  return {
    signals,
    afters: () => afters,
    felt: 'skriv',
    parse: () => found(input),
    send: async (_: unknown, call: CallContext) => {
      signals.push(call.signal);
      return DONE;
    },
    after: () => {
      afters += 1;
    },
  };
}

/** A store that keeps nothing but what it was asked. */
function createSpy() {
  const asked: Idempotency[] = [];
  const store: IdempotencyStore = {
    async once(idempotency, write) {
      asked.push(idempotency);
      return { replayed: false, outcome: await write() };
    },
  };
  return { asked, store };
}

describe('a write', () => {
  test('that earns its error before any call is not sent', async () => {
    const { run } = createRunner();
    const write = createWrite('input');
    expect(await run({ ...write, parse: () => refused })).toEqual({ replayed: false, outcome: notDone(FEIL) });
    expect([write.signals.length, write.afters()]).toEqual([0, 0]);
  });

  test('without a key is sent each time, and never a replay of an earlier one', async () => {
    const { run } = createRunner();
    const write = createWrite('input');
    for (const turn of [1, 2]) {
      expect(await run(write)).toEqual({ replayed: false, outcome: DONE });
      expect(write.signals).toHaveLength(turn);
    }
  });

  test.each(['deadline', 'closing'] as const)('goes by the %s, and not by its client', async (name) => {
    const runner = createRunner();
    const write = createWrite('input');
    await runner.run(write);
    runner.end.abort();
    expect(write.signals[0]?.aborted).toBe(false);
    runner[name].abort();
    expect(write.signals[0]?.aborted).toBe(true);
  });

  test('after the client has hung up goes by a signal that has ended: nothing is sent', async () => {
    const { run, end } = createRunner();
    end.abort();
    const write = createWrite('input');
    await run(write);
    expect(write.signals[0]?.aborted).toBe(true);
  });

  test('is under way until it has its outcome, and is followed by what comes after also when it throws', async () => {
    const { run, underWay } = createRunner();
    const write = createWrite('input');
    const running = run({
      ...write,
      send: async () => {
        throw new Error('a bug');
      },
    });
    expect(underWay.size).toBe(1);
    await expect(running).rejects.toThrow('a bug');
    expect([underWay.size, write.afters()]).toEqual([0, 1]);
  });
});

describe('the key of an outcome', () => {
  async function keysOf(changes: Partial<CallContext>, inputs: readonly unknown[]): Promise<readonly Idempotency[]> {
    const { asked, store } = createSpy();
    const { run } = createRunner({ idempotencyKey: 'key', ...changes }, store);
    for (const input of inputs) await run(createWrite(input));
    return asked;
  }

  test('is the same for the same caller, key, field and turn', async () => {
    expect(await keysOf({}, ['a', 'b'])).toEqual(await keysOf({}, ['a', 'b']));
  });

  test('differs by caller, by key and by turn; the fingerprint by input', async () => {
    const all = [
      ...(await keysOf({}, ['a', 'a'])),
      ...(await keysOf({ caller: { ...CALLER, id: 'another' } }, ['a'])),
      ...(await keysOf({ idempotencyKey: 'another' }, ['a'])),
    ];
    expect(new Set(all.map(({ key }) => key)).size).toBe(4);
    expect(all.map(({ caller }) => all.findIndex((one) => one.caller === caller))).toEqual([0, 0, 2, 0]);
    const [one, other] = await keysOf({}, ['a', 'b']);
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
  });

  test('holds neither the key nor the input in clear', async () => {
    const asked = await keysOf({ idempotencyKey: '0303505003' }, [{ cpr: '0303505003', kontaktdata: '67000099' }]);
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(asked)).not.toMatch(/0303505003|67000099/);
    for (const hash of Object.values(asked[0] ?? {})) expect(hash).toMatch(/^[\w-]{43}$/);
  });

  test('is not made without an Idempotency-Key', async () => {
    expect(await keysOf({ idempotencyKey: undefined }, ['a'])).toEqual([]);
  });
});

describe('a write whose key a store that gateways share', () => {
  const answering = (answer: typeof STORE_LOST | typeof UNDER_WAY | typeof NEVER_KNOWN) => {
    const waited: Waiting[] = [];
    const store: IdempotencyStore = {
      async once(_, __, waiting) {
        waited.push(waiting);
        return answer;
      },
    };
    return { store, waited };
  };

  test.each([
    ['cannot look up is not sent, and may be tried again', STORE_LOST, false, 'not done', 'NOEKKELLAGER_NEDE', true],
    ['has under way elsewhere is not sent a second time', UNDER_WAY, true, 'not done', 'SKRIVING_PAAGAAR', true],
    ['has lost the outcome of is answered as lost', NEVER_KNOWN, true, 'unknown', 'UTFALL_UKJENT', false],
  ] as const)('%s', async (_, answer, replayed, effect, kode, kanProevesIgjen) => {
    const { store, waited } = answering(answer);
    const deadlineAt = performance.now() + 1_000;
    const { run, end, underWay } = createRunner({ idempotencyKey: 'key', deadlineAt }, store);
    const write = createWrite('input');
    const feil = { kode, kilde: 'STAR', opphav: 'GATEWAY', kanProevesIgjen };
    expect(await run(write)).toMatchObject({ replayed, outcome: { ok: false, effect, feil } });
    expect([write.signals.length, underWay.size]).toEqual([0, 0]);
    // Who waits for it waits as long as somebody waits for them.
    expect(waited).toEqual([{ signal: end.signal, deadlineAt }]);
  });
});
