import { describe, expect, it } from 'vitest';
import { wrapped, kodelister, NUMBERINGS, open, type Register } from './register.ts';

const FORKERT = { status: 400, json: { fejlkode: null } };

describe.each(NUMBERINGS)('with the code lists numbered $navn', (tal) => {
  it('GetVerifikationskode sends a code that is not in the answer, and VerificerKontaktinformation with it verifies the mail, once', async () => {
    const register = await open({ kodelister: kodelister(tal) });
    expect(await register.call('GetVerifikationskode', { borger: 'kunmail', parameter: tal.mail })).toMatchObject({
      status: 200,
      body: '',
    });
    const verifikationskode = await register.verifikationskode('kunmail', tal.mail);
    expect(verifikationskode).toMatch(/^0[0-9]{5}$/);

    const verify = (kode: string) =>
      register.call('VerificerKontaktinformation', {
        borger: 'kunmail',
        content: { verifikationskode: kode, kontaktdataType: tal.mail },
      });
    expect(await verify('x')).toMatchObject(FORKERT);
    expect(await verify(String(Number(verifikationskode)))).toMatchObject(FORKERT);
    expect(await verify(verifikationskode)).toMatchObject({ status: 200, body: '' });
    expect(await register.kontaktdata('kunmail')).toEqual({ [tal.mail]: ['borger-4@example.org', tal.verificeret] });
    expect((await verify(verifikationskode)).kode).toBe(9247);
  });
});

async function sendKode(register: Register): Promise<string> {
  await register.call('GetVerifikationskode', { borger: 'kunjob', parameter: 1 });
  return register.verifikationskode('kunjob', 1);
}
const verify = (register: Register, verifikationskode: string) =>
  register.call('VerificerKontaktinformation', {
    borger: 'kunjob',
    content: { verifikationskode, kontaktdataType: 1 },
  });

it('a code is good for 15 minutes', async () => {
  const register = await open();
  const first = await sendKode(register);
  await register.hook('POST', 'clock', { forward: 16 });
  expect(await verify(register, first)).toMatchObject(FORKERT);
  const second = await sendKode(register);
  await register.hook('POST', 'clock', { forward: 14 });
  expect((await verify(register, second)).status).toBe(200);
});

it('a new code voids the last', async () => {
  const register = await open();
  const first = await sendKode(register);
  const second = await sendKode(register);
  expect(second).not.toBe(first);
  expect(await verify(register, first)).toMatchObject(FORKERT);
  expect((await verify(register, second)).status).toBe(200);
});

it('a code that was used once is not good again, though UpdateKontaktinformation takes the status back', async () => {
  const register = await open();
  const kode = await sendKode(register);
  await verify(register, kode);
  await register.call('UpdateKontaktinformation', {
    borger: 'kunjob',
    content: { kontaktdataType: 1, kontaktdatastatus: 1 },
  });
  expect(await verify(register, kode)).toMatchObject(FORKERT);
});

it.each([
  ['a changed value', '67000001', FORKERT],
  ['identical text', '67000005', { status: 200 }],
])('%s: what becomes of the pending code', async (_, kontaktdata, answer) => {
  const register = await open();
  const kode = await sendKode(register);
  await register.call('CreateKontaktinformation', { borger: 'kunjob', content: wrapped([1, kontaktdata]) });
  expect(await verify(register, kode)).toMatchObject(answer);
});

it('a wrong code may answer a code of its own', async () => {
  const register = await open({ wrongCode: 9243 });
  expect(await verify(register, 'x')).toMatchObject({ status: 400, kode: 9243 });
});

it('the same seed gives the same codes, and another seed others', async () => {
  const codes = async (seed: number) => sendKode(await open({ verifikationskode: { seed } }));
  expect(await codes(5)).toBe(await codes(5));
  expect(await codes(5)).not.toBe(await codes(6));
});
