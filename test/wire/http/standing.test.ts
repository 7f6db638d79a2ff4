import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CallContext, CallReport } from '../../../src/domain/call.ts';
import { askEach } from '../../../src/domain/loader.ts';
import type { CallSubject, HttpClientOptions, HttpRequest, HttpTransition } from '../../../src/wire/http/http.ts';
import { turns } from '../../../src/wire/http/turns.ts';
import { PATIENCE, SOON_MS, TOO_LONG_MS } from '../../support/patience.ts';
import { createCall, createClient, READ, serve, serveBytes } from '../loopback.ts';

/** A register that answers by what stands in the path: `/hang` never, `/503`, `/ok` and all others at once. */
async function startRegister({ delayMs = 0 } = {}) {
  const register = { calls: 0, answer: undefined as ((path: string, response: ServerResponse) => void) | undefined };
  const url = await serve(async (request, response) => {
    register.calls += 1;
    if (delayMs > 0) await pause(delayMs);
    const path = request.url ?? '';
    if (register.answer) return register.answer(path, response);
    if (path.startsWith('/hang')) return;
    const [, status] = /^\/(\d{3})/.exec(path) ?? [];
    response.writeHead(Number(status ?? 200)).end('svar');
  });
  const create = (options: Partial<HttpClientOptions> = {}) => {
    const transitions: HttpTransition[] = [];
    const onTransition = (transition: HttpTransition) => void transitions.push(transition);
    const client = createClient(url, { maxConcurrent: 8, onTransition, ...options });
    const ask = async (path: string, subject: Partial<CallSubject> = {}, call: CallContext = createCall()) => {
      const request: HttpRequest = { method: 'GET', path };
      const answer = await client.send(request, call, { ...READ, key: path, ...subject });
      return answer.kind === 'response' ? answer.status : answer.kode;
    };
    const timed = async (path: string, subject?: Partial<CallSubject>, call?: CallContext) => {
      const began = performance.now();
      await ask(path, subject, call);
      return performance.now() - began;
    };
    return { client, ask, timed, transitions };
  };
  return { register, create };
}

const callerOf = (id: string, signal?: AbortSignal): CallContext => {
  const call = createCall(signal);
  return { ...call, caller: { ...call.caller, id } };
};

