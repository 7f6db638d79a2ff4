import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { document, mutate, mutateOne, postkasseCalls, readBorger, send, starTrace } from './support.ts';

const TOM = '0303505003';

let gateway: RunningGateway;
let keys = 0;
beforeAll(async () => {
  gateway = await startGateway();
});
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

const newKey = () => {
  keys += 1;
  return { 'idempotency-key': `key-${keys}` };
};
const create = (kontaktdata: string, cpr = TOM) => ({
  felt: 'createKontaktinformation',
  input: { cpr, kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata }] },
});
const slet = (cpr = TOM) => ({ felt: 'sletKontaktinformation', input: { cpr, kontaktdataType: 'MOBILTELEFON' } });

describe('the same Idempotency-Key', () => {
  test('and the same input give the first outcome, without a second call', async () => {
    const key = newKey();
    const first = await mutate(gateway, [create('67000098')], key);
    await mutate(gateway, [create('67000099')]);
    expect(await mutate(gateway, [create('67000098')], key)).toEqual(first);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a CreateKontaktinformation:b');
    expect((await readBorger(gateway, TOM))[0]?.kontaktdata).toBe('67000099');
  });

  test('and the same input with its numbers written in another way are the same write', async () => {
    const key = newKey();
    const first = await mutate(gateway, [create('67000098')], key);
    expect(await mutate(gateway, [create('67 00 00 98', '030350-5003')], key)).toEqual(first);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a');
  });

  test('and the same input but for spaces around it are the same write', async () => {
    const key = newKey();
    await mutate(gateway, [create('67000098')], key);
    await mutate(gateway, [create(' 67000098 ')], key);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a');
  });

  test('gives a failure of the register again', async () => {
    const key = newKey();
    const input = create('67000098', '0112575575');
    expect(await mutate(gateway, [input], key)).toMatchObject([{ __typename: 'StarIkkeAutoriseret' }]);
    expect(await mutate(gateway, [input], key)).toMatchObject([{ __typename: 'StarIkkeAutoriseret' }]);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a');
  });

  test('gives an unknown outcome again, and sends nothing', async () => {
    const key = newKey();
    const input = { personidentifikator: '02827112006', postkasseleverandoerOrgNummer: '311000012' };
    gateway.sandbox.postkasse.outage = 'drops';
    expect(await mutateOne(gateway, 'slettPostkasse', input, key)).toMatchObject({ kode: 'UTFALL_UKJENT' });
    gateway.sandbox.postkasse.outage = 'none';
    expect(await mutateOne(gateway, 'slettPostkasse', input, key)).toMatchObject({ kode: 'UTFALL_UKJENT' });
    expect(await postkasseCalls(gateway)).toEqual([]);
  });

  test('sends a second time what the gateway itself refused or could not send', async () => {
    const key = newKey();
    expect(await mutate(gateway, [create('')], key)).toMatchObject([{ kode: '9156', opphav: 'GATEWAY' }]);
    expect(await mutate(gateway, [create('67000098')], key)).toMatchObject([{ __typename: 'KontaktinformationGemt' }]);
  });

  test('and another input are refused, and nothing is sent', async () => {
    const key = newKey();
    await mutate(gateway, [create('67000098')], key);
    const { data, errors } = await send(gateway, [create('67000099')], key);
    expect(data).toEqual({ w0: null });
    expect(errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
    expect(errors?.[0]?.message).not.toMatch(/\d{6}/);
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a');
  });

  test('twice at once share the one call', async () => {
    const key = newKey();
    gateway.sandbox.kontaktinformation.delayMs = 100;
    const answers = await Promise.all(Array.from({ length: 5 }, () => mutate(gateway, [create('67000098')], key)));
    expect(answers.flat().map(({ __typename }) => __typename)).toEqual(Array(5).fill('KontaktinformationGemt'));
    expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a');
  });

  test('stands for each field of the operation by itself, whatever its alias', async () => {
    const key = newKey();
    const writes = [create('67000097'), slet(), create('67000098')];
    expect((await mutate(gateway, writes, key)).map(({ __typename }) => __typename)).toEqual(
      Array(3).fill('KontaktinformationGemt'),
    );
    expect(await starTrace(gateway)).toBe(
      'CreateKontaktinformation:a CreateKontaktinformation:b CreateKontaktinformation:c',
    );
    const { query, variables } = document(writes);
    const renamed = query.replaceAll(/\bw(\d):/g, 'andet$1:');
    await gateway.post({ query: renamed, variables }, key);
    expect(await starTrace(gateway)).toBe(
      'CreateKontaktinformation:a CreateKontaktinformation:b CreateKontaktinformation:c',
    );
  });

  test('is forgotten when its time is up', async () => {
    const forgetful = await startGateway({ sources: { idempotency: { ttlMs: 1, max: 10 } } });
    const key = newKey();
    await mutate(forgetful, [create('67000098')], key);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await mutate(forgetful, [create('67000099')], key);
    expect(await starTrace(forgetful)).toBe('CreateKontaktinformation:a CreateKontaktinformation:b');
    await forgetful.close();
  });
});

test('one caller’s many writes push out nobody else’s outcome', async () => {
  const small = await startGateway({ sources: { idempotency: { ttlMs: 60_000, max: 4 } } });
  const own = { 'idempotency-key': 'own', 'x-sandbox-caller': 'jobcenter-1' };
  await mutate(small, [create('67000098')], own);
  for (let n = 0; n < 20; n += 1) await mutate(small, [create('67000099')], { 'idempotency-key': `many-${n}` });
  const before = (await starTrace(small)).split(' ').length;
  expect(before).toBe(21);
  expect(await mutate(small, [create('67000098')], own)).toMatchObject([{ __typename: 'KontaktinformationGemt' }]);
  // The many have lost the first of theirs, and kept the last.
  await mutate(small, [create('67000099')], { 'idempotency-key': 'many-19' });
  expect((await starTrace(small)).split(' ')).toHaveLength(before);
  await mutate(small, [create('67000099')], { 'idempotency-key': 'many-0' });
  expect((await starTrace(small)).split(' ')).toHaveLength(before + 1);
  await small.close();
});

test('without a key, the same input twice is two writes', async () => {
  await mutate(gateway, [create('67000098')]);
  await mutate(gateway, [create('67000098')]);
  expect(await starTrace(gateway)).toBe('CreateKontaktinformation:a CreateKontaktinformation:b');
});

describe('an Idempotency-Key that is none', () => {
  test.each([
    ['empty', ''],
    ['longer than 255 characters', 'a'.repeat(256)],
    ['with a space in it', 'a b'],
    ['with a letter that is not ASCII', 'n\u00f8gle'],
  ])('%s is refused with 400, and nothing is sent', async (_, key) => {
    const response = await gateway.post(document([create('67000098')]), { 'idempotency-key': key });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_IDEMPOTENCY_KEY' } }] });
    expect(await starTrace(gateway)).toBe('');
  });

  test('of 255 characters is one', async () => {
    const response = await gateway.post(document([create('67000098')]), { 'idempotency-key': '~'.repeat(255) });
    expect(response.status).toBe(200);
  });
});

test('neither keys nor values are written to the log', async () => {
  await mutate(gateway, [create('67000098')], { 'idempotency-key': 'borger-0303505003' });
  expect(gateway.lines.join('')).not.toMatch(/0303505003|67000098/);
});
