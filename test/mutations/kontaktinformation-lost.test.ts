import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { SOON_MS, TOO_LONG_MS } from '../support/patience.ts';
import { mutate, mutateOne, readBorger, starSettings, starCalls, starTrace, verifikationskode } from './support.ts';

// STAR's test persons on whose calls something goes wrong (the contract's section 10). Each has one unverified mobile number.
const SEEN_BEFORE = '0112576412';
const PROXY_ERROR = '0112576503';
const NEVER_ANSWERS = '0112576901';
const BREAKS = '0112576902';
const STORES_AND_BREAKS = '0112576903';
const BROKEN_JSON = '0112576904';
const FEJL_VED_STAR = '0112575011';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({ sources: { timeoutMs: 1_000 } });
});
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

const WRITES = {
  createKontaktinformation: (cpr: string) => ({
    cpr,
    kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }],
  }),
  sletKontaktinformation: (cpr: string) => ({ cpr, kontaktdataType: 'MOBILTELEFON' }),
  updateKontaktinformation: (cpr: string) => ({
    cpr,
    kontaktdataType: 'MOBILTELEFON',
    kontaktdatastatus: 'VERIFICERET',
  }),
};
const OPERATION = {
  createKontaktinformation: 'CreateKontaktinformation',
  sletKontaktinformation: 'CreateKontaktinformation',
  updateKontaktinformation: 'UpdateKontaktinformation',
};

