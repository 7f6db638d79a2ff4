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

const METADATAHEADERE = {
  bekraeftet: true,
  activeOrganisation: 'ActiveOrganisation',
  requestUserMetadata: 'RequestUserMetadata',
  kodning: 'json-ascii',
};

const STAR = {
  AUTENTISERING: 'av',
  STAR_URL: 'https://star.example/v1',
  STAR_KODELISTER: JSON.stringify(KODELISTER),
  STAR_ORGANISATIONSTYPER: JSON.stringify(ORGANISATIONSTYPER),
  STAR_METADATAHEADERE: JSON.stringify(METADATAHEADERE),
  STAR_ORGANISATIONSTYPE: '8',
  STAR_ORGANISATIONSKODE: '90100',
};

const GRUNNDATA = {
  AUTENTISERING: 'av',
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_BRUKERID: 'brukeren',
  GRUNNDATA_PASSORD: 'svært-hemmelig',
};

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));

describe('an empty environment', () => {
  test('gives the embedded sandbox, with synthetic people allowed', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      loggNivaa: 'info',
      fristMs: 30_000,
      limits: { kroppBytes: 1_048_576, dybde: 12, tokens: 10_000, aliaser: 100, kall: 1000 },
      sandkasse: true,
      sources: { tidsavbruddMs: 15_000, syntetiskePersoner: true },
    });
  });

  test('is also one whose variables are all empty', () => {
    expect(readConfig({ PORT: '', STAR_URL: '', GRUNNDATA_URL: ' ' }).sandkasse).toBe(true);
  });
});

describe('writes', () => {
  test('keep their outcomes for ten minutes, ten thousand at most, unless told otherwise', () => {
    expect(readConfig({}).sources.idempotens).toEqual({ levetidMs: 600_000, maks: 10_000 });
    const told = readConfig({ IDEMPOTENS_LEVETID_MS: '60000', IDEMPOTENS_MAKS: '5' });
    expect(told.sources.idempotens).toEqual({ levetidMs: 60_000, maks: 5 });
  });

  test('go to STAR in the form, and with the operations, that are configured', () => {
    const told = { STAR_FORM: 'flad', STAR_VERIFICERING: 'fra', STAR_STI_VERIFIKATIONSKODE: '/v2/{kontaktdataType}' };
    expect(readConfig({ ...STAR, ...told }).sources.kontaktinformation).toMatchObject({
      form: 'flad',
      verificering: 'fra',
      verifikationskodeSti: '/v2/{kontaktdataType}',
    });
    expect(problems({ ...STAR, STAR_FORM: 'rund', STAR_STI_VERIFIKATIONSKODE: '/v2' })).toEqual([
      'STAR_FORM: must be one of indpakket, flad.',
      'STAR_STI_VERIFIKATIONSKODE: must be a path with {kontaktdataType} in it.',
    ]);
  });
});

describe('a configured source', () => {
  test('STAR gets its address, its organisation and the numbers of its code lists', () => {
    const { sandkasse, sources } = readConfig(STAR);
    expect(sandkasse).toBe(false);
    expect(sources.kontaktinformation).toMatchObject({
      url: 'https://star.example/v1',
      organisationstype: 8,
      organisationskode: '90100',
      kodelister: KODELISTER,
      metadataHeadere: METADATAHEADERE,
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
      AUTENTISERING: 'av',
      KONTAKTREGISTER_URL: 'http://127.0.0.1:4102',
      POSTKASSE_SIKKERHET: 'ingen',
    };
    expect(readConfig(environment).sources.postkasse).toMatchObject({
      kontaktregisterUrl: 'http://127.0.0.1:4102',
      sikkerhet: 'ingen',
    });
  });

  test('makes synthetic people be refused, unless they are allowed', () => {
    expect(readConfig(GRUNNDATA).sources.syntetiskePersoner).toBe(false);
    expect(readConfig({ ...GRUNNDATA, SYNTETISKE_PERSONER: 'tillat' }).sources.syntetiskePersoner).toBe(true);
    expect(readConfig({ SYNTETISKE_PERSONER: 'avvis' }).sources.syntetiskePersoner).toBe(false);
  });
});

describe('mistakes', () => {
  test('are all named in one message, a line each', () => {
    const environment = {
      AUTENTISERING: 'av',
      PORT: '70000',
      LOGG_NIVAA: 'loud',
      MAKS_DYBDE: '-1',
      FORESPOERSEL_FRIST_MS: '30s',
      STAR_URL: 'ftp://star.example',
      GRUNNDATA_URL: 'https://grunndata.example/ws',
      POSTKASSE_URL: 'https://postkasse.example/',
    };
    const named = problems(environment).map((line) => line.split(':', 1)[0]);
    expect(named).toEqual([
      'PORT',
      'LOGG_NIVAA',
      'FORESPOERSEL_FRIST_MS',
      'MAKS_DYBDE',
      'STAR_URL',
      'STAR_KODELISTER',
      'STAR_ORGANISATIONSTYPE',
      'STAR_ORGANISATIONSKODE',
      'GRUNNDATA_BRUKERID',
      'GRUNNDATA_PASSORD',
      'POSTKASSE_SERTIFIKAT',
      'POSTKASSE_NOEKKEL',
      'POSTKASSE_TILLIT',
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
        'LOGG_NIVAA',
        'STAR_URL',
        'STAR_KODELISTER',
        'POSTKASSE_SIKKERHET',
        'GRUNNDATA_PASSORD',
        'POSTKASSE_NOEKKEL',
      ].map((name) => [name, secret]),
    );
    expect(problems(environment).length).toBeGreaterThan(5);
    expect(problems(environment).join()).not.toContain(secret);
    expect(
      problems({ ...GRUNNDATA, GRUNNDATA_URL: `https://bruker:${secret}@grunndata.example` }).join(),
    ).not.toContain(secret);
  });

  test.each(['GRUNNDATA_PASSORD', 'STAR_KODELISTER', 'POSTKASSE_SIKKERHET'])(
    '%s without an address is a forgotten address, not a wish for the sandbox',
    (name) => {
      const value = { ...STAR, ...GRUNNDATA, POSTKASSE_SIKKERHET: 'ingen' }[name];
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
    ['nobody says whether they are confirmed', { ...KODELISTER, bekraeftet: undefined }, 'bekraeftet'],
    ['they are a list', [1, 2, 3], 'STAR_KODELISTER'],
  ])('are refused when %s', (_, kodelister, says) => {
    expect(star(kodelister)).toEqual([expect.stringContaining(says)]);
  });

  test('are refused when they are not JSON', () => {
    expect(problems({ ...STAR, STAR_KODELISTER: '{mobiltelefon: 1}' })).toEqual([
      expect.stringContaining('must be JSON'),
    ]);
  });
});
