import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallContext, CallReport } from '../../src/domain/call.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Kilde } from '../../src/domain/registerfeil.ts';
import { byRestDoors, sandboxSources } from '../../src/embedded.ts';
import { type Outage, type RegisterName, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { listen } from '../../src/sandbox/common/server.ts';
import type { SandboxDoors } from '../../src/sources/define.ts';
import { connectSources, type Ports, type SourcesConfig } from '../../src/sources/index.ts';
import type { SoapVersion } from '../../src/wire/soap/envelope.ts';
import { addressServices } from '../support/sandbox.ts';
import { letPass, PATIENCE, SOON_MS, TOO_LONG_MS } from '../support/patience.ts';
import { expectNoPersonalData } from './privacy.ts';
import { BASE, countedCall, PAUSES_MS, writeFault } from './registers.ts';

/** What is the same for every operation of a source. */
export interface Source {
  readonly kilde: Kilde;
  /** The register of the sandbox that plays it. */
  readonly register: RegisterName;
  /** Calls under way at once. */
  readonly maxConcurrent: number;
  /** By which doors the sandbox is asked: `soap` where nothing is said. */
  readonly doors?: SandboxDoors;
  /** The configuration that chooses this register and says nothing of where it is. Left out: none. */
  readonly notConfigured?: Partial<SourcesConfig>;
}

/** What an operation has none of, and why: its test is left out then. A skip would do, but in CI a skip is a judge that is missing. */
export interface None {
  readonly none: string;
}

/** One read operation of a port, and what the sandbox knows that it can be asked about. */
export interface Operation<Key = unknown> {
  readonly navn: string;
  /** Keys with data, no two the same. */
  readonly keys: readonly Key[];
  /** Keys that the register refuses with a code, and would refuse again. */
  readonly refused: readonly Key[] | None;
  /** Keys that the register fails on in a way that may pass. */
  readonly failing: readonly Key[] | None;
  /** As many different keys as are wanted, known to the register or not. */
  anyKey(index: number): Key;
  ask(ports: Ports, keys: readonly Key[], call: CallContext): Promise<readonly Outcome<unknown>[]>;
  /** How many keys one call takes: 1 when absent. */
  readonly keysPerCall?: number;
  /** The operation whose calls are made just as this one's are, so that what takes long is tried on that one alone. */
  readonly alike?: string;
  /** How many calls it takes, where a key is not answered by one, or many by one. */
  readonly calls?: Calls;
  /** The version that its faults are written in, or why it has none. */
  readonly soap: SoapVersion | None;
  /** Absent where the port joins duplicates. */
  readonly joined?: None;
  /** Sets the sandbox up before each test. */
  prepare?(sandbox: Sandbox): Promise<unknown>;
}

/** Counted by hand from what is asked. */
interface Calls {
  /** About `keys`. */
  readonly keys: number;
  /** About `keys` when each call fails: those that are made before any has been answered. */
  readonly failed: number;
  /** About `refused` and `keys`. */
  readonly refused: number;
  /** Calls that are answered about a key of `failing` before the one that fails: none when absent. */
  readonly beforeFailing?: number;
  /** So many different keys, and the calls about them, that calls wait for others. */
  readonly crowd: { readonly keys: number; readonly calls: number };
}

/** Lets operations with different kinds of keys stand in one list. */
export function operation<Key>(of: Operation<Key>): Operation {
  return of;
}

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
  let how: Parameters<typeof sandboxSources>[2];
  beforeAll(async () => {
    sandbox = await startSandbox();
    if (source.doors === 'rest') how = await byRestDoors(sandbox);
  });
  afterAll(() => sandbox.close());
  afterEach(() => sandbox.reset());
  const register = () => sandbox[source.register];
  const sourcesOf = (base: SourcesConfig) => sandboxSources(sandbox, base, how);
  /** The register is at this address; who gives tokens for it is where it was. */
  const sourcesAt = (url: string) => sandboxSources({ urls: addressServices(() => url) }, BASE, how);

  describe.each(operations)(`${kilde} $navn`, (of) => {
    const { keys, refused, failing, soap, calls: callsOf = ordinary(of, source) } = of;
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
      const outcomes = await of.ask(sources.ports, asked, reported).finally(sources.close);
      expect(outcomes).toHaveLength(asked.length);
      expectNoPersonalData(outcomes, asked, reports);
      if (!signal) expectReports(outcomes, reports, counted.length);
      // Calls for a token are the source's own as well, and come first.
      const forTokens = sandbox.maskinporten.traffic().calls - tokensBefore;
      return { outcomes, counted: counted.slice(forTokens), calls: register().traffic().calls - before };
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
      const alone = await Promise.all(keys.map(async (key) => (await ask([key])).outcomes[0]));
      expect(alone.filter((outcome) => outcome?.ok)).toHaveLength(keys.length);
      expect(new Set(alone.map((outcome) => JSON.stringify(outcome))).size).toBe(keys.length);
      expect((await ask(keys)).outcomes).toEqual(alone);
      expect((await ask(keys.toReversed())).outcomes).toEqual(alone.toReversed());
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
        const { outcomes, counted, calls } = await ask([...keys, ...keys]);
        expect(outcomes.slice(keys.length)).toEqual(outcomes.slice(0, keys.length));
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
        const config = sourcesOf({ ...BASE, timeoutMs: row.outage === 'silent' ? 400 : 5_000 });
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
      const { outcomes, counted, calls } = await ask(keys, { config: { ...BASE, ...source.notConfigured } });
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

/** Each key is in one call. */
function ordinary({ keys, refused, keysPerCall = 1 }: Operation, { maxConcurrent }: Source): Calls {
  const callsFor = (asked: readonly unknown[]) => Math.ceil(new Set(asked).size / keysPerCall);
  const crowded = maxConcurrent * 2;
  return {
    keys: callsFor(keys),
    failed: callsFor(keys),
    refused: callsFor(isNone(refused) ? keys : [...refused, ...keys]),
    crowd: { keys: crowded * keysPerCall, calls: crowded },
  };
}

const isNone = (of: unknown): of is None => typeof of === 'object' && of !== null && 'none' in of;
