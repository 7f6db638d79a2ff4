import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { ENTRIES, mutate, mutateOne, readBorger, starSettings, starCalls, verifikationskode } from './support.ts';

const FULD = '0101505006';
const TOM = '0303505003';
const KUNMAIL = '0404505004';
const READ_BACK = `borger { kontaktinformation { ${ENTRIES} } }`;

const NUMBERS = [
  ['1/2/3 and 1/2', { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 }, { ikkeVerificeret: 1, verificeret: 2 }],
  [
    '17/23/42 and 71/72',
    { mobiltelefon: 17, fastnetTelefon: 23, mailadresse: 42 },
    { ikkeVerificeret: 71, verificeret: 72 },
  ],
] as const;

describe.each(NUMBERS)('with the code lists %s', (_, kontaktdata, kontaktdatastatus) => {
  const kodelister = { bekraeftet: false, kontaktdata, kontaktdatastatus };
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      sources: ({ kontaktinformation }) => ({
        kontaktinformation: kontaktinformation && { ...kontaktinformation, kodelister },
      }),
    });
  });
  beforeEach(async () => {
    gateway.sandbox.reset();
    await starSettings(gateway, { kodelister });
  });
  afterAll(() => gateway.close());

  test('each write of one operation is seen by what is read after it', async () => {
    const entry = (text: string, type: string, status: string) => ({
      kontaktdata: text,
      kontaktdataType: type,
      kontaktdatastatus: status,
    });
    const input = { cpr: TOM, kontaktdataType: 'MOBILTELEFON' };
    const members = await mutate(gateway, [
      {
        felt: 'createKontaktinformation',
        input: {
          cpr: TOM,
          kontaktinformation: [
            { kontaktdataType: 'MOBILTELEFON', kontaktdata: '  67000099 ' },
            { kontaktdataType: 'MAILADRESSE', kontaktdata: 'søren@østergård.example' },
          ],
        },
        read: READ_BACK,
      },
      { felt: 'updateKontaktinformation', input: { ...input, kontaktdatastatus: 'VERIFICERET' }, read: READ_BACK },
      { felt: 'sletKontaktinformation', input: { ...input, kontaktdataType: 'MAILADRESSE' }, read: READ_BACK },
      { felt: 'sletKontaktinformation', input, read: READ_BACK },
    ]);
    const mail = entry('søren@østergård.example', 'MAILADRESSE', 'IKKE_VERIFICERET');
    expect(members.map(({ borger }) => borger?.kontaktinformation)).toEqual([
      {
        __typename: 'Kontaktinformationer',
        kontaktinformation: [entry('67000099', 'MOBILTELEFON', 'IKKE_VERIFICERET'), mail],
      },
      {
        __typename: 'Kontaktinformationer',
        kontaktinformation: [entry('67000099', 'MOBILTELEFON', 'VERIFICERET'), mail],
      },
      { __typename: 'Kontaktinformationer', kontaktinformation: [entry('67000099', 'MOBILTELEFON', 'VERIFICERET')] },
      { __typename: 'IngenKontaktinformation', kode: '9159' },
    ]);
  });

  test('a code is sent and verifies, its leading zero and all', async () => {
    const input = { cpr: KUNMAIL, kontaktdataType: 'MAILADRESSE' };
    const [sent] = await mutate(gateway, [{ felt: 'getVerifikationskode', input, read: READ_BACK }]);
    expect(sent).toMatchObject({ __typename: 'VerifikationskodeSendt' });
    expect(sent?.borger?.kontaktinformation.kontaktinformation?.[0]?.kontaktdatastatus).toBe('IKKE_VERIFICERET');
    const kode = await verifikationskode(gateway, KUNMAIL, kontaktdata.mailadresse);
    expect(kode).toMatch(/^0\d{5}$/);
    const verified = { ...input, verifikationskode: ` ${kode}` };
    const [member] = await mutate(gateway, [{ felt: 'verificerKontaktinformation', input: verified, read: READ_BACK }]);
    expect(member).toMatchObject({ __typename: 'KontaktinformationVerificeret' });
    expect(member?.borger?.kontaktinformation.kontaktinformation?.[0]?.kontaktdatastatus).toBe('VERIFICERET');
  });

  test('the numbers on the wire are the configured ones, and a deletion writes its null', async () => {
    await mutate(gateway, [
      { felt: 'sletKontaktinformation', input: { cpr: FULD, kontaktdataType: 'FASTNET_TELEFON' } },
      {
        felt: 'updateKontaktinformation',
        input: { cpr: FULD, kontaktdataType: 'MOBILTELEFON', kontaktdatastatus: 'IKKE_VERIFICERET' },
      },
    ]);
    expect((await starCalls(gateway)).map(({ content }) => content)).toEqual([
      {
        kontaktinformationer: {
          kontaktinformation: [{ kontaktdata: null, kontaktdataType: kontaktdata.fastnetTelefon }],
        },
      },
      { kontaktdataType: kontaktdata.mobiltelefon, kontaktdatastatus: kontaktdatastatus.ikkeVerificeret },
    ]);
  });
});

describe('a read before a write in one operation', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await startGateway({ sources: { timeoutMs: 1_000 } });
  });
  afterAll(() => gateway.close());

  test('is not what is read after one whose outcome is unknown', async () => {
    const cpr = '0112576902';
    const create = { cpr, kontaktinformation: [{ kontaktdataType: 'FASTNET_TELEFON', kontaktdata: '83000099' }] };
    const input = { cpr, kontaktdataType: 'MOBILTELEFON' };
    const [, lost] = await mutate(gateway, [
      { felt: 'getVerifikationskode', input, read: READ_BACK },
      { felt: 'createKontaktinformation', input: create },
      { felt: 'getVerifikationskode', input, read: READ_BACK },
    ]);
    expect(lost).toMatchObject({ kode: 'UTFALL_UKJENT' });
    const trace = (await starCalls(gateway)).map(({ operation }) => operation);
    // A read after the first, the write with its one resend and its reading back, and the last read: asked anew.
    expect(trace).toEqual([
      'GetVerifikationskode',
      'GetKontaktinformation',
      'CreateKontaktinformation',
      'CreateKontaktinformation',
      'GetKontaktinformation',
      'GetVerifikationskode',
      'GetKontaktinformation',
    ]);
  });
});

describe('form: flat', () => {
  test('sends the list wrapped once', async () => {
    const gateway = await startGateway({
      sources: ({ kontaktinformation }) => ({
        kontaktinformation: kontaktinformation && { ...kontaktinformation, form: 'flat' },
      }),
    });
    await starSettings(gateway, { form: 'flat' });
    const input = { cpr: TOM, kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }] };
    expect(await mutateOne(gateway, 'createKontaktinformation', input)).toMatchObject({
      __typename: 'KontaktinformationGemt',
    });
    expect(await readBorger(gateway, TOM)).toHaveLength(1);
    await gateway.close();
  });
});

describe('a success of any status', () => {
  test('is a success', async () => {
    const gateway = await startGateway();
    await starSettings(gateway, { successStatus: 204 });
    const input = { cpr: TOM, kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }] };
    expect(await mutateOne(gateway, 'createKontaktinformation', input)).toMatchObject({
      __typename: 'KontaktinformationGemt',
    });
    await gateway.close();
  });
});
