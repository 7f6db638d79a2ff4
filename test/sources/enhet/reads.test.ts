import { describe, expect, it } from 'vitest';
import type { SourcesConfig } from '../../../src/sources/index.ts';
import type { SokEnhet } from '../../../src/sources/enhet/enhet.ts';
import { ENHET_OPERATIONS, REST_OPERATIONS } from '../../../src/sources/enhet/operations.ts';
import { setSandbox } from '../../support/sandbox.ts';
import { useLoaders } from '../loading.ts';

const loading = useLoaders();
const refused = (kode: string, opphav: string, more: object = {}) => ({ ok: false, feil: { kode, opphav, ...more } });
const data = (organisasjonsnummer: string) => ({ ok: true, data: { organisasjonsnummer } });

const MALFORMED: readonly (readonly [nummer: string, kode: string])[] = [
  ['', '10'],
  [' \u00a0 ', '10'],
  ['12345678', '10000'],
  ['7000000011', '10000'],
  ['70001100X', '10000'],
  ['01817010055', '10000'],
  ['\u0000', '10000'],
  ['700017002', '170'],
  ['700000010', '170'],
  ['000000000', '170'],
];

describe('A malformed organisasjonsnummer', () => {
  it.each(MALFORMED)('%j is answered %s by the gateway in every operation, without a call', async (nummer, kode) => {
    for (const operation of [...ENHET_OPERATIONS, ...REST_OPERATIONS]) {
      const { answer, calls } = await loading.request(({ enhet }) => enhet.hent(operation, nummer));
      expect(answer).toMatchObject(refused(kode, 'GATEWAY', { kilde: 'GRUNNDATA', kanProevesIgjen: false }));
      expect(calls).toBe(0);
    }
  });

  it('does not hold up the numbers beside it', async () => {
    const { answer, calls } = await loading.request(({ enhet }) =>
      Promise.all(['12345678', '700102009', ''].map((nummer) => enhet.hent('hentBasisdataMini', nummer))),
    );
    expect(answer).toMatchObject([refused('10000', 'GATEWAY'), data('700102009'), refused('10', 'GATEWAY')]);
    expect(calls).toBe(1);
  });
});

describe('What only the REST service has', () => {
  it.each(REST_OPERATIONS)('%s is not offered by grunndata, which is not asked', async (operation) => {
    const { answer, calls } = await loading.request(({ enhet }) => enhet.hent(operation, '700000001'));
    expect([answer, calls]).toMatchObject([refused('IKKE_TILBUDT', 'GATEWAY', { kilde: 'GRUNNDATA' }), 0]);
  });
});

describe('With the precheck switched off', () => {
  const off = (config: SourcesConfig): SourcesConfig => ({
    ...config,
    enhet: config.enhet && { ...config.enhet, precheck: false },
  });

  it.each(MALFORMED.filter(([nummer]) => nummer !== '\u0000' && nummer !== '000000000'))(
    '%j is answered %s by the register itself',
    async (nummer, kode) => {
      const { answer, calls } = await loading.request(({ enhet }) => enhet.hent('hentBasisdataMini', nummer), off);
      expect(answer).toMatchObject(refused(kode, 'KILDE'));
      expect(calls).toBe(1);
      expect(JSON.stringify(answer)).not.toContain('01817010055');
    },
  );

  it('what XML cannot hold is still answered by the gateway', async () => {
    const { answer, calls } = await loading.request(({ enhet }) => enhet.hent('hentBasisdataMini', '\u0000'), off);
    expect([answer, calls]).toMatchObject([refused('10000', 'GATEWAY'), 0]);
  });
});

