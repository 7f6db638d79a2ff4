import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SOON_MS, TOO_LONG_MS } from '../support/patience.ts';
import { type GatewayProcess, startProcess } from './process.ts';

const DEADLINE_MS = 2_000;
const PERSON = '{ borger(cpr: "0303505003") { kontaktinformation { __typename } } }';
const LONG = `query ${'N'.repeat(100)} { __typename }`;
const UNIT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const WRITE = `mutation { sletKontaktinformation(input: { cpr: "0101505006", kontaktdataType: FASTNET_TELEFON }) { __typename } }`;

let gateway: GatewayProcess;
beforeEach(async () => {
  gateway = await startProcess({ REQUEST_DEADLINE_MS: String(DEADLINE_MS), SHUTDOWN_DELAY_MS: '0' });
});
afterEach(() => gateway.stop());

async function ask(query: string): Promise<{ text: string; tookMs: number }> {
  const began = performance.now();
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { text: await answer.text(), tookMs: performance.now() - began };
}

async function expectUnitsAndHealth(): Promise<void> {
  const began = performance.now();
  expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  expect((await ask(UNIT)).text).toContain('"Basisdata"');
  expect(performance.now() - began).toBeLessThan(SOON_MS);
}

async function expectEnd(): Promise<void> {
  const began = performance.now();
  const ended = once(gateway.child, 'exit');
  gateway.child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - began).toBeLessThan(TOO_LONG_MS);
}

/** Many at once, for so long that more has been written than any pipe takes. */
async function fill(query: string, requests: number): Promise<string[]> {
  const answers: string[] = [];
  for (let left = requests; left > 0; left -= 200) {
    const some = await Promise.all(Array.from({ length: Math.min(left, 200) }, () => ask(query)));
    answers.push(...some.map(({ text }) => text));
  }
  return answers;
}

describe('where nobody reads the log', () => {
  test('all is answered, and the gateway ends when it is told to', async () => {
    gateway.child.stdout?.pause();
    const answers = await fill(LONG, 2_000);
    expect(answers.filter((answer) => answer.includes('"Query"'))).toHaveLength(2_000);
    expect((await ask(PERSON)).text).toContain('"IngenKontaktinformation"');
    await expectUnitsAndHealth();
    await expectEnd();
  });

  test('it goes on when somebody reads again', async () => {
    gateway.child.stdout?.pause();
    await fill(LONG, 2_000);
    gateway.child.stdout?.resume();
    await ask('query ReadAgain { __typename }');
    for (let tries = 0; tries < 150 && !gateway.output().includes('ReadAgain'); tries++) await wait(100);
    expect(gateway.output()).toContain('"operation":"ReadAgain"');
  });
});

describe('where the reader of the log has gone', () => {
  beforeEach(async () => {
    gateway.child.stdout?.destroy();
    await wait(100);
  });

  test('all is answered, and the gateway ends when it is told to', async () => {
    expect((await ask(PERSON)).text).toContain('"IngenKontaktinformation"');
    await expectUnitsAndHealth();
    await expectEnd();
  });

  test('the gateway ends also when that is the first that it has to say', async () => {
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    await expectEnd();
  });
});

describe('where nobody reads the audit records', () => {
  beforeEach(async () => {
    gateway.child.stderr?.pause();
    // Until the pipe is full, which one of these sees.
    for (let full = false; !full; ) {
      full = (await fill(PERSON, 200)).some((answer) => answer.includes('Unexpected error.'));
    }
  });

  test('persons are not shown, units and health are, and the gateway ends when it is told to', async () => {
    const { text, tookMs } = await ask(PERSON);
    expect(JSON.parse(text)).toMatchObject({
      data: { borger: { kontaktinformation: null } },
      errors: [{ message: 'Unexpected error.' }],
    });
    // It would wait for ever for a record that nobody takes.
    expect(tookMs).toBeLessThan(DEADLINE_MS + SOON_MS);
    const asked = ask(PERSON);
    await expectUnitsAndHealth();
    await asked;
    expect(gateway.output()).toContain('the audit record could not be kept');
    await expectEnd();
  });

  test('a write is answered as what it came to, and its record is kept for when somebody reads', async () => {
    const { text, tookMs } = await ask(WRITE);
    expect(text).toContain('"KontaktinformationGemt"');
    // It would wait for ever for a record that nobody takes.
    expect(tookMs).toBeLessThan(DEADLINE_MS + SOON_MS);
    expect(gateway.output()).not.toContain('CreateKontaktinformation');
    gateway.child.stderr?.resume();
    for (let tries = 0; tries < 150 && !gateway.output().includes('CreateKontaktinformation'); tries++) await wait(100);
    expect(gateway.output()).toContain('"operation":"CreateKontaktinformation"');
    expect((await ask(PERSON)).text).toContain('"IngenKontaktinformation"');
  });
});

test('where the reader of the audit records has gone, persons are not shown, and all else goes on', async () => {
  gateway.child.stderr?.destroy();
  await wait(100);
  expect((await ask(PERSON)).text).toContain('Unexpected error.');
  expect((await ask(WRITE)).text).toContain('"KontaktinformationGemt"');
  await expectUnitsAndHealth();
  await expectEnd();
});
