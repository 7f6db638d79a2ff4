import { generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Check } from '../../src/cli/doctor/check.ts';
import { checkMaskinporten, checkTokensOf } from '../../src/cli/doctor/maskinporten.ts';
import { readConfig } from '../../src/config.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { CLIENT, CLIENT_KID } from '../../src/sandbox/maskinporten/index.ts';
import { CALL_POLICY } from '../../src/wire/http/settings.ts';
import type { Grant } from '../../src/wire/maskinporten/index.ts';
import { createFiles } from '../support/certificates.ts';
import { runCli } from '../support/cli.ts';
import { GRANT, playMaskinporten } from '../wire/maskinporten/played.ts';

async function check(clientId: string, grant: Partial<Grant> = {}, outage: 'none' | 'drops' = 'none') {
  const { issuer, privateKey, kid, played } = await playMaskinporten();
  played.outage = outage;
  const client = { issuer, clientId, privateKey, shownAs: { kid } };
  const policy = { ...CALL_POLICY, pausesMs: [] };
  const [only, ...more] = await checkTokensOf({ kilde: 'KRR', client, grants: [{ ...GRANT, ...grant }], policy });
  expect(more).toEqual([]);
  expect(JSON.stringify(only)).not.toMatch(/eyJ|PRIVATE/);
  return only;
}

describe('doctor asks Maskinporten', () => {
  it('who we are, with and without a body that we act for', async () => {
    expect(await check('klient-krr')).toEqual({
      area: 'maskinporten',
      state: 'ok',
      text: `KRR: we are client klient-krr of 315000017, with ${GRANT.scopes.join(' ')}; a token lasts 119 s`,
      facts: { expiresIn: 119 },
    });
    const scopes = ['krr:global/postkasse.read'];
    const acting = await check('klient-deleg', { scopes, consumerOrg: '316000010', resource: 'https://krr.example' });
    expect(acting?.text).toBe(
      'KRR: we are client klient-deleg of 310000108 on behalf of 316000010, with krr:global/postkasse.read, for https://krr.example alone; a token lasts 119 s',
    );
  });

  it('and says what to look at when it refuses, or is not there', async () => {
    expect(await check('klient-utgaatt')).toEqual({
      area: 'maskinporten',
      state: 'failure',
      text: `KRR: no token with ${GRANT.scopes.join(' ')} (MP-121, HTTP 400): the key that is registered is more than a year old: register a new one`,
      facts: { problem: 'client', code: 'MP-121' },
    });
    expect((await check('klient-krr', {}, 'drops'))?.text).toMatch(
      /^KRR: no token with [\w:/ .]+: no connection to http:\/\/127\.0\.0\.1:\d+ \([A-Z_]+\)$/,
    );
    const own = await check('klient-deleg', { scopes: ['krr:global/postkasse.read'], consumerOrg: '310000108' });
    expect(own?.text).toBe(
      'KRR: no token with krr:global/postkasse.read on behalf of 310000108 (HTTP 400): refused, a matter of configuration',
    );
  });

  it('and only warns of a scope that is missing where the same body has another', async () => {
    const { issuer, privateKey, kid } = await playMaskinporten();
    const client = { issuer, clientId: 'klient-krr', privateKey, shownAs: { kid } };
    const grants = [GRANT, { scopes: ['brreg:data:enhetsregisteret:auto:roller'] }];
    const states = async (wanted: readonly Grant[]) =>
      (await checkTokensOf({ kilde: 'KRR', client, grants: wanted, policy: CALL_POLICY })).map(({ state }) => state);
    expect(await states(grants)).toEqual(['ok', 'warning']);
    expect(await states([{ ...GRANT, consumerOrg: '316000010' }, ...grants])).toEqual(['failure', 'ok', 'warning']);
  });
});

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

async function doctor(env: Record<string, string>) {
  const { code, stdout, stderr } = await runCli(['doctor', '--json'], { env });
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/eyJ|PRIVATE/);
  const { checks } = JSON.parse(stdout) as { checks: readonly Check[] };
  const of = (area: Check['area']) =>
    checks.filter((one) => one.area === area).map(({ state, text }) => `${state}: ${text}`);
  return { code, of };
}

