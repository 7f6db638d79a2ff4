import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { ROUTER_SECRET_MAX, ROUTER_SECRET_MIN, ROUTER_SECRETS_MAX } from '../../src/config/router.ts';
import { REQUEST_HEADERS } from '../../src/server/http/cors.ts';
import { problemsOf } from './problems.ts';

const ROUTER_SECRET = 'x'.repeat(ROUTER_SECRET_MIN);
const SANDBOX = { PROFILE: 'subgraph', SANDBOX: 'on' };
const REAL = {
  ...{ PROFILE: 'subgraph', GRUNNDATA_URL: 'https://grunndata.example/ws' },
  ...{ GRUNNDATA_USER: 'somebody', GRUNNDATA_PASSWORD: 'x' },
};
const TOKENS = {
  ...{ TOKEN_ISSUER: 'https://login.example', TOKEN_AUDIENCE: 'registergraf' },
  ...{ TOKEN_JWKS_URL: 'https://login.example/jwks', AUDIT_KEY: 'k'.repeat(32) },
};
const OFF = '(ROUTER_SECRET=off says that the network lets nobody else through)';

describe('by what a router proves itself', () => {
  test('is nothing where nothing is said, and where it is off', () => {
    expect(readConfig({}).router).toBeUndefined();
    expect(readConfig({ ...SANDBOX, ROUTER_SECRET: 'off' }).router).toBeUndefined();
  });

  test('is one secret, or several while it is changed, in a header of their own', () => {
    expect(readConfig({ ...SANDBOX, ROUTER_SECRET }).router).toEqual({
      header: 'x-router-secret',
      secrets: [ROUTER_SECRET],
    });
    const two = { ROUTER_SECRET: `${ROUTER_SECRET}1, ${ROUTER_SECRET}2`, ROUTER_SECRET_HEADER: 'Router-Authorization' };
    expect(readConfig({ ...SANDBOX, ...two }).router).toEqual({
      header: 'router-authorization',
      secrets: [`${ROUTER_SECRET}1`, `${ROUTER_SECRET}2`],
    });
  });

  test.each([
    ['one character too few', 'x'.repeat(ROUTER_SECRET_MIN - 1)],
    ['one character too many', 'x'.repeat(ROUTER_SECRET_MAX + 1)],
    ['nothing between two commas', `${ROUTER_SECRET},,${ROUTER_SECRET}`],
    ['a blank', `${ROUTER_SECRET} ${ROUTER_SECRET}`],
    ['a letter that no header can hold', `${ROUTER_SECRET}å`],
    [
      'one too many',
      Array(ROUTER_SECRETS_MAX + 1)
        .fill(ROUTER_SECRET)
        .join(','),
    ],
  ])('is not %s, which is not repeated', (_, secret) => {
    const problems = problemsOf(() => readConfig({ ...SANDBOX, ROUTER_SECRET: secret }));
    expect(problems).toEqual([
      `ROUTER_SECRET: must be off, or 1 to ${ROUTER_SECRETS_MAX} secrets between commas, each of ${ROUTER_SECRET_MIN} to ${ROUTER_SECRET_MAX} visible characters of ASCII.`,
    ]);
  });

  test('may be as long and as many as that', () => {
    const most = Array(ROUTER_SECRETS_MAX).fill('x'.repeat(ROUTER_SECRET_MAX)).join(',');
    expect(readConfig({ ...SANDBOX, ROUTER_SECRET: most }).router?.secrets).toHaveLength(ROUTER_SECRETS_MAX);
  });

  // A client's name stands in the log, and a secret in its place would, too.
  test.each([...REQUEST_HEADERS, 'X-Purpose', 'X-GraphQL-Client-Name', 'x-', 'x-a b', 'cookie'])(
    'is not read from %s, which means something else',
    (ROUTER_SECRET_HEADER) => {
      expect(problemsOf(() => readConfig({ ...SANDBOX, ROUTER_SECRET, ROUTER_SECRET_HEADER }))).toEqual([
        'ROUTER_SECRET_HEADER: must be the name of a header of its own, which begins with x- or router-.',
      ]);
    },
  );

  test.each([
    [{ ROUTER_SECRET }, 'ROUTER_SECRET: is set, and PROFILE is open; routers ask the profile subgraph.'],
    [{ ...SANDBOX, ROUTER_SECRET_HEADER: 'x-router' }, 'ROUTER_SECRET: missing, though ROUTER_SECRET_HEADER is set.'],
    [
      { ...REAL, AUTHENTICATION: 'off' },
      `ROUTER_SECRET: missing; PROFILE is subgraph and AUTHENTICATION is off ${OFF}.`,
    ],
  ])('stops the start: %o', (set, problem) => {
    expect(problemsOf(() => readConfig(set))).toEqual([problem]);
  });
});

describe('a gateway for routers that is reached by others', () => {
  const warnings = (set: Record<string, string>) =>
    readConfig(set).warnings.filter((line) => line.startsWith('ROUTER_SECRET'));

  test('is warned of where tokens alone keep them away', () => {
    expect(warnings({ ...REAL, ...TOKENS })).toEqual([
      `ROUTER_SECRET: missing; whoever has a token may ask this gateway past the router ${OFF}.`,
    ]);
  });

  test.each([
    ['a secret', { ...REAL, ...TOKENS, ROUTER_SECRET }],
    ['the word that the network does it', { ...REAL, ...TOKENS, ROUTER_SECRET: 'off' }],
    ['that word, without tokens', { ...REAL, AUTHENTICATION: 'off', ROUTER_SECRET: 'off' }],
    ['invented people', SANDBOX],
    ['another profile', { ...REAL, ...TOKENS, PROFILE: 'open' }],
  ])('is not, with %s', (_, set) => {
    expect(warnings(set)).toEqual([]);
  });
});
