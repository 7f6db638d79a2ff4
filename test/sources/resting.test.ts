import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import { sandboxSources } from '../../src/embedded.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
import type { SandboxDoors } from '../../src/sources/define.ts';
import { connectSources, type Ports } from '../../src/sources/index.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { TOO_LONG_MS } from '../support/patience.ts';
import { addressServices } from '../support/sandbox.ts';
import { createCall, serve } from '../wire/loopback.ts';

/** STAR is asked by nobody without an authority. */
const CALLER = configuredCaller({ organisationstype: 8, organisationskode: '90100' });
const KEYS = 40;
const PAUSE_MS = TOO_LONG_MS;

/** All sources, at a register that answers everything with 503, and how often it has been asked. */
async function connectBroken(doors: SandboxDoors): Promise<{ ports: Ports; calls: () => number }> {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    response.writeHead(503).end();
  });
  const urls = addressServices(() => url);
  const base = {
    timeoutMs: 10_000,
    syntheticPersons: true,
    pausesMs: [PAUSE_MS],
    retryBudgetPercent: 100,
    breakerCalls: 0,
  };
  const sources = connectSources(sandboxSources({ urls }, base, { doors }));
  onTestFinished(() => sources.close());
  return { ports: sources.ports, calls: () => calls };
}

type Ask = (ports: Ports, call: CallContext, count: number) => Promise<readonly unknown[]>;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(67_000_000 + index));
const soek = (count: number) =>
  numbers(count).map((soekestreng) => ({ soekestreng, maksTreff: 1, medUnderenheter: false }));

/** By the REST doors it is asked aside of a unit's own answer, and searched. People are asked about by lists. */
const BY_REST: readonly string[] = ['units', 'organisations for Frivillighet', 'searches'];

const ASKED: Record<string, Ask> = {
  units: ({ enhet }, call, count) => enhet.hent('hentRoller', unitNumbers(count) as never, call),
  'organisations for Frivillighet': ({ enhet }, call, count) =>
    enhet.hent('hentFrivillighet', unitNumbers(count) as never, call),
  searches: ({ enhet }, call, count) => enhet.sokEnhet(soek(count), call),
  'the roles of people': ({ enhet }, call, count) => enhet.hentRolleutskrift(synthetic(count) as never, call),
  'whether people may choose': ({ postkasse }, call, count) =>
    postkasse.kanVelgeSikkerDigitalPostkasse(synthetic(count) as never, call),
  citizens: ({ kontaktinformation }, call, count) =>
    kontaktinformation.getKontaktinformation(numbers(count) as never, call),
  'citizens by phone': ({ kontaktinformation }, call, count) =>
    kontaktinformation.getKontaktinformationMobilNr(numbers(count) as never, call),
  'citizens by mail': ({ kontaktinformation }, call, count) =>
    kontaktinformation.getKontaktinformationEmail(numbers(count) as never, call),
};

const ROWS = (['soap', 'rest'] as const).flatMap((doors) =>
  Object.entries(ASKED).flatMap(([name, ask]) =>
    doors === 'soap' || BY_REST.includes(name) ? { name, doors, ask } : [],
  ),
);

describe.each(ROWS)('what waits to be tried again lets the others go first: $name, $doors', ({ doors, ask }) => {
  // More than are asked about at once.
  test.each([
    ['of one request', 0],
    ['of another request, which asks for some of them, too', 20],
  ])('%s', async (_, others) => {
    const { ports, calls } = await connectBroken(doors);
    const leaves = new AbortController();
    const call = () => ({ ...createCall(leaves.signal), caller: CALLER });
    const began = performance.now();
    const arrive = async (count: number) => {
      while (calls() < count && performance.now() - began < PAUSE_MS * 0.8) await wait(10);
    };
    const before = others > 0 ? ask(ports, call(), others) : [];
    await arrive(others);
    const outcomes = ask(ports, call(), KEYS);
    await arrive(KEYS);
    // Before the first has been tried again.
    expect(calls()).toBe(KEYS);
    leaves.abort();
    expect(await before).toHaveLength(others);
    expect(await outcomes).toHaveLength(KEYS);
  });
});
