import { describe, expect, test } from 'vitest';
import { VARIABLES } from '../../src/config/variables.ts';
import { type Environment, readConfig } from '../../src/config.ts';
import { problemsOf } from './problems.ts';

const problems = (environment: Environment) => problemsOf(() => readConfig(environment));
const GRUNNDATA = {
  AUTHENTICATION: 'off',
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_USER: 'brukeren',
  GRUNNDATA_PASSWORD: 'hemmelig',
};
const STRICT: readonly Environment[] = [
  GRUNNDATA,
  { NODE_ENV: 'production', SANDBOX: 'on' },
  { PROFILE: 'subgraph', SANDBOX: 'on' },
];

/** Without what is said of the sandbox itself, which a strict environment here has to ask for. */
function warningsOfNames(environment: Parameters<typeof readConfig>[0]): readonly string[] {
  return readConfig(environment).warnings.filter((line) => !line.startsWith('SANDBOX='));
}

describe('a variable that would be a register’s stops the start, also where the sandbox would answer:', () => {
  test.each([
    ['GRUNDATA_URL', 'GRUNNDATA_URL'],
    ['GRUNNDATA_ULR', 'GRUNNDATA_URL'],
    ['GRUNNDATA_PASWORD', 'GRUNNDATA_PASSWORD'],
    ['FRIVILIGHET_URL', 'FRIVILLIGHET_URL'],
    ['STAR_ULR', undefined],
    ['STAR_DEADLINE_MS', undefined],
    ['STAR_CLIENT_CERTT', 'STAR_CLIENT_CERT'],
    ['POSTKASE_URL', 'POSTKASSE_URL'],
    ['POSTKASSE-URL', 'POSTKASSE_URL'],
    ['postkasse_url', 'POSTKASSE_URL'],
    ['KONTAKTREGISTER_URI', 'KONTAKTREGISTER_URL'],
    ['GRUNNDATA_PASSWORD_PATH', undefined],
  ])('%s', (name, meant) => {
    for (const environment of [{}, ...STRICT]) {
      const [line, ...others] = problems({ ...environment, [name]: 'very-secret' });
      expect(others).toEqual([]);
      expect(line).toMatch(meant ? `${name}: unknown; is ${meant} meant?` : `${name}: unknown`);
      expect(line).not.toContain('very-secret');
    }
  });
});

describe('any other slip is a warning where somebody explores, and stops the start elsewhere:', () => {
  test.each([
    ['AUDIT_FILES', 'AUDIT_FILE'],
    ['PROFILES', 'PROFILE'],
    ['AUTHENTICATIO', 'AUTHENTICATION'],
    ['AUTENTICATION', 'AUTHENTICATION'],
    ['TOKEN_JWKS_URI', 'TOKEN_JWKS_URL'],
    ['LOG_LEVELS', 'LOG_LEVEL'],
    ['MAX_CALL', 'MAX_CALLS'],
    ['SANDBOXX', 'SANDBOX'],
    ['ALLOWED_HOST', 'ALLOWED_HOSTS'],
  ])('%s', (name, meant) => {
    const line = `${name}: unknown; is ${meant} meant?`;
    expect(readConfig({ [name]: 'very-secret' }).warnings).toEqual([line]);
    for (const environment of STRICT) expect(problems({ ...environment, [name]: 'very-secret' })).toEqual([line]);
  });

  test('what only begins as one of ours is a warning: there are other programs’', () => {
    for (const name of ['TOKEN_SECRET', 'AUDIT_WEBHOOK', 'MAX_SOMETHING_ELSE']) {
      const line = expect.stringMatching(
        new RegExp(`^${name}: unknown, though others that begin with [A-Z]+_ are read.$`),
      );
      for (const environment of [{}, ...STRICT]) {
        expect(warningsOfNames({ ...environment, [name]: 'x' })).toEqual([line]);
      }
    }
  });
});

describe('nobody else’s variable is taken for one of ours:', () => {
  test.each([
    ...['HOSTNAME', 'HOME', 'PATH', 'PORTS', 'POST', 'TERM', 'LANG', 'USER', 'LOGNAME', 'NODE_OPTIONS', 'NODE_VERSION'],
    ...['START_URL', 'npm_config_user_agent', 'npm_package_name', 'VITEST', 'CI', 'GITHUB_TOKEN', 'AWS_PROFILE'],
    ...['KUBERNETES_SERVICE_HOST', 'KUBERNETES_PORT_443_TCP_ADDR', 'HTTPS_PROXY', 'DATABASE_URL'],
    ...['REDIS_SERVICE_HOST', 'REDIS_PORT', 'REDIS_PORT_6379_TCP_ADDR'],
    // What Kubernetes sets for a service that is named as a register.
    ...['GRUNNDATA_SERVICE_HOST', 'GRUNNDATA_SERVICE_PORT', 'GRUNNDATA_SERVICE_PORT_HTTP', 'GRUNNDATA_PORT'],
    ...['STAR_PORT_8080_TCP', 'STAR_PORT_8080_TCP_PROTO', 'STAR_PORT_8080_TCP_PORT', 'POSTKASSE_PORT_443_TCP_ADDR'],
    // What others of ours read.
    ...['SANDBOX_KEYS', 'REGISTERGRAF_TOKEN', 'ROUTER_PORT', 'TILSKUDD_PORT', 'GATEWAY', 'CHROMIUM'],
  ])('%s', (name) => {
    for (const environment of [{}, ...STRICT]) {
      expect(warningsOfNames({ ...environment, [name]: 'x' })).toEqual([]);
    }
  });

  test('nor one of ours for another, nor an empty one', () => {
    for (const name of Object.keys(VARIABLES.shape)) {
      expect(problems({ [name]: 'x' }).filter((line) => line.includes('unknown'))).toEqual([]);
    }
    expect(readConfig({ GRUNDATA_URL: ' ' }).warnings).toEqual([]);
  });
});
