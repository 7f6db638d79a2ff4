import { describe, expect, it } from 'vitest';
import { useLoaders } from '../loading.ts';

const loading = useLoaders();
const refused = (kode: string) => ({
  answer: { ok: false, feil: { kind: 'documented', kode, kilde: 'STAR', opphav: 'GATEWAY', kanProevesIgjen: false } },
  calls: 0,
});

describe('A cpr', () => {
  it.each([
    '3002505001',
    '3104505001',
    '0113505001',
    '0001505001',
    '6701505001',
    '010150500',
    '01015050060',
    '00000000000',
    '010150-5006',
    '01015O5006',
    '0101505006XYZ',
    '٠١٠١٥٠٥٠٠٦',
    ' 0101505006',
    '',
  ])('%j is answered 1001 by the gateway, without a call', async (cpr) => {
    const read = await loading.request(({ kontaktinformation }) => kontaktinformation.kontaktinformation.load(cpr));
    expect(read).toMatchObject(refused('1001'));
  });

  it.each([
    ['2902415015', '1001'],
    ['0000000000', '1010'],
    ['1503515016', '1010'],
  ])('%s is well formed, so STAR answers %s', async (cpr, kode) => {
    const read = await loading.request(({ kontaktinformation }) => kontaktinformation.kontaktinformation.load(cpr));
    expect(read).toMatchObject({ answer: { ok: false, feil: { kode, opphav: 'KILDE' } }, calls: 1 });
  });

  it('is asked about once a request', async () => {
    const { answer, calls } = await loading.request(({ kontaktinformation: { kontaktinformation } }) =>
      Promise.all(['0101505006', '0202505002', '0101505006'].map((cpr) => kontaktinformation.load(cpr))),
    );
    expect(answer.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(calls).toBe(2);
  });
});

describe('A phone number', () => {
  it.each(['67 00 00 01', '(+45)67000001', '+', '11', '123456789012345678901', '٦٧٠٠٠٠٠١', ' ', ''])(
    '%j is answered 9156 by the gateway, without a call',
    async (nummer) => {
      const read = await loading.request(({ kontaktinformation }) =>
        kontaktinformation.borgereMedMobiltelefon.load(nummer),
      );
      expect(read).toMatchObject(refused('9156'));
    },
  );

  it.each([
    '67000001',
    '+4567000001',
    '004567000001',
    '+447700900123',
    '4567000001',
    '112',
    '17000001',
    '12345678901234567890',
  ])('%s is sent: the gateway is no stricter than STAR', async (nummer) => {
    const read = await loading.request(({ kontaktinformation }) =>
      kontaktinformation.borgereMedMobiltelefon.load(nummer),
    );
    expect(read).toMatchObject({ answer: { ok: true }, calls: 1 });
  });
});

describe('A mail address', () => {
  const local = (length: number) => `${'a'.repeat(length)}@example.org`;
  const domain = (length: number) => `b@${'a'.repeat(length)}`;

  it.each([
    'b@example.org>',
    'a b@example.org',
    'b@@example.org',
    'a,b@example.org',
    'mailto:b@example.org',
    'borger.example.org',
    'b@',
    local(192),
    domain(65),
    'b@\ud800',
    '',
  ])('%j is answered 9158 by the gateway, without a call', async (email) => {
    const read = await loading.request(({ kontaktinformation }) => kontaktinformation.borgereMedEmail.load(email));
    expect(read).toMatchObject(refused('9158'));
  });

  it.each(['borger-1@example.org', 'b@x', 'søren@østergård.example', '@x', '<b@example.org', local(191), domain(64)])(
    '%s is sent: the gateway is no stricter than STAR',
    async (email) => {
      const read = await loading.request(({ kontaktinformation }) => kontaktinformation.borgereMedEmail.load(email));
      expect(read).toMatchObject({ answer: { ok: true }, calls: 1 });
    },
  );
});
