import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../src/config.ts';
import { problemsOf } from './config/problems.ts';

const KODELISTER = {
  bekraeftet: true,
  kontaktdata: { mobiltelefon: 17, fastnetTelefon: 23, mailadresse: 42 },
  kontaktdatastatus: { ikkeVerificeret: 71, verificeret: 72 },
};

const ORGANISATIONSTYPER = {
  bekraeftet: true,
  aKasse: 2,
  andenAktoer: 4,
  kommune: 7,
  jobcenter: 8,
  virksomhed: 24,
  star: 99,
};

const METADATA_HEADERS = {
  bekraeftet: true,
  activeOrganisation: 'ActiveOrganisation',
  requestUserMetadata: 'RequestUserMetadata',
  encoding: 'json-ascii',
};

const STAR = {
  AUTHENTICATION: 'off',
  STAR_URL: 'https://star.example/v1',
  STAR_KODELISTER: JSON.stringify(KODELISTER),
  STAR_ORGANISATIONSTYPER: JSON.stringify(ORGANISATIONSTYPER),
  STAR_METADATA_HEADERS: JSON.stringify(METADATA_HEADERS),
  STAR_ORGANISATIONSTYPE: '8',
  STAR_ORGANISATIONSKODE: '90100',
};

const GRUNNDATA = {
  AUTHENTICATION: 'off',
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_USER: 'brukeren',
  GRUNNDATA_PASSWORD: 'svært-hemmelig',
};

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));

describe('an empty environment', () => {
  test('gives the embedded sandbox, with synthetic people allowed', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      logLevel: 'info',
      deadlineMs: 30_000,
      limits: { bodyBytes: 1_048_576, depth: 12, tokens: 10_000, aliases: 100, calls: 1000 },
      sandbox: true,
      sources: { timeoutMs: 15_000, syntheticPersons: true },
    });
  });

  test('is also one whose variables are all empty', () => {
    expect(readConfig({ PORT: '', STAR_URL: '', GRUNNDATA_URL: ' ' }).sandbox).toBe(true);
  });
});

describe('writes', () => {
  test('keep their outcomes for ten minutes, ten thousand at most, unless told otherwise', () => {
    expect(readConfig({}).sources.idempotency).toEqual({ ttlMs: 600_000, max: 10_000 });
    const told = readConfig({ IDEMPOTENCY_TTL_MS: '60000', IDEMPOTENCY_MAX: '5' });
    expect(told.sources.idempotency).toEqual({ ttlMs: 60_000, max: 5 });
  });

  test('go to STAR in the form, and with the operations, that are configured', () => {
    const told = {
      STAR_BODY_FORM: 'flat',
      STAR_VERIFICERING: 'off',
      STAR_VERIFIKATIONSKODE_PATH: '/v2/{kontaktdataType}',
    };
    expect(readConfig({ ...STAR, ...told }).sources.kontaktinformation).toMatchObject({
      form: 'flat',
      verificering: 'off',
      verifikationskodePath: '/v2/{kontaktdataType}',
    });
    expect(problems({ ...STAR, STAR_BODY_FORM: 'rund', STAR_VERIFIKATIONSKODE_PATH: '/v2' })).toEqual([
      'STAR_BODY_FORM: must be one of wrapped, flat.',
      'STAR_VERIFIKATIONSKODE_PATH: must be a path with {kontaktdataType} in it.',
    ]);
  });
});

describe('a configured source', () => {
  test('STAR gets its address, its organisation and the numbers of its code lists', () => {
    const { sandbox, sources } = readConfig(STAR);
    expect(sandbox).toBe(false);
    expect(sources.kontaktinformation).toMatchObject({
      url: 'https://star.example/v1',
      organisationstype: 8,
      organisationskode: '90100',
      kodelister: KODELISTER,
      metadataHeaders: METADATA_HEADERS,
    });
    expect(sources.enhet).toBeUndefined();
    expect(sources.postkasse).toBeUndefined();
  });

  test('grunndata gets its address and its user', () => {
    expect(readConfig(GRUNNDATA).sources.enhet).toMatchObject({
      grunndataUrl: 'https://grunndata.example/ws',
      brukerId: 'brukeren',
      passord: 'svært-hemmelig',
    });
  });

  test('postkasse works without signatures when that is said', () => {
    const environment = {
      AUTHENTICATION: 'off',
      KONTAKTREGISTER_URL: 'http://127.0.0.1:4102',
      POSTKASSE_SECURITY: 'none',
    };
    expect(readConfig(environment).sources.postkasse).toMatchObject({
      kontaktregisterUrl: 'http://127.0.0.1:4102',
      security: 'none',
    });
  });

  test('makes synthetic people be refused, unless they are allowed', () => {
    expect(readConfig(GRUNNDATA).sources.syntheticPersons).toBe(false);
    expect(readConfig({ ...GRUNNDATA, SYNTHETIC_PERSONS: 'allow' }).sources.syntheticPersons).toBe(true);
    expect(readConfig({ SYNTHETIC_PERSONS: 'refuse' }).sources.syntheticPersons).toBe(false);
  });
});