describe('One request', () => {
  it('asks once about a unit, however its number is grouped', async () => {
    const { answer, calls } = await loading.request(({ enhet }) =>
      Promise.all(
        ['700102009', '700 102 009', ' 700\u00a0102\u00a0009 '].map((nummer) => enhet.hent('hentKontaktdata', nummer)),
      ),
    );
    expect(answer).toMatchObject(['700102009', '700102009', '700102009'].map(data));
    expect(calls).toBe(1);
  });

  it('asks each operation for itself', async () => {
    const { calls } = await loading.request(({ enhet }) =>
      Promise.all(ENHET_OPERATIONS.map((operation) => enhet.hent(operation, '700000001'))),
    );
    expect(calls).toBe(ENHET_OPERATIONS.length);
  });

  it('asks again after a failure that may pass, and not after one that lasts', async () => {
    const twice = (nummer: string) =>
      loading.request(async ({ enhet }) => {
        const first = await enhet.hent('hentBasisdataMini', nummer);
        return [first, await enhet.hent('hentBasisdataMini', nummer)];
      });
    expect((await twice('790100018')).calls).toBe(2);
    expect((await twice('700010007')).calls).toBe(1);
  });

  it('asks for the change log once, and the next request asks anew', async () => {
    await setSandbox(loading.sandbox.enhet, { endringslogg: true });
    for (const _ of ['one request', 'the next']) {
      const { answer, calls } = await loading.request(({ enhet }) =>
        Promise.all([enhet.endringslogg(), enhet.endringslogg()]),
      );
      expect(answer).toMatchObject([{ ok: true }, { ok: true }]);
      expect(calls).toBe(1);
    }
  });

  it('answers an empty change log as code 2000', async () => {
    const { answer } = await loading.request(({ enhet }) => enhet.endringslogg());
    expect(answer).toMatchObject(refused('2000', 'KILDE', { kind: 'documented' }));
  });
});

describe('A rolleutskrift', () => {
  it.each(['ABC', '', '0181701005', '01817011001', '700000001', '00000000000'])(
    'of %j is answered 160 by the gateway, without a call',
    async (person) => {
      const { answer, calls } = await loading.request(({ enhet }) => enhet.rolleutskrift.load(person));
      expect(answer).toMatchObject(refused('160', 'GATEWAY', { kind: 'documented' }));
      expect(calls).toBe(0);
    },
  );
});

describe('A search', () => {
  const soek = (change: Partial<SokEnhet>): SokEnhet => ({
    soekestreng: 'SANDVIK',
    maksTreff: 10,
    medUnderenheter: false,
    ...change,
  });

  it.each([
    { soekestreng: '' },
    { soekestreng: ' ' },
    { soekestreng: '\u0000' },
    { soekestreng: '\ud800' },
    { maksTreff: 0 },
    { maksTreff: 1001 },
    { kommunenummer: '301' },
    { fylkesnummer: '3' },
    { organisasjonsform: '\u0001' },
    { organisasjonsform: 'x'.repeat(21) },
  ])('for %j is answered 20 by the gateway, with a reason and without a call', async (change) => {
    const { answer, calls } = await loading.request(({ enhet }) => enhet.sokEnhet.load(soek(change)));
    expect(answer).toMatchObject(refused('20', 'GATEWAY', { feiltekst: expect.stringMatching(/./) }));
    expect(calls).toBe(0);
  });

  it('with an organisasjonsform as long as it may be is sent', async () => {
    const { calls } = await loading.request(({ enhet }) =>
      enhet.sokEnhet.load(soek({ organisasjonsform: 'x'.repeat(20) })),
    );
    expect(calls).toBe(1);
  });

  it.each([{ maksTreff: 1 }, { maksTreff: 1000 }, { kommunenummer: '0301', fylkesnummer: '03' }])(
    'for %j is sent',
    async (change) => {
      const { answer, calls } = await loading.request(({ enhet }) => enhet.sokEnhet.load(soek(change)));
      expect([answer, calls]).toMatchObject([{ ok: true }, 1]);
    },
  );

  it('is made once, when two are equal', async () => {
    const { calls } = await loading.request(({ enhet }) =>
      Promise.all([soek({}), soek({}), soek({ medUnderenheter: true })].map((one) => enhet.sokEnhet.load(one))),
    );
    expect(calls).toBe(2);
  });
});