describe.each(Object.keys(WRITES) as (keyof typeof WRITES)[])('%s', (felt) => {
  const operation = OPERATION[felt];
  const write = (cpr: string) => mutateOne(gateway, felt, WRITES[felt](cpr));
  const saved = { __typename: 'KontaktinformationGemt' };
  const unknown = { __typename: 'KildeUtilgjengelig', kode: 'UTFALL_UKJENT', opphav: 'KILDE', kanProevesIgjen: true };

  test('whose answer is cut off after it was stored is sent again by the same id, and found by reading back', async () => {
    expect(await write(STORES_AND_BREAKS)).toMatchObject(saved);
    expect(await starTrace(gateway)).toBe(`${operation}:a ${operation}:a GetKontaktinformation`);
    const stored = await readBorger(gateway, STORES_AND_BREAKS);
    expect(stored).toEqual(
      {
        createKontaktinformation: [
          { kontaktdata: '67000099', kontaktdataType: 'MOBILTELEFON', kontaktdatastatus: 'IKKE_VERIFICERET' },
        ],
        sletKontaktinformation: [],
        updateKontaktinformation: [
          { kontaktdata: '67000576', kontaktdataType: 'MOBILTELEFON', kontaktdatastatus: 'VERIFICERET' },
        ],
      }[felt],
    );
  });

  test('that is cut off before it was stored is reported as unknown', async () => {
    expect(await write(BREAKS)).toMatchObject(unknown);
    expect(await starTrace(gateway)).toBe(`${operation}:a ${operation}:a GetKontaktinformation`);
  });

  test.each([
    ['that is never answered', NEVER_ANSWERS],
    ['that a proxy answers with 503', PROXY_ERROR],
    ['that breaks down at STAR (1011)', FEJL_VED_STAR],
  ])('%s is sent again by the same id, read back, and reported as unknown', async (_, cpr) => {
    expect(await write(cpr)).toMatchObject(unknown);
    expect(await starTrace(gateway)).toBe(`${operation}:a ${operation}:a GetKontaktinformation`);
  });

  test('whose id has been seen is sent again by a fresh id, once', async () => {
    expect(await write(SEEN_BEFORE)).toMatchObject({
      __typename: 'StarUgyldigMeddelelse',
      kode: 'GENTAGET_REQUEST',
      kanProevesIgjen: false,
    });
    expect(await starTrace(gateway)).toBe(`${operation}:a ${operation}:b`);
  });

  test('that succeeds with a body nobody can read has succeeded', async () => {
    expect(await write(BROKEN_JSON)).toMatchObject(saved);
    expect(await starTrace(gateway)).toBe(`${operation}:a`);
  });

  test('is repeated, and no more, at a STAR that takes no notice of ids', async () => {
    await starSettings(gateway, { requestId: 'off' });
    expect(await write(STORES_AND_BREAKS)).toMatchObject(saved);
    expect(await starTrace(gateway)).toBe(`${operation}:a ${operation}:a GetKontaktinformation`);
  });

  test('is sent once when all goes well, by an id that is a UUID', async () => {
    expect(await write('0101505006')).toMatchObject(saved);
    expect(await starTrace(gateway)).toBe(`${operation}:a`);
    const [calls] = await starCalls(gateway);
    expect(calls?.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('verificerKontaktinformation', () => {
  async function verify(cpr: string) {
    const input = { cpr, kontaktdataType: 'MOBILTELEFON' };
    const sent = await mutateOne(gateway, 'getVerifikationskode', input);
    expect(sent.__typename).toBe('VerifikationskodeSendt');
    const kode = await verifikationskode(gateway, cpr, 1);
    return mutateOne(gateway, 'verificerKontaktinformation', { ...input, verifikationskode: kode });
  }

  test('whose answer is cut off after it was stored is never sent again, and found by reading back', async () => {
    expect(await verify(STORES_AND_BREAKS)).toMatchObject({ __typename: 'KontaktinformationVerificeret' });
    expect(await starTrace(gateway)).toBe('GetVerifikationskode VerificerKontaktinformation:a GetKontaktinformation');
  });

  test('that is cut off before it was stored is reported as unknown', async () => {
    expect(await verify(BREAKS)).toMatchObject({ kode: 'UTFALL_UKJENT', kanProevesIgjen: true });
    expect(await starTrace(gateway)).toBe('GetVerifikationskode VerificerKontaktinformation:a GetKontaktinformation');
  });

  test('whose id has been seen was not done: it may go by a fresh id, once', async () => {
    expect(await verify(SEEN_BEFORE)).toMatchObject({ kode: 'GENTAGET_REQUEST' });
    expect(await starTrace(gateway)).toBe(
      'GetVerifikationskode VerificerKontaktinformation:a VerificerKontaktinformation:b',
    );
  });

  test('that succeeds with a body nobody can read has succeeded', async () => {
    expect(await verify(BROKEN_JSON)).toMatchObject({ __typename: 'KontaktinformationVerificeret' });
    expect(await starTrace(gateway)).toBe('GetVerifikationskode VerificerKontaktinformation:a');
  });

  test.each([NEVER_ANSWERS, PROXY_ERROR])(
    'is read back, and reported as unknown when that fails too (%s)',
    async (cpr) => {
      const input = { cpr, kontaktdataType: 'MOBILTELEFON', verifikationskode: '012345' };
      expect(await mutateOne(gateway, 'verificerKontaktinformation', input)).toMatchObject({ kode: 'UTFALL_UKJENT' });
      expect(await starTrace(gateway)).toBe('VerificerKontaktinformation:a GetKontaktinformation');
    },
  );
});

describe('getVerifikationskode', () => {
  const ask = (cpr: string) => mutateOne(gateway, 'getVerifikationskode', { cpr, kontaktdataType: 'MOBILTELEFON' });

  test.each([
    [NEVER_ANSWERS, { kode: 'UTFALL_UKJENT', kanProevesIgjen: false }],
    [PROXY_ERROR, { kode: 'UTFALL_UKJENT', kanProevesIgjen: false }],
    [FEJL_VED_STAR, { kode: 'UTFALL_UKJENT', kanProevesIgjen: false }],
    [STORES_AND_BREAKS, { __typename: 'VerifikationskodeSendt' }],
    [BROKEN_JSON, { __typename: 'VerifikationskodeSendt' }],
  ])('is sent once, whatever happens (%s)', async (cpr, member) => {
    expect(await ask(cpr)).toMatchObject(member);
    expect(await starTrace(gateway)).toBe('GetVerifikationskode');
  });
});

describe('a STAR that is down', () => {
  test('and drops every call leaves the outcome unknown after three', async () => {
    gateway.sandbox.kontaktinformation.outage = 'drops';
    const input = WRITES.createKontaktinformation('0101505006');
    expect(await mutateOne(gateway, 'createKontaktinformation', input)).toMatchObject({ kode: 'UTFALL_UKJENT' });
    expect(gateway.sandbox.kontaktinformation.traffic().calls).toBe(3);
  });

  test('and cannot be connected to has certainly not been written to', async () => {
    const closed = await startGateway({
      sources: ({ kontaktinformation, postkasse }) => ({
        kontaktinformation: kontaktinformation && { ...kontaktinformation, url: 'http://127.0.0.1:9' },
        postkasse: postkasse && { ...postkasse, postkasseUrl: 'http://127.0.0.1:9' },
      }),
    });
    const members = await mutate(closed, [
      { felt: 'createKontaktinformation', input: WRITES.createKontaktinformation('0101505006') },
      { felt: 'getVerifikationskode', input: { cpr: '0101505006', kontaktdataType: 'MOBILTELEFON' } },
      {
        felt: 'verificerKontaktinformation',
        input: { cpr: '0101505006', kontaktdataType: 'MOBILTELEFON', verifikationskode: '012345' },
      },
      {
        felt: 'slettPostkasse',
        input: { personidentifikator: '02827112006', postkasseleverandoerOrgNummer: '311000012' },
      },
    ]);
    await closed.close();
    expect(members.map(({ kode, kanProevesIgjen }) => [kode, kanProevesIgjen])).toEqual(
      Array(4).fill(['TILKOBLING', true]),
    );
  });

  test('and is asked past the deadline gives up with it', async () => {
    const hurried = await startGateway({ deadlineMs: 1_500, sources: { timeoutMs: TOO_LONG_MS } });
    const began = performance.now();
    const input = WRITES.createKontaktinformation(NEVER_ANSWERS);
    expect(await mutateOne(hurried, 'createKontaktinformation', input)).toMatchObject({ kode: 'UTFALL_UKJENT' });
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    // The one call that there was time for: neither a second one nor a reading back.
    expect(await starTrace(hurried)).toBe('CreateKontaktinformation:a');
    await hurried.close();
  });
});

describe('verificering: fra', () => {
  test('offers neither verifikationskode nor verification, and asks nobody', async () => {
    const without = await startGateway({
      sources: ({ kontaktinformation }) => ({
        kontaktinformation: kontaktinformation && { ...kontaktinformation, verificering: 'off' },
      }),
    });
    const input = { cpr: '0101505006', kontaktdataType: 'MOBILTELEFON' };
    const members = await mutate(without, [
      { felt: 'getVerifikationskode', input },
      { felt: 'verificerKontaktinformation', input: { ...input, verifikationskode: '012345' } },
    ]);
    expect(members).toMatchObject(Array(2).fill({ kode: 'IKKE_TILBUDT', opphav: 'GATEWAY' }));
    expect(await starTrace(without)).toBe('');
    await without.close();
  });
});