describe('mistakes', () => {
  test('are all named in one message, a line each', () => {
    const environment = {
      AUTHENTICATION: 'off',
      PORT: '70000',
      LOG_LEVEL: 'loud',
      MAX_DEPTH: '-1',
      REQUEST_DEADLINE_MS: '30s',
      STAR_URL: 'ftp://star.example',
      GRUNNDATA_URL: 'https://grunndata.example/ws',
      POSTKASSE_URL: 'https://postkasse.example/',
    };
    const named = problems(environment).map((line) => line.split(':', 1)[0]);
    expect(named).toEqual([
      'PORT',
      'LOG_LEVEL',
      'REQUEST_DEADLINE_MS',
      'MAX_DEPTH',
      'STAR_URL',
      'STAR_KODELISTER',
      'STAR_ORGANISATIONSTYPE',
      'STAR_ORGANISATIONSKODE',
      'GRUNNDATA_USER',
      'GRUNNDATA_PASSWORD',
      'POSTKASSE_CERT',
      'POSTKASSE_KEY',
      'POSTKASSE_CA',
      'POSTKASSE_RESPONDER_ORGNR',
      'STAR_URL',
    ]);
    expect(() => readConfig(environment)).toThrow(/15 mistake\(s\):\n {2}- PORT: must be a whole number/);
  });

  test('never show what a variable holds', () => {
    const secret = 'hemmelig123';
    const environment = Object.fromEntries(
      [
        'PORT',
        'LOG_LEVEL',
        'STAR_URL',
        'STAR_KODELISTER',
        'POSTKASSE_SECURITY',
        'GRUNNDATA_PASSWORD',
        'POSTKASSE_KEY',
      ].map((name) => [name, secret]),
    );
    expect(problems(environment).length).toBeGreaterThan(5);
    expect(problems(environment).join()).not.toContain(secret);
    expect(
      problems({ ...GRUNNDATA, GRUNNDATA_URL: `https://bruker:${secret}@grunndata.example` }).join(),
    ).not.toContain(secret);
  });

  test.each(['GRUNNDATA_PASSWORD', 'STAR_KODELISTER', 'POSTKASSE_SECURITY'])(
    '%s without an address is a forgotten address, not a wish for the sandbox',
    (name) => {
      const value = { ...STAR, ...GRUNNDATA, POSTKASSE_SECURITY: 'none' }[name];
      expect(problems({ [name]: value })).toEqual([
        expect.stringMatching(new RegExp(`_URL.*missing, though ${name} is set`)),
      ]);
    },
  );

  test('an address holds no user name and no password', () => {
    expect(problems({ ...GRUNNDATA, GRUNNDATA_URL: 'https://a:b@grunndata.example' })).toEqual([
      'GRUNNDATA_URL: must not hold a user name or a password.',
    ]);
  });
});

describe("STAR's code lists", () => {
  // On this machine, where nothing has to be confirmed: what a real STAR takes stands in config/star.test.ts.
  const star = (kodelister: unknown, url = 'http://127.0.0.1:4100') =>
    problems({ ...STAR, STAR_URL: url, STAR_KODELISTER: JSON.stringify(kodelister) });

  test('must be confirmed for the real STAR, whatever their numbers are', () => {
    const published = { ...KODELISTER, kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 } };
    expect(star({ ...published, bekraeftet: false }, STAR.STAR_URL)).toEqual([expect.stringContaining('kodelister')]);
    expect(star(published, STAR.STAR_URL)).toEqual([]);
  });

  test.each(['http://127.0.0.1:4101', 'http://localhost:4101', 'http://[::1]:4101'])(
    'may be placeholders for a sandbox on this machine, %s',
    (url) => expect(star({ ...KODELISTER, bekraeftet: false }, url)).toEqual([]),
  );

  test.each([
    [
      'a member is missing',
      { ...KODELISTER, kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2 } },
      'kontaktdata.mailadresse',
    ],
    [
      'a number is not whole',
      { ...KODELISTER, kontaktdatastatus: { ikkeVerificeret: 1.5, verificeret: 2 } },
      'ikkeVerificeret',
    ],
    [
      'a number is a text',
      { ...KODELISTER, kontaktdatastatus: { ikkeVerificeret: '1', verificeret: 2 } },
      'ikkeVerificeret',
    ],
    [
      'two members share a number',
      { ...KODELISTER, kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 1 } },
      'same number',
    ],
    [
      'a value ends on its first day',
      {
        ...KODELISTER,
        kontaktdatastatus: {
          ikkeVerificeret: { kode: 1, gyldigFra: '2026-12-01', gyldigTil: '2026-12-01' },
          verificeret: 2,
        },
      },
      'ikkeVerificeret',
    ],
    [
      'a day is none',
      { ...KODELISTER, kontaktdatastatus: { ikkeVerificeret: { kode: 1, gyldigTil: '2026-02-30' }, verificeret: 2 } },
      'ikkeVerificeret',
    ],
    [
      'a value with days shares a number',
      { ...KODELISTER, kontaktdatastatus: { ikkeVerificeret: { kode: 2 }, verificeret: 2 } },
      'same number',
    ],
    ['nobody says whether they are confirmed', { ...KODELISTER, bekraeftet: undefined }, 'bekraeftet'],
    ['they are a list', [1, 2, 3], 'STAR_KODELISTER'],
  ])('are refused when %s', (_, kodelister, says) => {
    expect(star(kodelister)).toEqual([expect.stringContaining(says)]);
  });

  test('may say on which days a number holds', () => {
    const days = { kode: 71, gyldigFra: '2026-11-30', gyldigTil: '2026-12-01' };
    const kontaktdatastatus = { ikkeVerificeret: days, verificeret: { kode: 72, gyldigFra: '2026-01-01' } };
    expect(star({ ...KODELISTER, kontaktdatastatus })).toEqual([]);
  });

  test('are refused when they are not JSON', () => {
    expect(problems({ ...STAR, STAR_KODELISTER: '{mobiltelefon: 1}' })).toEqual([
      expect.stringContaining('must be JSON'),
    ]);
  });
});