describe('a healthy key', () => {
  const DELAY_MS = 60;
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

  async function measured(hang: (ask: (path: string) => void) => Promise<void>) {
    const { register, create } = await startRegister({ delayMs: DELAY_MS });
    const { ask, timed } = create({ timeoutMs: TOO_LONG_MS });
    const ends = new AbortController();
    onTestFinished(() => ends.abort());
    const several = async () => {
      const times: number[] = [];
      for (let n = 0; n < 9; n += 1) times.push(await timed(`/ok${n}`));
      return median(times);
    };
    const aloneMs = await several();
    const before = register.calls;
    await hang((path) => void ask(path, {}, callerOf('other', ends.signal)));
    return { aloneMs, besideMs: await several(), hanging: register.calls - before - 9 };
  }

  it('waits for none of eight requests for a key that hangs', async () => {
    const { aloneMs, besideMs, hanging } = await measured(async (ask) => {
      for (let n = 0; n < 8; n += 1) ask('/hang');
    });
    expect(besideMs).toBeLessThan(1.2 * aloneMs);
    expect(hanging).toBe(2);
  });

  it('waits for none of eight keys that hang, once they have lasted longer than usual', async () => {
    const { aloneMs, besideMs, hanging } = await measured(async (ask) => {
      for (let n = 0; n < 8; n += 1) ask(`/hang${n}`);
      await pause(4 * DELAY_MS);
    });
    expect(besideMs).toBeLessThan(1.2 * aloneMs);
    expect(hanging).toBe(8);
  });

  it.each(['read', 'write'] as const)(
    'of another caller waits little beside lists of a thousand: a %s',
    async (kind) => {
      const { create } = await startRegister({ delayMs: 20 });
      const { client, ask, timed } = create();
      const ends = new AbortController();
      onTestFinished(() => ends.abort());
      const keys = Array.from({ length: 1_000 }, (_, n) => `/ok${n}`);
      const several = async () => {
        const times: number[] = [];
        for (let n = 0; n < 9; n += 1) times.push(await timed(`/mine${n}`, { kind }, callerOf('one')));
        return median(times);
      };
      const aloneMs = await several();
      for (let request = 0; request < 4; request += 1) {
        const call = callerOf('lists', ends.signal);
        void askEach(keys, (path) => ask(path, {}, call), turns('STAR', client, call) as never);
      }
      await pause(100);
      expect(await several()).toBeLessThan(5 * aloneMs);
    },
  );

  it('of the same list goes on when the list’s first keys hang', async () => {
    const { create } = await startRegister();
    const { client, ask } = create({ timeoutMs: 400 });
    await Promise.all(Array.from({ length: 8 }, (_, n) => ask(`/ok${n}`)));
    const call = createCall();
    const keys = [
      ...Array.from({ length: 8 }, (_, n) => `/hang${n}`),
      ...Array.from({ length: 50 }, (_, n) => `/ok${n}`),
    ];
    const order: string[] = [];
    await askEach(
      keys,
      async (key, rest) => {
        await ask(key, { onAside: rest }, call);
        order.push(key);
      },
      turns('STAR', client, call) as never,
    );
    expect(order.slice(0, 50).every((key) => key.startsWith('/ok'))).toBe(true);
  });

  it('goes before one that has just timed out', async () => {
    const { register, create } = await startRegister();
    const { ask } = create({ maxConcurrent: 1, maxSlow: 0, timeoutMs: 100 });
    expect(await ask('/hang')).toBe('TIDSAVBRUDD');
    const order: string[] = [];
    register.answer = (path, response) => {
      order.push(path);
      setTimeout(() => response.end(), 20);
    };
    const all = [ask('/first'), ask('/hang'), ask('/other')];
    await Promise.all(all);
    expect(order).toEqual(['/first', '/other', '/hang']);
    // It has answered, and is like any other.
    order.length = 0;
    await Promise.all([ask('/first'), ask('/hang'), ask('/other')]);
    expect(order).toEqual(['/first', '/hang', '/other']);
  });
});

describe('what waits too long, or among too many,', () => {
  it('is refused without a call, as OVERBELASTET with a time', async () => {
    const { register, create } = await startRegister();
    const { client, ask } = create({ maxConcurrent: 1, maxSlow: 0, maxWaiting: 1, maxWaitMs: 200 });
    const ends = new AbortController();
    const call = createCall(ends.signal);
    const hanging = ask('/hang', {}, call);
    const waiting = ask('/ok');
    const reports: CallReport[] = [];
    const reported = { ...createCall(), report: (report: CallReport) => void reports.push(report) };
    const refused = { kind: 'failure', kode: 'OVERBELASTET', unsent: true, proevIgjenOm: 1 };
    expect(await client.send({ method: 'GET', path: '/ok' }, reported)).toEqual(refused);
    expect(reports).toMatchObject([{ kode: 'OVERBELASTET', durationMs: 0 }]);
    expect(await waiting).toBe('OVERBELASTET');
    ends.abort();
    await hanging;
    expect([register.calls, reported.counted]).toEqual([1, []]);
    expect(await ask('/ok')).toBe(200);
  });
});

