import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sertifikat } from '../mutations/support.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

// What a client writes is measured before anything is made of it: each text just within its length, and one character past it.

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.sandbox.reset());

const calls = () => {
  const { kontaktinformation, postkasse, enhet } = gateway.sandbox;
  return [kontaktinformation, postkasse, enhet].reduce((sum, one) => sum + one.traffic().calls, 0);
};

async function ask(query: string, variables: object): Promise<{ data: Record<string, unknown>; text: string }> {
  const response = await gateway.post({ query, variables });
  const text = await response.text();
  return { ...(JSON.parse(text) as { data: Record<string, unknown> }), text };
}

const FEIL = '__typename ... on Registerfeil { kode opphav }';
const SPACED = '700102009'.padStart(64);

describe('a key past 64 characters is malformed, in the register’s own words and without a call', () => {
  const FIELDS: readonly [field: string, kode: string][] = [
    ['borger(cpr: $key) { cpr kontaktinformation', '1001'],
    ['innbygger(personidentifikator: $key) { personidentifikator kontaktregister', 'UGYLDIG_PERSONNUMMER'],
    ['innbygger(personidentifikator: $key) { kanVelgeSikkerDigitalPostkasse', 'UGYLDIG_PERSONNUMMER'],
    ['innbygger(personidentifikator: $key) { rolleutskrift', '160'],
    ['enhet(organisasjonsnummer: $key) { organisasjonsnummer basisdata', '10000'],
    ['borgere(cprs: [$key]) { kontaktinformation', '1001'],
    ['innbyggere(personidentifikatorer: [$key]) { kontaktregister', 'UGYLDIG_PERSONNUMMER'],
    ['enheter(organisasjonsnumre: [$key]) { basisdata', '10000'],
  ];

  test.each(FIELDS)('%s', async (field, kode) => {
    const { data, text } = await ask(`query ($key: ID!) { shell: ${field} { ${FEIL} } } }`, { key: '9'.repeat(65) });
    expect(JSON.stringify(data)).toContain(`"kode":"${kode}","opphav":"GATEWAY"`);
    // The shell shows what it was asked with, and no more of it than a key has.
    expect(text).not.toContain('9'.repeat(65));
    expect(calls()).toBe(0);
  });

  test.each([
    ['Borger', 'cpr', 'kontaktinformation', '1001'],
    ['Innbygger', 'personidentifikator', 'kontaktregister', 'UGYLDIG_PERSONNUMMER'],
    ['Enhet', 'organisasjonsnummer', 'basisdata', '10000'],
  ])('of the representation of a %s', async (type, key, field, kode) => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${key} ${field} { ${FEIL} } } } }`;
    const { data, text } = await ask(query, { r: [{ __typename: type, [key]: '9'.repeat(900_000) }] });
    expect(data._entities).toMatchObject([{ [field]: { kode, opphav: 'GATEWAY' } }]);
    expect(text.length).toBeLessThan(400);
    expect(calls()).toBe(0);
  });

  test('and one of 64, spaces and all, is asked about', async () => {
    const query = `query ($key: ID!) { enhet(organisasjonsnummer: $key) { organisasjonsnummer basisdata { ${FEIL} } } }`;
    expect((await ask(query, { key: SPACED })).data).toEqual({
      enhet: { organisasjonsnummer: SPACED.trim(), basisdata: { __typename: 'Basisdata' } },
    });
    expect((await ask(query, { key: ` ${SPACED}` })).data).toMatchObject({ enhet: { basisdata: { kode: '10000' } } });
    expect(calls()).toBe(1);
  });
});

/** A text of `length` characters that its register takes, or would take but for its length. */
type OfLength = (length: number) => unknown;

describe('a search', () => {
  const soek = (field: string): [string, string] => ['SokEnhetInput', `sokEnhet(soek: $value) { ${field} ${FEIL} }`];
  const SEARCHES: readonly [string, type: string, field: string, max: number, kode: string, value: OfLength][] = [
    ['soekestreng', ...soek('__typename'), 180, '20', (length) => ({ soekestreng: 'A'.repeat(length) })],
    [
      'organisasjonsform',
      ...soek('__typename'),
      20,
      '20',
      (length) => ({ soekestreng: 'A', organisasjonsform: 'A'.repeat(length) }),
    ],
    [
      'mobiltelefon',
      'String',
      `borgereMedMobiltelefon(mobiltelefon: $value) { ${FEIL} }`,
      21,
      '9156',
      (length) => `+${'6'.repeat(length - 1)}`,
    ],
    [
      'email',
      'String',
      `borgereMedEmail(email: $value) { ${FEIL} }`,
      256,
      '9158',
      (length) => `${'a'.repeat(length - 65)}@${'b'.repeat(64)}`,
    ],
  ];

  test.each(SEARCHES)('%s', async (_, type, field, max, kode, value) => {
    const query = `query ($value: ${type}!) { found: ${field} }`;
    expect(JSON.stringify((await ask(query, { value: value(max) })).data)).not.toContain('GATEWAY');
    expect(calls()).toBe(1);
    const { data } = await ask(query, { value: value(max + 1) });
    expect(data.found).toMatchObject({ kode, opphav: 'GATEWAY' });
    expect(calls()).toBe(1);
  });
});

describe('a write', () => {
  const cpr = '0303505003';
  const postkasse = {
    personidentifikator: '01817011000',
    postkasseleverandoerOrgNummer: '311000012',
    postkasseadresse: 'ny.adresse#0001',
  };
  const save = (kontaktdataType: string, kontaktdata: string) => ({
    cpr,
    kontaktinformation: [{ kontaktdataType, kontaktdata }],
  });
  const WRITES: readonly [string, string, string, max: number, kode: string, value: OfLength][] = [
    [
      'a mobile number',
      'createKontaktinformation',
      'CreateKontaktinformationInput',
      512,
      '9156',
      (n) => save('MOBILTELEFON', '67000099'.padStart(n)),
    ],
    [
      'a landline number',
      'createKontaktinformation',
      'CreateKontaktinformationInput',
      512,
      '9157',
      (n) => save('FASTNET_TELEFON', '83000099'.padStart(n)),
    ],
    [
      'a mail address',
      'createKontaktinformation',
      'CreateKontaktinformationInput',
      512,
      '9158',
      (n) => save('MAILADRESSE', 'a@b.example'.padStart(n)),
    ],
    [
      'a verifikationskode',
      'verificerKontaktinformation',
      'VerificerKontaktinformationInput',
      64,
      'VERIFICERING_AFVIST',
      (n) => ({ cpr: '0101505006', kontaktdataType: 'MAILADRESSE', verifikationskode: '000000'.padStart(n) }),
    ],
    [
      'a supplier',
      'oppdaterPostkasse',
      'PostkasseInput',
      64,
      'UGYLDIG_ORGNR',
      (n) => ({ ...postkasse, postkasseleverandoerOrgNummer: '311000012'.padStart(n) }),
    ],
    [
      'a postkasseadresse',
      'oppdaterPostkasse',
      'PostkasseInput',
      256,
      'FEILET',
      (n) => ({ ...postkasse, postkasseadresse: 'ny.adresse#0001'.padStart(n) }),
    ],
  ];

  test.each(WRITES)('of %s', async (_, field, type, max, kode, value) => {
    const mutation = `mutation ($value: ${type}!) { written: ${field}(input: $value) { ${FEIL} } }`;
    expect(JSON.stringify((await ask(mutation, { value: value(max) })).data)).not.toContain('GATEWAY');
    const before = calls();
    expect(before).toBeGreaterThan(0);
    expect((await ask(mutation, { value: value(max + 1) })).data.written).toMatchObject({ kode, opphav: 'GATEWAY' });
    expect(calls()).toBe(before);
  });

  test('of a certificate, which may have 16384 characters', async () => {
    const mutation = `mutation ($value: PostkasseInput!) { written: oppdaterPostkasse(input: $value) { ${FEIL} } }`;
    const der = sertifikat('311000012');
    const within = { ...postkasse, x509Sertifikat: der.padStart(16_384) };
    expect(JSON.stringify((await ask(mutation, { value: within })).data)).not.toContain('GATEWAY');
    const beyond = { ...postkasse, x509Sertifikat: der.padStart(16_385) };
    expect((await ask(mutation, { value: beyond })).data.written).toMatchObject({
      kode: 'UGYLDIG_SERTIFIKAT',
      opphav: 'GATEWAY',
    });
  });

  test('of more kinds than there are is refused before their values are looked at', async () => {
    const mutation = `mutation ($value: CreateKontaktinformationInput!) { written: createKontaktinformation(input: $value) { ${FEIL} } }`;
    const kontaktinformation = Array.from(
      { length: 10_000 },
      () => save('MOBILTELEFON', '67000099').kontaktinformation[0],
    );
    expect((await ask(mutation, { value: { cpr, kontaktinformation } })).data.written).toMatchObject({
      kode: '1014',
      opphav: 'GATEWAY',
    });
    expect(calls()).toBe(0);
  });
});
