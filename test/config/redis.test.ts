import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { perProcess } from '../../src/per-process.ts';
import { createFiles, starCertificates } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const REDIS_SECRET = 'a secret that everybody knows, of the tests';
const URL = 'redis://127.0.0.1:6379';
const files = createFiles();
afterAll(() => files[Symbol.dispose]());

describe('the store that gateways share', () => {
  test('is none where nothing is said of it', () => {
    expect(readConfig({}).shared).toBeUndefined();
  });

  test('is one server, with what holds where nothing more is said', () => {
    expect(readConfig({ REDIS_URL: URL, REDIS_SECRET }).shared).toEqual({
      url: URL,
      ca: undefined,
      prefix: 'registergraf:',
      secret: REDIS_SECRET,
      timeoutMs: 150,
      lostWrites: 'refuse',
    });
  });

  test.each([
    'redis://redis.example',
    'redis://redis.example:6380/',
    'rediss://user:pass%40word@redis.example:6379/15',
    'redis://:password@[::1]:6379/0',
  ])('may stand at %s', (REDIS_URL) => {
    expect(readConfig({ REDIS_URL, REDIS_SECRET }).shared?.url).toBe(REDIS_URL);
  });

  test.each([
    'redis.example:6379',
    'http://redis.example',
    'redis-sentinel://redis.example:26379/primary',
    'redis://one.example:6379,two.example:6379',
    'redis://redis.example/name',
    'redis://redis.example?family=6',
    'redis://user:pass%word@redis.example',
  ])('does not stand at %s, which is not repeated', (REDIS_URL) => {
    const problems = problemsOf(() => readConfig({ REDIS_URL, REDIS_SECRET }));
    expect(problems).toEqual([expect.stringMatching(/^REDIS_URL: must be redis:\/\/ or rediss:\/\//)]);
    expect(problems.join()).not.toContain('example');
  });

  test.each([
    [{ REDIS_URL: URL }, 'REDIS_SECRET: missing; REDIS_URL needs it.'],
    [{ REDIS_URL: URL, REDIS_SECRET: 'x'.repeat(31) }, 'REDIS_SECRET: must be at least 32 characters.'],
    [{ REDIS_SECRET }, 'REDIS_URL: missing, though REDIS_SECRET is set.'],
    [{ REDIS_LOST_WRITES: 'proceed' }, 'REDIS_URL: missing, though REDIS_LOST_WRITES is set.'],
    [
      { REDIS_URL: URL, REDIS_SECRET, REDIS_LOST_WRITES: 'maybe' },
      'REDIS_LOST_WRITES: must be one of refuse, proceed.',
    ],
    [
      { REDIS_URL: URL, REDIS_SECRET, REDIS_TIMEOUT_MS: '0' },
      'REDIS_TIMEOUT_MS: must be a whole number from 1 to 2000.',
    ],
    [
      { REDIS_URL: URL, REDIS_SECRET, REDIS_TIMEOUT_MS: '2001' },
      'REDIS_TIMEOUT_MS: must be a whole number from 1 to 2000.',
    ],
    [
      { REDIS_URL: URL, REDIS_SECRET, REDIS_PREFIX: 'a b' },
      'REDIS_PREFIX: must be 1 to 64 letters, digits and : . _ -.',
    ],
  ])('is refused as %o', (set, problem) => {
    expect(problemsOf(() => readConfig(set))).toEqual([problem]);
  });

  test('is trusted by authorities of a file, where it has TLS', () => {
    const { ca } = starCertificates();
    const REDIS_CA = files.write('ca.pem', ca + ca);
    const REDIS_URL = 'rediss://redis.example';
    expect(readConfig({ REDIS_URL, REDIS_SECRET, REDIS_CA }).shared?.ca?.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(problemsOf(() => readConfig({ REDIS_URL: URL, REDIS_SECRET, REDIS_CA }))).toEqual([
      'REDIS_CA: set, though REDIS_URL is no rediss://.',
    ]);
    const empty = files.write('empty.pem', '');
    expect(problemsOf(() => readConfig({ REDIS_URL, REDIS_SECRET, REDIS_CA: empty }))).toEqual([
      expect.stringMatching(/^REDIS_CA: /),
    ]);
  });

  test('may stand in files, with its secret', () => {
    const REDIS_URL_FILE = files.write('url', `${URL}\n`);
    const REDIS_SECRET_FILE = files.write('secret', `${REDIS_SECRET}\n`);
    expect(readConfig({ REDIS_URL_FILE, REDIS_SECRET_FILE }).shared).toMatchObject({ url: URL, secret: REDIS_SECRET });
  });

  test('leaves nothing to warn of where several workers have one', () => {
    const set = { WORKERS: '2', RATE_LIMIT_CALLS_PER_MINUTE: '10', PUBLIC_URL: 'https://registergraf.example' };
    expect(perProcess(readConfig(set))).toHaveLength(3);
    expect(perProcess(readConfig({ ...set, REDIS_URL: URL, REDIS_SECRET }))).toEqual([]);
  });
});