const ROLES = 'brreg:data:enhetsregisteret:auto:roller';
const PERSON = 'brreg:data:enhetsregisteret:roller:person:oppslag:fnr';
const KRR = 'krr:global/kontaktinformasjon.read krr:global/digitalpost.read';

describe('registergraf doctor', { timeout: 120_000 }, () => {
  it('fetches the tokens of all sources that take them, over the REST doors of the sandbox', async () => {
    const { code, of } = await doctor({ SANDBOX_DOORS: 'rest' });
    expect(code).toBe(0);
    const told = (kilde: string, scopes: string) =>
      expect.stringMatching(
        new RegExp(`^ok: ${kilde}: we are client klient-registergraf of 315000017, with ${scopes}[,;]`),
      );
    expect(of('maskinporten')).toEqual([
      told('KRR', KRR),
      told('ENHETSREGISTERET', ROLES),
      told('ENHETSREGISTERET', PERSON),
    ]);
    const probed = of('source').map((line) => /^ok: (\w+) /.exec(line)?.[1]);
    expect(probed).toEqual([
      'STAR_URL',
      'KRR_URL',
      'ENHETSREGISTERET_URL',
      'FRIVILLIGHETSREGISTERET_URL',
      'FULLMAKT_URL',
    ]);
  });

  it('has one clear line with the code for each token that is refused, and one a body that is acted for', async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    const { urls, maskinporten } = sandbox;
    const pem = (key: { export(how: { type: 'pkcs8'; format: 'pem' }): string | Buffer }) =>
      String(key.export({ type: 'pkcs8', format: 'pem' }));
    const { privateKey: wrong } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { privateKey: right } = await maskinporten.simulator.clientCertificates();
    const env = {
      AUTHENTICATION: 'off',
      KONTAKTREGISTER_SOURCE: 'krr',
      KRR_URL: urls.krr,
      ENHET_SOURCE: 'enhetsregisteret',
      ENHETSREGISTERET_URL: urls.enhetsregisteret,
      FRIVILLIGHETSREGISTERET_URL: urls.frivillighetsregisteret,
      FULLMAKT_URL: urls.fullmakt,
      MASKINPORTEN_ISSUER: urls.maskinporten,
      MASKINPORTEN_CLIENT_ID: CLIENT,
      MASKINPORTEN_KEY: files.write('wrong.pem', pem(wrong)),
      MASKINPORTEN_KEY_ID: CLIENT_KID,
    };
    const bad = await doctor(env);
    const refused = ['KRR', 'ENHETSREGISTERET', 'ENHETSREGISTERET'].map((kilde, index) => {
      const why = 'MASKINPORTEN_KEY is not the key that is registered as MASKINPORTEN_KEY_ID';
      return `failure: ${kilde}: no token with ${[KRR, ROLES, PERSON][index]} (MP-124, HTTP 400): ${why}`;
    });
    expect(bad.code).toBe(1);
    expect(bad.of('maskinporten')).toEqual(refused);
    const delegated = readConfig({
      ...env,
      AUTHENTICATION: 'required',
      TOKEN_ISSUER: 'https://issuer.example',
      TOKEN_AUDIENCE: 'registergraf',
      TOKEN_JWKS_URL: 'https://issuer.example/jwks',
      AUDIT_KEY: 'a key that everybody knows, of the tests',
      MASKINPORTEN_CLIENT_ID: 'klient-deleg',
      MASKINPORTEN_KEY: files.write('right.pem', pem(right)),
      ON_BEHALF_OF: '316000010,315000017',
      KRR_SCOPES: 'digitalpost',
    });
    const many = (await checkMaskinporten(delegated.sources)).map(({ state, text }) => `${state}: ${text}`);
    expect(many.slice(0, 2)).toEqual([
      expect.stringMatching(/^ok: KRR: we are client klient-deleg of 310000108 on behalf of 316000010, with /),
      'failure: KRR: no token with krr:global/postkasse.read on behalf of 315000017 (MP-251, HTTP 403): the body that is acted for has not delegated a scope in Altinn',
    ]);
    expect(many).toHaveLength(6);
  });
});
