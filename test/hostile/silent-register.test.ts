import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { bestOf, type Measured } from './best.ts';
import { environmentOf, type GatewayProcess, startProcess } from './process.ts';

const DEADLINE_MS = 4_000;
const REQUESTS = 40;
const KEYS = 1_000;

let sandbox: Sandbox;
let gateway: GatewayProcess;
beforeAll(async () => {
  sandbox = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
  gateway = await startProcess({
    ...environmentOf(sandbox),
    REQUEST_DEADLINE_MS: String(DEADLINE_MS),
    SOURCE_TIMEOUT_MS: '1500',
  });
});
afterAll(async () => {
  await gateway.stop();
  await sandbox.close();
});

async function ask(query: string, variables: object = {}) {
  const began = performance.now();
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await answer.text();
  return { text, tookMs: performance.now() - began };
}

const UNITS = `query ($keys: [ID!]!) { enheter(organisasjonsnumre: $keys) { basisdata { ... on Registerfeil { kode } } } }`;
const PEOPLE = `query ($keys: [ID!]!) {
  innbyggere(personidentifikatorer: $keys) { kanVelgeSikkerDigitalPostkasse { ... on Registerfeil { kode } } }
}`;
const HEALTHY = '{ borger(cpr: "0303505003") { kontaktinformation { __typename } } }';

const units = unitNumbers(KEYS * REQUESTS);
const people = synthetic(KEYS);

test.each([
  { which: 'units, the same', list: UNITS, keysOf: () => units.slice(0, KEYS) },
  { which: 'units, others each', list: UNITS, keysOf: (nth: number) => units.slice(nth * KEYS, (nth + 1) * KEYS) },
  // The records are hashed and written when the time is up.
  { which: 'people, with a record for each', list: PEOPLE, keysOf: () => people, graceMs: 1_000 },
])(
  'forty lists of a thousand $which, end with the deadline, and others are served meanwhile',
  async ({ list, keysOf, graceMs = 500 }) => {
    await bestOf(() => measure(list, keysOf, DEADLINE_MS + graceMs));
  },
);

async function measure(
  list: string,
  keysOf: (nth: number) => readonly string[],
  mostMs: number,
): Promise<Measured<void>> {
  sandbox.enhet.outage = 'none';
  sandbox.postkasse.outage = 'none';
  // The first list costs the most, for nothing has been compiled.
  await ask(list, { keys: keysOf(0) });
  sandbox.enhet.outage = 'silent';
  sandbox.postkasse.outage = 'silent';
  // What this machine makes of the others alone, with whoever else is on it: the bounds grow with that.
  const slackMs = 6 * (await quietMs());
  await gateway.meter();
  let running = true;
  const lists = Array.from({ length: REQUESTS }, (_, nth) => ask(list, { keys: keysOf(nth) }));
  const ended = Promise.all(lists).finally(() => {
    running = false;
  });
  const healthy: number[] = [];
  while (running) {
    const { text, tookMs } = await ask(HEALTHY);
    expect(text).toContain('IngenKontaktinformation');
    healthy.push(tookMs);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const answers = await ended;
  for (const { text } of answers) {
    // Once the breaker is open, those who have not been asked about are told so at once.
    expect(text.split(/"kode":"(?:TIDSAVBRUDD|KRETS_AAPEN)"/)).toHaveLength(KEYS + 1);
  }
  // They were asked all the time, and each as slowly as it may: then it is thirteen.
  expect(healthy.length).toBeGreaterThan(10);
  const { blockedMs } = await gateway.meter();
  return {
    result: undefined,
    times: {
      listMs: [Math.max(...answers.map(({ tookMs }) => tookMs)), mostMs + slackMs],
      healthyMs: [Math.max(...healthy), Math.max(300, slackMs)],
      blockedMs: [blockedMs, Math.max(250, slackMs)],
    },
  };
}

/** The longest of some answers to others, when nobody else asks. */
async function quietMs(): Promise<number> {
  const times: number[] = [];
  for (let asked = 0; asked < 20; asked += 1) times.push((await ask(HEALTHY)).tookMs);
  return Math.max(...times);
}
