import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { problemsOf } from './problems.ts';

describe('the variables of rates and quotas', () => {
  test('are limits of their own each', () => {
    const { rates } = readConfig({
      RATE_LIMIT_CALLS_PER_MINUTE: '1',
      RATE_LIMIT_ORGANISATION_CALLS_PER_MINUTE: '2',
      QUOTA_VERIFIKATIONSKODER_PER_HOUR: '3',
      QUOTA_ORGANISATION_VERIFIKATIONSKODER_PER_HOUR: '4',
      QUOTA_SEARCHES_PER_HOUR: '5',
      QUOTA_ORGANISATION_SEARCHES_PER_HOUR: '100000000',
    });
    expect(rates).toEqual({
      callsPerMinute: 1,
      organisationCallsPerMinute: 2,
      quotas: {
        VERIFIKATIONSKODER: { perHour: 3, organisationPerHour: 4 },
        SEARCHES: { perHour: 5, organisationPerHour: 100_000_000 },
      },
    });
  });

  test('can be off, where a default would hold', () => {
    const guarded = {
      GRUNNDATA_URL: 'https://grunndata.example',
      GRUNNDATA_USER: 'user',
      GRUNNDATA_PASSWORD: 'password',
      TOKEN_ISSUER: 'https://login.example',
      TOKEN_AUDIENCE: 'registergraf',
      TOKEN_JWKS_URL: 'https://login.example/jwks',
      AUDIT_KEY: 'replace-this-by-44-random-characters',
    };
    expect(readConfig(guarded).rates.callsPerMinute).toBe(6_000);
    expect(readConfig({ ...guarded, RATE_LIMIT_CALLS_PER_MINUTE: 'off' }).rates.callsPerMinute).toBeUndefined();
  });

  test.each(['0', '100000001', '-1', '1.5', 'none'])('are neither of %s', (value) => {
    const error = 'must be off or a whole number from 1 to 100000000.';
    expect(problemsOf(() => readConfig({ RATE_LIMIT_CALLS_PER_MINUTE: value }))).toEqual([
      `RATE_LIMIT_CALLS_PER_MINUTE: ${error}`,
    ]);
    expect(problemsOf(() => readConfig({ QUOTA_SEARCHES_PER_HOUR: value }))).toEqual([
      `QUOTA_SEARCHES_PER_HOUR: ${error}`,
    ]);
  });
});
