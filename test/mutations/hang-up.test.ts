import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlayedRegister } from '../../src/sandbox/index.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { PATIENCE, TOO_LONG_MS } from '../support/patience.ts';
import { document, mutate, postkasseCalls, readBorger, starTrace, type Write } from './support.ts';

const TOM = '0303505003';
const create = (kontaktdataType: string, kontaktdata: string) => ({
  felt: 'createKontaktinformation',
  input: { cpr: TOM, kontaktinformation: [{ kontaktdataType, kontaktdata }] },
});
const MOBIL = create('MOBILTELEFON', '67000099');
const FASTNET = create('FASTNET_TELEFON', '83000099');

let gateway: RunningGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** Sends the writes, and hangs up while the register, which has it, takes its time for the first of them. */
async function hangUp(
  register: PlayedRegister,
  writes: readonly Write[],
  headers: Record<string, string> = {},
): Promise<void> {
  register.delayMs = 400;
  const controller = new AbortController();
  const sent = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(document(writes)),
    signal: controller.signal,
  });
  const lost = expect(sent).rejects.toThrow();
  await vi.waitUntil(() => register.traffic().calls === 1, { timeout: 10_000 });
  controller.abort();
  await lost;
}

/** STAR has answered the first write. */
async function answered(): Promise<void> {
  await vi.waitUntil(async () => (await starTrace(gateway)) !== '', { timeout: 10_000 });
}

describe('a client that hangs up', () => {
  test('takes back nothing that has been sent: the write runs to its end, and its outcome is kept for the key', async () => {
    const key = { 'idempotency-key': 'hang-up-1' };
    await hangUp(gateway.sandbox.kontaktinformation, [MOBIL], key);
    await answered();
    gateway.sandbox.kontaktinformation.delayMs = 0;
    expect(await readBorger(gateway, TOM)).toMatchObject([{ kontaktdata: '67000099' }]);
    expect(await mutate(gateway, [MOBIL], key)).toMatchObject([{ __typename: 'KontaktinformationGemt' }]);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a GetKontaktinformation');
  });

  test('leaves a record of the write all the same, and one that says that what was not sent was not done', async () => {
    await hangUp(gateway.sandbox.kontaktinformation, [MOBIL, FASTNET]);
    await answered();
    await vi.waitFor(() => expect(gateway.audit()).toHaveLength(2), PATIENCE);
    expect(gateway.audit().map(({ outcome, kode, effect }) => [outcome, kode, effect])).toEqual([
      ['KontaktinformationGemt', undefined, 'done'],
      ['KildeUtilgjengelig', 'AVBRUTT', 'not done'],
    ]);
  });

  test('and asks again while the write is under way shares it', async () => {
    const key = { 'idempotency-key': 'hang-up-2' };
    await hangUp(gateway.sandbox.kontaktinformation, [MOBIL], key);
    expect(await mutate(gateway, [MOBIL], key)).toMatchObject([{ __typename: 'KontaktinformationGemt' }]);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a');
  });

  test('has a mailbox stored as well', async () => {
    const input = {
      personidentifikator: '01817011000',
      postkasseleverandoerOrgNummer: '311000012',
      postkasseadresse: 'ny.adresse#0001',
    };
    await hangUp(gateway.sandbox.postkasse, [{ felt: 'opprettOgVelgSikkerDigitalPostkasse', input }]);
    await vi.waitFor(
      async () => expect(await postkasseCalls(gateway)).toEqual(['OpprettOgVelgSikkerDigitalPostkasse']),
      {
        timeout: 10_000,
      },
    );
  });

  test('has nothing more sent: what comes after in the operation is left undone, and may be asked for again', async () => {
    const key = { 'idempotency-key': 'hang-up-3' };
    await hangUp(gateway.sandbox.kontaktinformation, [MOBIL, FASTNET], key);
    await answered();
    // Long enough for a second call to show, if there were one.
    await wait(600);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a');
    gateway.sandbox.kontaktinformation.delayMs = 0;
    await mutate(gateway, [MOBIL, FASTNET], key);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a CreateKontaktinformation:b');
    expect(await readBorger(gateway, TOM)).toHaveLength(2);
  });

  test('does not keep a gateway that closes from waiting for the write', async () => {
    await hangUp(gateway.sandbox.kontaktinformation, [MOBIL]);
    const { sandbox } = gateway;
    await gateway.stop();
    const response = await fetch(`${sandbox.kontaktinformation.hooksUrl}/_sandbox/calls`);
    expect(await response.json()).toMatchObject({
      calls: [{ operation: 'CreateKontaktinformation', answer: { status: 200 } }],
    });
    expect(gateway.audit().map(({ outcome, effect }) => [outcome, effect])).toEqual([
      ['KontaktinformationGemt', 'done'],
    ]);
  });
});

describe('a gateway that closes', () => {
  test('cuts a write that takes longer than it can wait: it may have been done, and leaves its record', async () => {
    const { kontaktinformation } = gateway.sandbox;
    kontaktinformation.delayMs = 60_000;
    const answer = mutate(gateway, [MOBIL]).catch(() => 'cut');
    await vi.waitUntil(() => kontaktinformation.traffic().calls === 1, { timeout: 10_000 });
    const began = performance.now();
    await gateway.stop();
    // The write would take a minute.
    expect(performance.now() - began).toBeLessThan(TOO_LONG_MS);
    expect(await answer).toBe('cut');
    expect(gateway.audit().map(({ outcome, kode, effect }) => [outcome, kode, effect])).toEqual([
      ['KildeUtilgjengelig', 'UTFALL_UKJENT', 'unknown'],
    ]);
  });
});