describe('the breaker of an address', () => {
  const POLICY = { breakerPauseMs: 200 };
  /** A timer may fire a millisecond early. */
  const PAUSED_MS = POLICY.breakerPauseMs + 20;

  async function open(options: Partial<HttpClientOptions> = {}) {
    const { register, create } = await startRegister();
    const all = create({ ...POLICY, ...options });
    for (let n = 0; n < 10; n += 1) expect(await all.ask(`/503/${n}`)).toBe(503);
    return { register, ...all };
  }

  it('opens after ten failures, and then nothing is sent', async () => {
    const { register, ask, client, transitions } = await open();
    const call = createCall();
    const refused = { kind: 'failure', kode: 'KRETS_AAPEN', unsent: true, proevIgjenOm: 1 };
    expect(await client.send({ method: 'GET', path: '/ok' }, call)).toEqual(refused);
    expect([register.calls, call.counted]).toEqual([10, []]);
    expect(transitions).toEqual([
      { what: 'state', from: 'UNKNOWN', to: 'DOWN' },
      { what: 'breaker', kind: 'read', from: 'closed', to: 'open' },
    ]);
    // Writes have a breaker of their own.
    expect(await ask('/ok', { kind: 'write' })).toBe(200);
  });

  it('closes by one call that is answered, and the others are refused meanwhile', async () => {
    const { register, ask, transitions } = await open();
    await pause(PAUSED_MS);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`/ok${n}`)));
    expect(answers.filter((answer) => answer === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'KRETS_AAPEN')).toHaveLength(19);
    expect(register.calls).toBe(11);
    expect(await ask('/ok')).toBe(200);
    expect(transitions.filter(({ what }) => what === 'breaker').map(({ to }) => to)).toEqual([
      'open',
      'half-open',
      'closed',
    ]);
  });

  it('opens again by a probe that fails', async () => {
    const { register, ask, transitions } = await open();
    await pause(PAUSED_MS);
    // Not that the next call is refused: on a busy machine the next pause may be over by then.
    expect([await ask('/503'), register.calls]).toEqual([503, 11]);
    expect(transitions.slice(-2)).toMatchObject([
      { from: 'open', to: 'half-open' },
      { from: 'half-open', to: 'open' },
    ]);
  });

  it('hears nothing from a probe whose client hangs up, and lets the next one probe', async () => {
    const { register, ask } = await open();
    await pause(PAUSED_MS);
    const hangsUp = new AbortController();
    const probe = ask('/hang', {}, createCall(hangsUp.signal));
    await vi.waitUntil(() => register.calls === 11, PATIENCE);
    hangsUp.abort();
    expect(await probe).toBe('AVBRUTT');
    await vi.waitUntil(async () => (await ask('/ok')) === 200, PATIENCE);
  });

  it('lets go at once those who stand in line when it opens', async () => {
    const { register, create } = await startRegister({ delayMs: 20 });
    const { ask } = create({ maxConcurrent: 1, breakerPauseMs: TOO_LONG_MS });
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => ask(`/503/${n}`)));
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    expect(answers.filter((answer) => answer === 'KRETS_AAPEN')).toHaveLength(90);
    expect(register.calls).toBe(10);
  });

  it.each([404, 429])('never opens by the status %i', async (status) => {
    const { create } = await startRegister();
    const { ask } = create(POLICY);
    for (let n = 0; n < 30; n += 1) expect(await ask(`/${status}`)).toBe(status);
  });

  it('never opens by a 500 in which the register itself answers, and the source is up', async () => {
    const { create } = await startRegister();
    const { client } = create(POLICY);
    const reads = async () => ({ kode: 'SOAP_FAULT', isAnswer: true });
    for (let n = 0; n < 30; n += 1) {
      expect(await client.send({ method: 'GET', path: '/500', reads }, createCall())).toMatchObject({ status: 500 });
    }
    expect(client.state()).toBe('UP');
  });

  it('never opens by one key that hangs, nor by eight', async () => {
    const { create } = await startRegister();
    const { ask, transitions } = create({ timeoutMs: 50 });
    for (let n = 0; n < 3; n += 1) {
      await Promise.all(Array.from({ length: 8 }, (_, key) => ask(`/hang${key}`)));
    }
    expect(transitions).toEqual([{ what: 'state', from: 'UNKNOWN', to: 'DOWN' }]);
  });

  it('opens by connections that do not come about in time, however few keys are asked about', async () => {
    // An address that takes connections and says nothing in TLS.
    const url = (await serveBytes(() => undefined)).replace('http:', 'https:');
    const transitions: HttpTransition[] = [];
    const client = createClient(url, {
      timeoutMs: 30,
      onTransition: (transition) => void transitions.push(transition),
    });
    for (let n = 0; n < 10; n += 1) {
      const answer = await client.send({ method: 'GET', path: '/ok' }, createCall(), { ...READ, key: 'k' });
      expect(answer).toEqual({ kind: 'failure', kode: 'TIDSAVBRUDD', unsent: true });
    }
    expect(transitions.at(-1)).toMatchObject({ what: 'breaker', to: 'open' });
  });

  it('opens by ten keys that hang, and again by the same ones', async () => {
    const { create } = await startRegister();
    const { ask, transitions } = create({ timeoutMs: 50, breakerPauseMs: 1 });
    const hang = () => Promise.all(Array.from({ length: 10 }, (_, key) => ask(`/hang${key}`)));
    await hang();
    expect(transitions.at(-1)).toMatchObject({ to: 'open' });
    await pause(5);
    expect(await ask('/ok')).toBe(200);
    await hang();
    expect(transitions.at(-1)).toMatchObject({ from: 'closed', to: 'open' });
  });
});

