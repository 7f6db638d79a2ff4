import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { SOURCES, policyOf } from '../../src/sources/index.ts';
import { CALL_POLICY } from '../../src/wire/http/settings.ts';
import { problemsOf } from './problems.ts';

/** How each source is asked by these variables, by its prefix. */
function policies(environment: Environment) {
  const { sources } = readConfig(environment);
  return Object.fromEntries(SOURCES.map((source) => [source.prefix, policyOf(source, sources)]));
}
const problems = (environment: Environment) => problemsOf(() => readConfig(environment));

const NUMBERS = [
  ['TIMEOUT_MS', 'timeoutMs', 1, 600_000],
  ['MAX_CONCURRENT', 'maxConcurrent', 1, 256],
  ['MAX_SLOW', 'maxSlow', 0, 256],
  ['MAX_WAITING', 'maxWaiting', 0, 100_000],
  ['MAX_WAIT_MS', 'maxWaitMs', 1, 600_000],
  ['RETRY_BUDGET_PERCENT', 'retryBudgetPercent', 0, 100],
  ['BREAKER_CALLS', 'breakerCalls', 0, 1_000],
  ['BREAKER_FAILURES_PERCENT', 'breakerFailuresPercent', 1, 100],
  ['BREAKER_PAUSE_MS', 'breakerPauseMs', 1, 600_000],
] as const;

describe('how a register is asked', () => {
  test('is as the gateway and its adapter say, where nothing is set', () => {
    expect(policies({})).toEqual({
      STAR: CALL_POLICY,
      POSTKASSE: { ...CALL_POLICY, maxConcurrent: 5 },
      GRUNNDATA: CALL_POLICY,
    });
  });

  test.each(NUMBERS)('is said of all of them by SOURCE_%s, and of one by its own', (name, key, least, most) => {
    expect(SOURCES.map(({ prefix }) => prefix)).toEqual(['STAR', 'POSTKASSE', 'GRUNNDATA']);
    const read = policies({ [`SOURCE_${name}`]: String(most), [`STAR_${name}`]: String(least) });
    expect([read.STAR?.[key], read.POSTKASSE?.[key], read.GRUNNDATA?.[key]]).toEqual([least, most, most]);
  });

  test.each(NUMBERS)('is refused past the edges of %s, in the name of whichever is wrong', (name, _, least, most) => {
    const says = `must be a whole number from ${least} to ${most}.`;
    expect(problems({ [`SOURCE_${name}`]: String(most + 1), [`GRUNNDATA_${name}`]: String(least - 1) })).toEqual([
      `SOURCE_${name}: ${says}`,
      `GRUNNDATA_${name}: ${says}`,
    ]);
  });

  test('is tried again as often as RETRIES says', () => {
    expect(policies({ STAR_RETRIES: '0', SOURCE_RETRIES: '3' })).toMatchObject({
      STAR: { pausesMs: [] },
      GRUNNDATA: { pausesMs: [500, 2_000, 4_000] },
    });
    expect(problems({ STAR_RETRIES: '6' })).toEqual(['STAR_RETRIES: must be a whole number from 0 to 5.']);
  });

  test('may be said without an address, and a misspelt name stops the start', () => {
    expect(readConfig({ STAR_TIMEOUT_MS: '5000' }).sandbox).toBe(true);
    expect(problems({ STAR_TIMEOUT: '5000' })).toEqual([expect.stringContaining('STAR_TIMEOUT: unknown')]);
    expect(problems({ STAR_MAX_WAITS: '5' })).toEqual(['STAR_MAX_WAITS: unknown; is STAR_MAX_WAIT_MS meant?']);
  });
});

describe('the proxy', () => {
  const ALL = { HTTP_PROXY: 'http://h.example:3128', HTTPS_PROXY: 'http://s.example:3128', NO_PROXY: '.no.example' };
  const proxyOf = (environment: Environment) => policies(environment).STAR?.proxy;

  test('is the environment’s', () => {
    expect(proxyOf({})).toEqual({});
    expect(proxyOf(ALL)).toEqual({ http: ALL.HTTP_PROXY, https: ALL.HTTPS_PROXY, except: ALL.NO_PROXY });
    expect(proxyOf({ HTTPS_PROXY: ALL.HTTPS_PROXY })).toEqual({ https: ALL.HTTPS_PROXY });
  });

  test('is the one in small letters where both are set', () => {
    const small = { http_proxy: 'http://small.example', https_proxy: 'http://small.example', no_proxy: 'small' };
    const read = { http: 'http://small.example', https: 'http://small.example', except: 'small' };
    expect([proxyOf({ ...ALL, ...small }), proxyOf({ ...small, ...ALL }), proxyOf(small)]).toEqual([read, read, read]);
  });

  test('of one register is its own, or none', () => {
    const read = policies({ ...ALL, STAR_PROXY: 'off', GRUNNDATA_PROXY: 'https://g.example' });
    expect([read.STAR?.proxy, read.GRUNNDATA?.proxy]).toEqual([{}, { always: 'https://g.example' }]);
    expect(read.POSTKASSE?.proxy).toMatchObject({ http: ALL.HTTP_PROXY });
  });

  test('is http where no scheme is written', () => {
    expect(proxyOf({ SOURCE_PROXY: 'proxy.example:3128' })).toEqual({ always: 'http://proxy.example:3128' });
  });

  test('may have a password, which is in no message', () => {
    expect(proxyOf({ STAR_PROXY: 'http://u:hemmelig@p.example' })).toEqual({ always: 'http://u:hemmelig@p.example' });
  });

  test.each([
    'socks5://u:hemmelig@p.example',
    'http://u:hemmelig%@p.example',
    'http://hemmelig%zz@p.example',
    'http://u:hemmelig@p.example/path',
    'http://u:hemmelig@p.example?hemmelig',
    'http://u:hemmelig@p.example/#x',
  ])('is told to be wrong, but not what it is: %s', (wrong) => {
    const address = 'the http or https address of a proxy, without a path, and a % of its password written as %25';
    expect(problems({ STAR_PROXY: wrong, HTTPS_PROXY: wrong })).toEqual([
      `HTTPS_PROXY: must be ${address}.`,
      `STAR_PROXY: must be off, or ${address}.`,
    ]);
  });

  test.each(['http://p.example:3128/', 'http://u:%25%C3%A6@p.example'])('may be %s', (address) => {
    expect(proxyOf({ STAR_PROXY: address })).toEqual({ always: address });
  });
});
