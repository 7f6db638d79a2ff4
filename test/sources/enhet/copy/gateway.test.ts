import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/index.ts';
import { type Copied, copySandbox } from '../../../support/copied.ts';
import { type RunningGateway, startGateway } from '../../../support/gateway.ts';
import { PATIENCE } from '../../../support/patience.ts';

// The copy as a gateway has it: followed, told of in `/health/ready` and in the log, and closed with it.

const UNIT = '700000001';
const REMOVED = '700103005';
const ROUND_MS = 50;

let sandbox: Sandbox;
let copied: Copied;
let gateway: RunningGateway | undefined;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  await sandbox.close();
  copied.remove();
});

async function start(changes: Parameters<typeof copySandbox>[1]): Promise<RunningGateway> {
  copied = await copySandbox(sandbox, changes);
  gateway = await startGateway({ sources: { enhet: copied.enhet } });
  return gateway;
}

async function askFor(organisasjonsnummer: string) {
  const query = `query ($nr: ID!) { enhet(organisasjonsnummer: $nr) { basisdata {
    __typename
    ... on Basisdata { navn kilde ferskhet }
    ... on Registerfeil { kode melding kilde avledet }
  } } }`;
  const response = await gateway?.post({ query, variables: { nr: organisasjonsnummer } });
  const { data } = ((await response?.json()) ?? {}) as { data?: { enhet: { basisdata: Record<string, unknown> } } };
  return data?.enhet.basisdata ?? {};
}

async function hook(name: string, body: object): Promise<void> {
  const url = `${sandbox.enhetsregisteret.hooksUrl}/_sandbox/${name}`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
}

const asked = async () => {
  const response = await fetch(`${sandbox.enhetsregisteret.hooksUrl}/_sandbox/calls`);
  return ((await response.json()) as { calls: { operation: string }[] }).calls.map(({ operation }) => operation);
};
const bytes = () => Buffer.concat(readdirSync(copied.folder).map((name) => readFileSync(join(copied.folder, name))));
const said = () => gateway?.logged().flatMap(({ kilde, msg }) => (kilde === 'ENHETSREGISTERET' ? [msg] : [])) ?? [];
const ready = async () => {
  const response = await fetch(`${gateway?.url}/health/ready`);
  const { sources } = (await response.json()) as { sources: ({ kilde: string } & Record<string, unknown>)[] };
  return sources.find(({ kilde }) => kilde === 'ENHETSREGISTERET');
};

test('a change and a removal in the register are in the answers soon, and nothing is left of what has been removed', async () => {
  await start({ follow: true, followEveryMs: ROUND_MS });
  const { navn: name } = await askFor(REMOVED);
  expect(name).toBe('NAKEN SANDKASSE');
  expect(bytes().includes('NAKEN')).toBe(true);
  await hook('change', { organisasjonsnummer: UNIT, set: { navn: 'OMDØPT SANDKASSE AS' } });
  await expect.poll(() => askFor(UNIT), PATIENCE).toMatchObject({ navn: 'OMDØPT SANDKASSE AS' });
  const { ferskhet } = await askFor(UNIT);
  await hook('remove', { organisasjonsnummer: REMOVED });
  await expect.poll(() => askFor(REMOVED), PATIENCE).toMatchObject({ __typename: 'EnhetSlettet', kode: '110' });
  expect(JSON.stringify(await askFor(REMOVED))).not.toMatch(/NAKEN/i);
  await expect.poll(() => /NAKEN|naken/.test(bytes().toString('latin1')), PATIENCE).toBe(false);
  // As of the next round at the latest: what was seen of the copy's age holds for a moment.
  const freshness = async () => Date.parse(String((await askFor(UNIT)).ferskhet));
  await expect.poll(freshness, PATIENCE).toBeGreaterThan(Date.parse(String(ferskhet)));
  expect((await asked()).filter((operation) => /\{nr\}$/.test(operation))).toEqual([]);
  expect(said()).toEqual([
    expect.stringMatching(/^the copy .* answers, as of 20/),
    `the copy ${copied.file} follows the register`,
  ]);
  await gateway?.stop();
  const before = (await asked()).length;
  await hook('change', { organisasjonsnummer: UNIT, set: { navn: 'IGJEN OMDØPT AS' } });
  await new Promise((resolve) => setTimeout(resolve, 4 * ROUND_MS));
  expect(await asked()).toHaveLength(before);
});

test('a feed that fails is one line until it goes on, and the copy answers meanwhile', async () => {
  await start({ follow: true, followEveryMs: ROUND_MS });
  const follows = `the copy ${copied.file} follows the register`;
  await expect.poll(said, PATIENCE).toContain(follows);
  await sandboxAnswers({ status: 503 });
  const failed = () => said().filter((line) => /cannot follow/.test(String(line)));
  await expect.poll(() => failed().length, PATIENCE).toBe(1);
  const rounds = (await asked()).length;
  await expect.poll(async () => (await asked()).length, PATIENCE).toBeGreaterThan(rounds + 1);
  expect(failed()).toHaveLength(1);
  expect(await askFor(UNIT)).toMatchObject({ navn: 'FULLSTENDIG SANDKASSE AS', ferskhet: expect.any(String) });
  await sandboxAnswers(null);
  await expect.poll(() => said().filter((line) => line === follows).length, PATIENCE).toBe(2);
});

test('/health/ready tells how old the copy is, and the log when that changes', async () => {
  await start({ maxAgeMs: 60 * 60_000 });
  // The file has been made last night.
  expect(await ready()).toMatchObject({ state: 'UNKNOWN', knowledge: { asOf: expect.any(String), isTooOld: true } });
  const { ageMs, asOf } = ((await ready())?.knowledge ?? {}) as { ageMs?: number; asOf?: string };
  expect(Math.abs(Date.now() - Date.parse(String(asOf)) - Number(ageMs))).toBeLessThan(60_000);
  expect(await askFor(UNIT)).toMatchObject({ navn: 'FULLSTENDIG SANDKASSE AS', ferskhet: null });
  expect(said()[0]).toMatch(/^the copy .* is too old, as of .*; the register is asked instead$/);
  await copied.follow();
  await expect.poll(async () => (await askFor(UNIT)).ferskhet, PATIENCE).not.toBeNull();
  expect(await ready()).toMatchObject({ state: 'UP', knowledge: { isTooOld: false } });
  expect(said()).toContainEqual(expect.stringMatching(/^the copy .* answers, as of /));
});

async function sandboxAnswers(answersAlways: object | null): Promise<void> {
  const response = await fetch(`${sandbox.enhetsregisteret.hooksUrl}/_sandbox/settings`, {
    method: 'PUT',
    body: JSON.stringify({ answersAlways }),
  });
  if (!response.ok) throw new Error(`settings: ${response.status}`);
}
