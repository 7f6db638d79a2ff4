import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));
const GRUNNDATA = {
  AUTHENTICATION: 'off',
  GRUNNDATA_URL: 'https://grunndata.example/grunndata/ErFr',
  GRUNNDATA_USER: 'brukeren',
  GRUNNDATA_PASSWORD: 'hemmelig',
};

describe('the address of a register', () => {
  test.each(['STAR_URL', 'POSTKASSE_URL', 'KONTAKTREGISTER_URL', 'GRUNNDATA_URL', 'FRIVILLIGHET_URL'])(
    '%s holds no query string and no fragment: they would be lost on the way',
    (name) => {
      for (const end of ['?wsdl', '?', '/?key=very-secret', '#part', '/#']) {
        const found = problems({ ...GRUNNDATA, [name]: `https://register.example/service${end}` });
        expect(found).toContain(`${name}: must not hold a query string or a fragment.`);
        expect(found.join()).not.toMatch(/very-secret|register\.example/);
      }
      const fine = problems({ ...GRUNNDATA, [name]: 'https://register.example/service/' });
      expect(fine.filter((line) => line.includes('must not hold'))).toEqual([]);
    },
  );

  test('the issuer’s keys may be asked for with one', () => {
    const token = {
      ...GRUNNDATA,
      AUTHENTICATION: 'required',
      TOKEN_ISSUER: 'https://issuer.example',
      TOKEN_AUDIENCE: 'registergraf',
      TOKEN_JWKS_URL: 'https://issuer.example/keys?p=policy',
      AUDIT_KEY: 'k'.repeat(32),
    };
    expect(readConfig(token).authentication.issuers[0]?.keys).toEqual({ url: token.TOKEN_JWKS_URL });
  });
});

describe('the names by which the gateway may be asked', () => {
  test('are HOST and those in ALLOWED_HOSTS', () => {
    expect(readConfig({}).allowedHosts).toEqual(['127.0.0.1']);
    const named = { HOST: 'gateway.example', ALLOWED_HOSTS: 'registergraf, registergraf.apps.svc' };
    expect(readConfig(named).allowedHosts).toEqual(['gateway.example', 'registergraf', 'registergraf.apps.svc']);
  });

  test.each(['https://gateway.example', 'gateway.example:4000', '*.example', '.example', 'a/b', 'a..b', '[::1]'])(
    '%s is none',
    (name) => {
      expect(problems({ ALLOWED_HOSTS: name })).toEqual([
        'ALLOWED_HOSTS: must be names of hosts between commas, without scheme and port.',
      ]);
    },
  );
});

describe('the origins whose pages may read answers', () => {
  test('are those in CORS_ORIGINS, and nobody’s without it', () => {
    expect(readConfig({}).corsOrigins).toBeUndefined();
    expect(readConfig({ CORS_ORIGINS: ' ' }).corsOrigins).toBeUndefined();
    const named = 'https://page.example, http://localhost:5173 http://[::1]:3000';
    expect([...(readConfig({ CORS_ORIGINS: named }).corsOrigins ?? [])]).toEqual([
      'https://page.example',
      'http://localhost:5173',
      'http://[::1]:3000',
    ]);
  });

  test.each([
    ['*', 'must name each origin: there is no * here'],
    ['https://*.example', 'must name each origin: there is no * here'],
    ['page.example', 'must be origins with their scheme, as https://page.example or http://localhost:5173'],
    ['null', 'must be origins with their scheme, as https://page.example or http://localhost:5173'],
    ['file:///', 'must be origins with their scheme, as https://page.example or http://localhost:5173'],
    ['https://', 'must be origins with their scheme, as https://page.example or http://localhost:5173'],
    ['https://page.example/', 'must be origins alone: scheme, host and port, without a path, not even a slash'],
    ['https://page.example/app', 'must be origins alone: scheme, host and port, without a path, not even a slash'],
    ['https://page.example?a', 'must be origins alone: scheme, host and port, without a path, not even a slash'],
    [
      'https://me:secret@page.example',
      'must be origins alone: scheme, host and port, without a path, not even a slash',
    ],
    [
      'https://Page.example',
      'must be written as browsers do: in small letters, and without the port that the scheme has anyway',
    ],
    [
      'https://page.example:443',
      'must be written as browsers do: in small letters, and without the port that the scheme has anyway',
    ],
  ])('%s is none, and the message says why and which', (written, why) => {
    const found = problems({ CORS_ORIGINS: `https://other.example, ${written}` });
    expect(found).toEqual([`CORS_ORIGINS: ${why} (origin 2 of 2).`]);
  });

  test('several mistakes are told at once, and an empty list is one', () => {
    expect(problems({ CORS_ORIGINS: '*, page.example' })).toHaveLength(2);
    expect(problems({ CORS_ORIGINS: ',' })).toEqual(['CORS_ORIGINS: must name an origin.']);
  });
});

test('a file, or a variable, of JSON may begin with the byte order mark that an editor has put there', () => {
  using files = createFiles();
  const text = '{ __typename }';
  const DOCUMENTS = files.write('dokumenter.json', `\uFEFF${JSON.stringify({ [documentId(text)]: text })}`);
  expect(readConfig({ ...GRUNNDATA, DOCUMENTS }).documents?.size).toBe(1);
  expect(problems({ STAR_METADATA_HEADERS: '\uFEFF{}' }).join()).toMatch(
    /STAR_METADATA_HEADERS: must be JSON with.*bekraeftet/,
  );
});
