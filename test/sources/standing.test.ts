import { describe, expect, onTestFinished, test } from 'vitest';
import type { CallReport } from '../../src/domain/call.ts';
import type { WriteOutcome } from '../../src/domain/outcome.ts';
import type { SandboxDoors } from '../../src/sources/define.ts';
import { connectSources, type Ports, type SourceTransition } from '../../src/sources/index.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { serve } from '../wire/loopback.ts';
import { BASE, countedCall, sourcesAt } from './registers.ts';

const PERSON = '02827112006' as never;
const CPR = '0101505006' as never;
const SUPPLIER = '311000012' as never;

/** All sources at a register that breaks down whatever it is asked, what it is asked, and what is told of breakers. */
async function connectBroken(doors: SandboxDoors = 'soap') {
  const register = { calls: 0 };
  const url = await serve((_, response) => {
    register.calls += 1;
    response.writeHead(503).end();
  });
  const transitions: SourceTransition[] = [];
  const config = { ...sourcesAt(url, { doors }), breakerCalls: 20, pausesMs: [] };
  const sources = connectSources(config, undefined, (transition) => void transitions.push(transition));
  onTestFinished(() => sources.close());
  return { register, sources, transitions, call: countedCall().call };
}

type Write = (ports: Ports, call: ReturnType<typeof countedCall>['call']) => Promise<WriteOutcome>;
const WRITES: readonly [string, Write][] = [
  [
    'createKontaktinformation',
    ({ kontaktinformation }, call) =>
      kontaktinformation.createKontaktinformation(CPR, [{ type: 'MOBILTELEFON', handling: 'delete' }], call),
  ],
  [
    'getVerifikationskode',
    ({ kontaktinformation }, call) => kontaktinformation.getVerifikationskode(CPR, 'MOBILTELEFON', call),
  ],
  ['slettPostkasse', ({ postkasse }, call) => postkasse.slettPostkasse(PERSON, SUPPLIER, call)],
];

describe('a write, while the breaker is open,', () => {
  test.each(WRITES)('is not done, and nothing is sent: %s', async (_, write) => {
    const { register, sources, call } = await connectBroken();
    // Some are sent twice, some read back: the first that is known not to be done is one that was not sent.
    for (let n = 0; n < 10; n += 1) if ((await write(sources.ports, call)).effect !== 'unknown') break;
    const before = register.calls;
    const reports: CallReport[] = [];
    const reported = { ...call, report: (report: CallReport) => void reports.push(report) };
    expect(await write(sources.ports, reported)).toMatchObject({
      effect: 'not done',
      feil: { kode: 'KRETS_AAPEN', opphav: 'GATEWAY', kanProevesIgjen: true, proevIgjenOm: 5 },
    });
    expect(register.calls).toBe(before);
    // Nor is it tried a second time, as one is whose answer was lost.
    expect(reports).toMatchObject([{ attempt: 1, kode: 'KRETS_AAPEN', durationMs: 0 }]);
  });
});

test('a list of people that hangs, asked for again and again, opens no breaker', async () => {
  const url = await serve(() => {});
  const told: SourceTransition[] = [];
  const config = { ...sourcesAt(url), timeoutMs: 20, breakerCalls: 20, pausesMs: [] };
  const sources = connectSources(config, undefined, (transition) => void told.push(transition));
  onTestFinished(() => sources.close());
  const { call, counted } = countedCall();
  for (let n = 0; n < 12; n += 1) await sources.ports.postkasse.hentPersoner(synthetic(2) as never, call);
  expect(counted).toHaveLength(12);
  expect(told.filter(({ what }) => what === 'breaker')).toEqual([]);
});

test.each([
  { doors: 'soap', kilde: 'GRUNNDATA', service: 'erfr' },
  { doors: 'rest', kilde: 'ENHETSREGISTERET', service: 'enhetsregisteret' },
] as const)('breakers and ups and downs are told with $kilde and its service', async ({ doors, kilde, service }) => {
  const { register, sources, transitions, call } = await connectBroken(doors);
  const outcomes = await sources.ports.enhet.hent('hentRoller', unitNumbers(300) as never, call);
  expect(transitions).toEqual([
    { kilde, service, what: 'state', from: 'UNKNOWN', to: 'DOWN' },
    { kilde, service, what: 'breaker', kind: 'read', from: 'closed', to: 'open' },
  ]);
  const codes = outcomes.map((outcome) => (outcome.ok ? '' : outcome.feil.kode));
  expect(codes.filter((kode) => kode === 'KRETS_AAPEN').length).toBeGreaterThan(280);
  // Ten that failed, and those that were under way beside.
  expect(register.calls).toBeLessThan(10 + 8);
  expect(sources.state()).toContainEqual(expect.objectContaining({ kilde, state: 'DOWN' }));
});

const SAID_OF_ITS_OWN = [
  { doors: 'soap', kilde: 'GRUNNDATA' },
  { doors: 'rest', kilde: 'ENHETSREGISTERET' },
] as const;

test.each(SAID_OF_ITS_OWN)(
  '$kilde is asked as is said of it, rather than as is said of all',
  async ({ doors, kilde }) => {
    const url = await serve(() => {});
    const policies = { [kilde]: { timeoutMs: 50, pausesMs: [] } };
    const sources = connectSources({ ...sourcesAt(url, { doors }), ...BASE, timeoutMs: 60_000, policies });
    onTestFinished(() => sources.close());
    const { call, counted } = countedCall();
    expect(await sources.ports.enhet.hent('hentRoller', unitNumbers(1) as never, call)).toMatchObject([
      { feil: { kode: 'TIDSAVBRUDD' } },
    ]);
    expect(counted).toEqual([kilde]);
  },
);
