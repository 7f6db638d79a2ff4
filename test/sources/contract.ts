import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallReport } from '../../src/domain/call.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Kilde } from '../../src/domain/registerfeil.ts';
import { byRestDoors, sandboxSources } from '../../src/embedded.ts';
import { type Outage, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { listen } from '../../src/sandbox/common/server.ts';
import { connectSources, type SourcesConfig } from '../../src/sources/index.ts';
import { addressServices } from '../support/sandbox.ts';
import { letPass, PATIENCE, SOON_MS, TOO_LONG_MS } from '../support/patience.ts';
import { type Front, isNone, type Operation, ordinaryCalls, type Source } from './contract-rows.ts';
import { expectNoPersonalData } from './privacy.ts';
import { BASE, countedCall, PAUSES_MS, writeFault } from './registers.ts';

const TRIES = 1 + PAUSES_MS.length;

/** How a whole register fails, what every outcome says then, and how often each call is made. */
const OUTAGES: readonly { outage: Outage; kode: string; tries: number; mayPass: boolean; more?: object }[] = [
  { outage: 'silent', kode: 'TIDSAVBRUDD', tries: TRIES, mayPass: true },
  { outage: 'drops', kode: 'TILKOBLING', tries: TRIES, mayPass: true },
  { outage: 'garbage', kode: 'UGYLDIG_SVAR', tries: 1, mayPass: false },
  // It says to come back in seven seconds, which the request does not have.
  { outage: 'unavailable', kode: 'HTTP_503', tries: 1, mayPass: true, more: { proevIgjenOm: 7 } },
];

/** What every port promises, whichever register stands behind it. */
export function testPort(source: Source, operations: readonly Operation[]): void {
  const { kilde } = source;
  let sandbox: Sandbox;
  let front: Front | undefined;
  let how: Parameters<typeof sandboxSources>[2];
  beforeAll(async () => {
    sandbox = await startSandbox();
    if (source.doors === 'rest') how = await byRestDoors(sandbox);
    front = await source.behind?.start(sandbox);
  });
  afterAll(async () => {
    await sandbox.close();
    front?.remove();
  });
  afterEach(() => sandbox.reset());
  const register = () => sandbox[source.register];
  const inFront = (config: SourcesConfig) => front?.put(config) ?? config;
  const sourcesOf = (base: SourcesConfig) => inFront(sandboxSources(sandbox, base, how));
  /** The register is at this address; who gives tokens for it is where it was. */
  const sourcesAt = (url: string) => inFront(sandboxSources({ urls: addressServices(() => url) }, BASE, how));

  describe.each(operations)(`${source.behind?.title ?? kilde} $navn`, (of) => {
    const { keys, refused, failing, soap, calls: callsOf = ordinaryCalls(of, source.maxConcurrent) } = of;
    const { held = { keys: [], refused: [] } } = of;
    const withData = [...held.keys, ...keys];
    beforeEach(() => of.prepare?.(sandbox));

    /** Asks a port of its own; what comes is one outcome a key, and says nothing of any person. */
    async function ask(
      asked: readonly unknown[],
      { config, signal, leftMs }: { config?: SourcesConfig; signal?: AbortSignal; leftMs?: number } = {},
    ) {
      const sources = connectSources(config ?? sourcesOf(BASE));
      const { call, counted } = countedCall(signal, leftMs && performance.now() + leftMs);
      const reports: CallReport[] = [];
      const reported = { ...call, report: (report: CallReport) => void reports.push(report) };
      const before = register().traffic().calls;
      const tokensBefore = sandbox.maskinporten.traffic().calls;
      const beside = [...held.keys, ...held.refused];
      const all = [...beside, ...asked, ...beside];
      const answers = await of.ask(sources.ports, all, reported).finally(sources.close);
      expect(answers).toHaveLength(all.length);
      expectNoPersonalData(answers, all, reports);
      if (!signal) expectReports(answers, reports, counted.length);
      const end = beside.length + asked.length;
      expectHeld(answers.slice(0, beside.length), answers.slice(end));
      const outcomes = answers.slice(beside.length, end);
      // Calls for a token are the source's own as well, and come first.
      const forTokens = sandbox.maskinporten.traffic().calls - tokensBefore;
      return { outcomes, counted: counted.slice(forTokens), calls: register().traffic().calls - before };
    }

    /** What is held is answered however the register is, and as often as it is asked for. */
    function expectHeld(first: readonly Outcome<unknown>[], again: readonly Outcome<unknown>[]) {
      const known = { ok: false, feil: expect.not.objectContaining({ kind: 'unavailable' }) };
      expect(first).toEqual([
        ...held.keys.map(() => expect.objectContaining({ ok: true })),
        ...held.refused.map(() => known),
      ]);
      expect(again).toEqual(first);
    }

    /** Each call is reported once, and what the log is told of it is what the field is answered. */
    function expectReports(
      outcomes: Awaited<ReturnType<Operation['ask']>>,
      reports: readonly CallReport[],
      calls: number,
    ) {
      expect(reports).toHaveLength(calls);
      expect(reports.filter((report) => report.kilde !== kilde)).toEqual([]);
      const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.feil.kode));
      const told = reports.flatMap(({ kode, answered }) => kode ?? answered ?? []);
      expect(told.filter((kode) => !codes.includes(kode))).toEqual([]);
    }

    const counts = (calls: number): Kilde[] => Array.from({ length: calls }, () => kilde);
    const utilgjengelig = (kode: string, more: object = {}) =>
      keys.map(() => ({
        ok: false,
        feil: expect.objectContaining({ kind: 'unavailable', kilde, kode, ...more }),
      }));

    it('answers one outcome a key, in the order of the keys', async () => {
      const alone = await Promise.all(withData.map(async (key) => (await ask([key])).outcomes[0]));
      expect(alone.filter((outcome) => outcome?.ok)).toHaveLength(withData.length);
      expect(new Set(alone.map((outcome) => JSON.stringify(outcome))).size).toBe(withData.length);
      expect((await ask(withData)).outcomes).toEqual(alone);
      expect((await ask(withData.toReversed())).outcomes).toEqual(alone.toReversed());
    });

    if (!isNone(refused)) {
      it('answers a refused key beside the others, and asks about it once', async () => {
        expect(refused).not.toEqual([]);
        const { outcomes, calls } = await ask([...refused, ...keys]);
        expect(outcomes.map(({ ok }) => ok)).toEqual([...refused.map(() => false), ...keys.map(() => true)]);
        expect(outcomes.filter((outcome) => !outcome.ok && outcome.feil.kanProevesIgjen)).toEqual([]);
        expect(calls).toBe(callsOf.refused);
      });
    }

    if (!isNone(failing)) {
      it(`asks ${TRIES} times about a key that the register fails on in a way that may pass`, async () => {
        expect(failing).not.toEqual([]);
        for (const key of failing) {
          const { outcomes, counted, calls } = await ask([key]);
          expect(outcomes).toEqual([{ ok: false, feil: expect.objectContaining({ kanProevesIgjen: true }) }]);
          const tries = TRIES + (callsOf.beforeFailing ?? 0);
          expect([calls, counted]).toEqual([tries, counts(tries)]);
        }
      });
    }

    if (!of.joined) {
      it('asks about a duplicate once, and answers it twice', async () => {
        const { outcomes, counted, calls } = await ask([...withData, ...withData]);
        expect(outcomes.slice(withData.length)).toEqual(outcomes.slice(0, withData.length));
        expect([calls, counted]).toEqual([callsOf.keys, counts(callsOf.keys)]);
      });
    }

    it('asks nothing about nobody', async () => {
      expect(await ask([])).toEqual({ outcomes: [], counted: [], calls: 0 });
    });

    it.each(of.alike ? OUTAGES.filter(({ outage }) => outage !== 'silent') : OUTAGES)(
      'answers $kode for every key when the register is $outage, after $tries tries',
      async (row) => {
        register().outage = row.outage;
        const config = sourcesOf({ ...BASE, timeoutMs: row.outage === 'silent' ? 250 : 5_000 });
        const { outcomes, counted, calls } = await ask(keys, { config, leftMs: 6_000 });
        const more = { opphav: 'KILDE', kanProevesIgjen: row.mayPass, ...row.more };
        expect(outcomes).toEqual(utilgjengelig(row.kode, more));
        const expected = callsOf.failed * row.tries;
        expect([calls, counted]).toEqual([expected, counts(expected)]);
      },
    );

    if (!isNone(soap)) {
      it.each([
        { side: 'RECEIVER', tries: TRIES },
        { side: 'SENDER', tries: 1 },
      ] as const)('answers SOAP_FAULT when a fault blames the $side, after $tries tries', async ({ side, tries }) => {
        const fault = writeFault(soap, side);
        const server = await listen(() => ({ status: 500, headers: { 'content-type': 'text/xml' }, body: fault }));
        const { outcomes, counted } = await ask(keys, { config: sourcesAt(server.url) }).finally(server.close);
        expect(outcomes).toEqual(utilgjengelig('SOAP_FAULT', { opphav: 'KILDE', kanProevesIgjen: tries > 1 }));
        expect(counted).toEqual(counts(callsOf.failed * tries));
      });
    }

    it.each([
      { who: 'the request’s deadline', kode: 'TIDSAVBRUDD', reason: new DOMException('late', 'TimeoutError') },
      { who: 'a client that hangs up', kode: 'AVBRUTT', reason: undefined },
    ])('answers $kode at once when $who ends the wait, and tries no more', async ({ kode, reason }) => {
      register().outage = 'silent';
      const config = sourcesOf({ ...BASE, timeoutMs: TOO_LONG_MS });
      const before = register().traffic().calls;
      const request = new AbortController();
      const answers = ask(keys, { config, signal: request.signal });
      await vi.waitUntil(() => register().traffic().calls - before >= callsOf.failed, PATIENCE);
      const ended = performance.now();
      request.abort(reason);
      const { outcomes, counted } = await answers;
      expect(performance.now() - ended).toBeLessThan(SOON_MS);
      expect(outcomes).toEqual(utilgjengelig(kode));
      expect(counted).toEqual(counts(callsOf.failed));
    });

    if (!of.alike)
      it('rests no longer between two tries than the client waits', async () => {
        register().outage = 'unavailable';
        const config = sourcesOf({ ...BASE, pausesMs: [TOO_LONG_MS] });
        const before = register().traffic().calls;
        const client = new AbortController();
        const answers = ask(keys, { config, signal: client.signal });
        const asked = () => register().traffic().calls - before;
        await vi.waitUntil(() => asked() >= callsOf.failed, PATIENCE);
        // All are refused by then, and rest.
        await letPass(500);
        const hungUp = performance.now();
        client.abort();
        const { outcomes, counted } = await answers;
        expect(performance.now() - hungUp).toBeLessThan(SOON_MS);
        expect(outcomes).toEqual(utilgjengelig('HTTP_503'));
        expect(counted).toEqual(counts(callsOf.failed));
      });

    it('asks nothing for a client that has hung up', async () => {
      const { outcomes, counted, calls } = await ask(keys, { signal: AbortSignal.abort() });
      expect(outcomes).toEqual(utilgjengelig('AVBRUTT'));
      expect([calls, counted]).toEqual([0, []]);
    });

    it('answers TILKOBLING when nobody listens', async () => {
      const server = await listen(() => ({ status: 200 }));
      await server.close();
      const { outcomes, counted } = await ask(keys, { config: sourcesAt(server.url) });
      expect(outcomes).toEqual(utilgjengelig('TILKOBLING', { opphav: 'KILDE', kanProevesIgjen: true }));
      expect(counted).toEqual(counts(callsOf.failed * TRIES));
    });

    it('answers IKKE_KONFIGURERT without a call when the source is not configured', async () => {
      const { outcomes, counted, calls } = await ask(keys, { config: inFront({ ...BASE, ...source.notConfigured }) });
      expect(outcomes).toEqual(utilgjengelig('IKKE_KONFIGURERT', { opphav: 'GATEWAY', kanProevesIgjen: false }));
      expect([calls, counted]).toEqual([0, []]);
    });

    if (!of.alike)
      it(`has at most ${source.maxConcurrent} calls under way at once`, async () => {
        register().delayMs = 100;
        const asked = Array.from({ length: callsOf.crowd.keys }, (_, index) => of.anyKey(index));
        expect((await ask(asked)).calls).toBe(callsOf.crowd.calls);
        expect(register().traffic().mostAtOnce).toBe(source.maxConcurrent);
      });
  });
}
