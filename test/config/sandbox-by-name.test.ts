import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { problemsOf } from './problems.ts';

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));

const GRUNNDATA = {
  AUTHENTICATION: 'off',
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_USER: 'brukeren',
  GRUNNDATA_PASSWORD: 'hemmelig',
};

const ADDRESSES = SOURCES.flatMap(({ services }) =>
  Object.values(services).flatMap(({ variable, door }) => (door ? [] : variable)),
);

const missing = (why: string) => [
  `${ADDRESSES.slice(0, -1).join(', ')} or ${ADDRESSES.at(-1)}: missing, and ${why}. SANDBOX=on starts the embedded sandbox, which answers with invented people.`,
];

describe('the embedded sandbox', () => {
  test.each([
    [{}],
    [{ NODE_ENV: 'development' }],
    [{ NODE_ENV: 'preproduction' }],
    [{ PROFILE: 'open' }],
    [{ SANDBOX: 'on' }],
    [{ SANDBOX: 'embedded' }],
    [{ SANDBOX: 'on', NODE_ENV: 'production' }],
    [{ SANDBOX: 'on', PROFILE: 'subgraph' }],
    [{ SANDBOX: 'embedded', PROFILE: 'production', NODE_ENV: 'production' }],
  ])('answers with %j', (environment) => {
    expect(readConfig(environment).sandbox).toBe(true);
  });

  test('is spoken of as a warning where others than people who explore are answered', () => {
    const warnings = (environment: Record<string, string>) => readConfig(environment).warnings;
    const warning = 'SANDBOX=on: the embedded sandbox answers, with invented people.';
    expect(warnings({ SANDBOX: 'on', NODE_ENV: 'production' })).toEqual([warning]);
    expect(warnings({ SANDBOX: 'on', PROFILE: 'subgraph' })).toEqual([warning]);
    expect([warnings({}), warnings({ SANDBOX: 'on' })]).toEqual([[], []]);
  });

  test.each([
    [{ NODE_ENV: 'production' }, 'NODE_ENV is production'],
    [{ NODE_ENV: 'Production' }, 'NODE_ENV is production'],
    [{ NODE_ENV: '"production" ' }, 'NODE_ENV is production'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV is production'],
    [{ NODE_ENV: 'production', PROFILE: 'open' }, 'NODE_ENV is production'],
    [{ NODE_ENV: 'production', SANDBOX: '' }, 'NODE_ENV is production'],
    [{ PROFILE: 'subgraph' }, 'PROFILE is subgraph'],
    [{ PROFILE: 'production' }, 'PROFILE is production'],
    [{ PROFILE: 'production', AUTHENTICATION: 'required' }, 'PROFILE is production'],
    [{ SANDBOX: 'off' }, 'SANDBOX is off'],
  ])('stops the start with %j: it was not asked for by name', (environment, why) => {
    expect(problems(environment)).toEqual(missing(why));
  });

  test('does not answer beside a register', () => {
    expect(problems({ ...GRUNNDATA, SANDBOX: 'on' })).toEqual([
      'SANDBOX: is on, though GRUNNDATA_URL is set; it answers for all registers or for none.',
    ]);
    for (const SANDBOX of ['off', '']) expect(readConfig({ ...GRUNNDATA, SANDBOX }).sandbox).toBe(false);
    const router = { PROFILE: 'subgraph', ROUTER_SECRET: 'off' };
    expect(readConfig({ ...GRUNNDATA, NODE_ENV: 'production', ...router }).sandbox).toBe(false);
  });

  test('has no other name', () => {
    expect(problems({ SANDBOX: 'true' })).toEqual(['SANDBOX: must be one of on, embedded, off.']);
  });
});
