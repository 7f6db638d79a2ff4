import { describe, expect, it } from 'vitest';
import { type OperationName, FEJL, ERROR_CODES } from '../../../src/sandbox/kontaktinformation/index.ts';
import { type Call, wrapped, open } from './register.ts';

const CONTENT: Readonly<
  Record<
    | 'CreateKontaktinformation'
    | 'VerificerKontaktinformation'
    | 'GetVerifikationskode'
    | 'UpdateKontaktinformation'
    | 'GetKontaktinformation',
    Call
  >
> = {
  CreateKontaktinformation: { content: wrapped([1, '67000002']) },
  VerificerKontaktinformation: { content: { kontaktdataType: 1, verifikationskode: '000000' } },
  GetVerifikationskode: { parameter: 1 },
  UpdateKontaktinformation: { content: { kontaktdataType: 1, kontaktdatastatus: 2 } },
  GetKontaktinformation: {},
};
const OPERATIONS = Object.keys(CONTENT) as (keyof typeof CONTENT)[];

describe('family 5 answers a code, to anybody', () => {
  it('has every code of the catalogue but 2001', () => {
    expect(ERROR_CODES).toHaveLength(38);
  });

  it.each(ERROR_CODES.filter((kode) => kode !== 2001))('%i', async (kode) => {
    const register = await open();
    const borger = `0112575${String(kode).slice(-3)}`;
    for (const operation of OPERATIONS) {
      const answer = await register.call(operation, { ...CONTENT[operation], borger, caller: 'akasse-2' });
      expect(answer).toMatchObject({ status: FEJL[kode].status, kode });
    }
  });

  it('other digits are an unknown borger', async () => {
    const register = await open();
    expect((await register.call('GetKontaktinformation', { borger: '0112575999' })).kode).toBe(1010);
  });
});

describe('family 6 fails without a code', () => {
  it.each([302, 404, 418, 429, 500, 502, 503])('answers %i to anybody', async (status) => {
    const register = await open();
    for (const operation of OPERATIONS) {
      const answer = await register.call(operation, {
        ...CONTENT[operation],
        borger: `0112576${status}`,
        caller: 'akasse-2',
      });
      expect(answer).toMatchObject({ status, kode: undefined });
      expect(answer.type).toBe(status === 503 ? 'text/html; charset=utf-8' : null);
    }
  });

  it.each([...OPERATIONS])('412 on POSTs only: %s', async (operation) => {
    const register = await open();
    const { status } = await register.call(operation, { ...CONTENT[operation], borger: '0112576412' });
    expect(status).toBe(isPost(operation) ? 412 : 200);
  });

  it.each([...OPERATIONS])('901 never answers: %s', async (operation) => {
    const register = await open();
    const call = register.call(operation, { ...CONTENT[operation], borger: '0112576901', timeout: 300 });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([...OPERATIONS])('902 resets the connection on POSTs only: %s', async (operation) => {
    const register = await open();
    const call = register.call(operation, { ...CONTENT[operation], borger: '0112576902' });
    if (isPost(operation)) await expect(call).rejects.toMatchObject({ message: 'fetch failed' });
    else expect((await call).status).toBe(200);
    expect(await register.kontaktdata('0112576902')).toEqual({ 1: ['67000576', 1] });
  });

  it('903 stores the write, then drops the connection', async () => {
    const register = await open();
    expect(await register.kontaktdata('0112576903')).toEqual({ 1: ['67000576', 1] });
    const write = register.call('CreateKontaktinformation', {
      ...CONTENT.CreateKontaktinformation,
      borger: '0112576903',
      requestId: 'a',
    });
    await expect(write).rejects.toMatchObject({ message: 'fetch failed' });
    expect(await register.kontaktdata('0112576903')).toEqual({ 1: ['67000002', 1] });
    const again = await register.call('CreateKontaktinformation', {
      ...CONTENT.CreateKontaktinformation,
      borger: '0112576903',
      requestId: 'a',
    });
    expect(again).toMatchObject({ status: 412, kode: undefined });

    await expect(
      register.call('UpdateKontaktinformation', { ...CONTENT.UpdateKontaktinformation, borger: '0112576903' }),
    ).rejects.toThrow('fetch failed');
    expect(await register.kontaktdata('0112576903')).toEqual({ 1: ['67000002', 2] });
  });

  it('903 answers a write that is refused', async () => {
    const register = await open();
    const { kode } = await register.call('CreateKontaktinformation', {
      borger: '0112576903',
      content: wrapped([1, '112']),
    });
    expect(kode).toBe(9156);
  });

  it('904 answers 200 and broken JSON, and stores', async () => {
    const register = await open();
    for (const operation of ['GetKontaktinformation', 'CreateKontaktinformation'] as const) {
      const { status, type, json, body } = await register.call(operation, {
        ...CONTENT[operation],
        borger: '0112576904',
      });
      expect({ status, type, json }).toEqual({ status: 200, type: 'application/json; charset=utf-8', json: undefined });
      expect(body).not.toBe('');
    }
  });

  it('905 answers in the flat form', async () => {
    const register = await open();
    const { json } = await register.call('GetKontaktinformation', { borger: '0112576905' });
    expect(json).toEqual({
      kontaktinformationer: [{ kontaktdata: '67000576', kontaktdataType: 1, kontaktdatastatus: 1 }],
    });
  });

  it('each has data of her own, which the search does not find', async () => {
    const register = await open();
    await register.call('CreateKontaktinformation', { ...CONTENT.CreateKontaktinformation, borger: '0112576905' });
    expect(await register.kontaktdata('0112576905')).toEqual({ 1: ['67000002', 1] });
    expect(await register.kontaktdata('0112576412')).toEqual({ 1: ['67000576', 1] });
    const { json } = await register.call('GetKontaktinformationMobilNr', { caller: 'star', parameter: '67000576' });
    expect(json).toEqual({ borgerer: [] });
  });
});

function isPost(operation: OperationName): boolean {
  return ['CreateKontaktinformation', 'VerificerKontaktinformation', 'UpdateKontaktinformation'].includes(operation);
}
