import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import { sandboxSources } from '../../src/embedded.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
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
async function connectBroken(): Promise<{ ports: Ports; calls: () => number }> {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    response.writeHead(503).end();
  });
  const urls = addressServices(() => url);
  const base = { timeoutMs: 10_000, syntheticPersons: true, pausesMs: [PAUSE_MS], breakerCalls: 0 };
  const sources = connectSources(sandboxSources({ urls }, base));
  onTestFinished(() => sources.close());
  return { ports: sources.ports, calls: () => calls };
}

type Ask = (ports: Ports, call: CallContext) => Promise<readonly unknown[]>;
const numbers = Array.from({ length: KEYS }, (_, index) => String(67_000_000 + index));
const soek = numbers.map((soekestreng) => ({ soekestreng, maksTreff: 1, medUnderenheter: false }));

const ASKED: Record<string, Ask> = {
  units: ({ enhet }, call) => enhet.hent('hentRoller', unitNumbers(KEYS) as never, call),
  'organisations for Frivillighet': ({ enhet }, call) =>
    enhet.hent('hentFrivillighet', unitNumbers(KEYS) as never, call),
  searches: ({ enhet }, call) => enhet.sokEnhet(soek, call),
  'the roles of people': ({ enhet }, call) => enhet.hentRolleutskrift(synthetic(KEYS) as never, call),
  'whether people may choose': ({ postkasse }, call) =>
    postkasse.kanVelgeSikkerDigitalPostkasse(synthetic(KEYS) as never, call),
  citizens: ({ kontaktinformation }, call) => kontaktinformation.getKontaktinformation(numbers as never, call),
  'citizens by phone': ({ kontaktinformation }, call) =>
    kontaktinformation.getKontaktinformationMobilNr(numbers as never, call),
  'citizens by mail': ({ kontaktinformation }, call) =>
    kontaktinformation.getKontaktinformationEmail(numbers as never, call),
};

describe('what waits to be tried again lets the others go first:', () => {
  test.each(Object.entries(ASKED))('%s', async (_, ask) => {
    const { ports, calls } = await connectBroken();
    const leaves = new AbortController();
    const began = performance.now();
    const outcomes = ask(ports, { ...createCall(leaves.signal), caller: CALLER });
    while (calls() < KEYS && performance.now() - began < PAUSE_MS * 0.8) await wait(10);
    // Before the first has been tried again.
    expect(calls()).toBe(KEYS);
    leaves.abort();
    expect(await outcomes).toHaveLength(KEYS);
  });
});