describe('a register that says when to come back', () => {
  async function limited(retryAfter: string, status = 429) {
    const { register, create } = await startRegister();
    register.answer = (_, response) => void response.writeHead(status, { 'retry-after': retryAfter }).end();
    return { register, ...create() };
  }
  const UNTIL = (ms: number) => ({ ...createCall(), deadlineAt: performance.now() + ms });

  it('holds all back by its second such answer in a row, not by the first', async () => {
    const { register, ask, client } = await limited('60');
    expect([await ask('/a'), await ask('/b')]).toEqual([429, 429]);
    const call = createCall();
    expect(await client.send({ method: 'GET', path: '/c' }, call)).toEqual({
      kind: 'failure',
      kode: 'HTTP_429',
      unsent: true,
      proevIgjenOm: 60,
    });
    expect([register.calls, call.counted]).toEqual([2, []]);
    register.answer = (_, response) => void response.end();
    expect(await ask('/w', { kind: 'write' })).toBe(200);
  });

  it('holds nobody back where an answer comes between', async () => {
    const { register, ask } = await limited('60', 503);
    const { answer } = register;
    await ask('/a');
    register.answer = (_, response) => void response.end();
    await ask('/b');
    register.answer = answer;
    await ask('/c');
    register.answer = (_, response) => void response.end();
    expect(await ask('/d')).toBe(200);
  });

  it('is not asked sooner since an answer that comes late names a shorter time', async () => {
    const { register, create } = await startRegister();
    const { ask } = create();
    const waits: ServerResponse[] = [];
    register.answer = (_, response) => void waits.push(response);
    const all = ['/a', '/b', '/c'].map((path) => ask(path));
    await vi.waitUntil(() => waits.length === 3, PATIENCE);
    for (const [index, seconds] of ['60', '60', '1'].entries()) {
      waits[index]?.writeHead(429, { 'retry-after': seconds }).end();
      await all[index];
    }
    const began = performance.now();
    expect(await ask('/d')).toBe('HTTP_429');
    expect(performance.now() - began).toBeLessThan(SOON_MS);
  });

  it('is asked again then by those who have the time, and not by those who have not', async () => {
    const { register, ask } = await limited('1');
    await ask('/a');
    await ask('/b');
    register.answer = (_, response) => void response.end();
    const began = performance.now();
    expect(await ask('/c', {}, UNTIL(500))).toBe('HTTP_429');
    expect(await ask('/d', {}, UNTIL(60_000))).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(register.calls).toBe(3);
  });
});
