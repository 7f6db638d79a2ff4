import { statSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { embedIssuer } from '../../src/embedded.ts';
import { ALL_SCOPES } from '../../src/graph/scopes.ts';
import { createTokenVerifier } from '../../src/server/callers/token.ts';
import { createFiles } from '../support/certificates.ts';
import { runCli } from '../support/cli.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const keyFile = files.path('keys/issuer.json');
const token = (...args: string[]) => runCli(['token', ...args], { env: { SANDBOX_ISSUER_KEY: keyFile } });

describe('registergraf token', () => {
  test('makes a token that a gateway started apart from it trusts, whoever made the key', async () => {
    const { stdout } = await token('aktoer-1@jobcenter-1');
    const { issuer, token: trusted } = await embedIssuer(keyFile);
    const verify = createTokenVerifier(trusted);
    expect(await verify(stdout.trim())).toMatchObject({
      ok: true,
      caller: {
        organisation: { type: 8, kode: '90100' },
        userOrganisation: { type: 4, kode: '90000001' },
        scopes: new Set(ALL_SCOPES),
      },
    });
    const few = await token('star', '--scope', 'registergraf:enhet.read', '--minutes', '1');
    expect(await verify(few.stdout.trim())).toMatchObject({
      caller: { scopes: new Set(['registergraf:enhet.read']) },
    });
    const maskinporten = await token('--maskinporten', 'NO 700 102 009 MVA');
    expect(await verify(maskinporten.stdout.trim())).toMatchObject({
      caller: { organisation: { type: 0, kode: '700102009' } },
    });
    const citizen = await token('--citizen', '028271 12006', '--scope', 'registergraf:own.read');
    expect(await verify(citizen.stdout.trim())).toMatchObject({
      caller: { person: '02827112006', user: { type: 'borger' }, scopes: new Set(['registergraf:own.read']) },
    });
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    await issuer.close();
    // Four processes, on a machine that may be busy.
  }, 60_000);

  test('whoever it does not know ends with 2, and with those whom it knows', async () => {
    const [nobody, forever, two] = await Promise.all([
      token('nobody'),
      token('star', '--minutes', 'ever'),
      token('star', 'star'),
    ]);
    expect([nobody, forever, two].map(({ code, stdout }) => [code, stdout])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
    ]);
    expect(nobody.stderr).toContain('jobcenter-1');
  });

  test('a number that nobody can have ends with 2 and is not repeated; a scope that is none of ours is told', async () => {
    const [citizen, body, strange] = await Promise.all([
      token('--citizen', '02827112007'),
      token('--maskinporten', '700102008'),
      token('star', '--scope', 'registergraf:enhet.read registergraf:enheter.read'),
    ]);
    expect([citizen, body].map(({ code, stdout }) => [code, stdout])).toEqual([
      [2, ''],
      [2, ''],
    ]);
    expect(citizen.stderr).toMatch(/^error: --citizen must be/);
    expect(body.stderr).toMatch(/^error: --maskinporten must be/);
    expect(citizen.stderr).not.toContain('02827112007');
    expect(strange.code).toBe(0);
    expect(strange.stderr).toMatch(
      /^! registergraf:enheter\.read is no scope of this gateway's.* registergraf:enhet\.read/,
    );
  }, 60_000);

  test('a key file that is no key is one clear line', async () => {
    const broken = files.write('broken.json', 'not a key');
    await expect(embedIssuer(broken)).rejects.toThrow(/^SANDBOX_ISSUER_KEY: the key file/);
    const ran = await runCli(['token'], { env: { SANDBOX_ISSUER_KEY: broken } });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^error: SANDBOX_ISSUER_KEY: the key file[^\n]*\n$/);
  });
});
