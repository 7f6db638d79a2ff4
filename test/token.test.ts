import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { embedUtsteder } from '../src/embedded.ts';
import { ALL_SCOPES } from '../src/graph/scopes.ts';
import { createTokenVerifier } from '../src/server/auth/token.ts';
import { createFiles } from './support/certificates.ts';

const run = promisify(execFile);
const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const keyFile = files.path('keys/utsteder.json');
const token = (...args: string[]) =>
  run(process.execPath, [fileURLToPath(new URL('../src/token.ts', import.meta.url)), ...args], {
    env: { SANDKASSE_UTSTEDERNOEKKEL: keyFile },
  });

describe('npm run token', () => {
  test('makes a token that a gateway started apart from it trusts, whoever made the key', async () => {
    const { stdout } = await token('aktoer-1@jobcenter-1');
    const { utsteder, token: trusted } = await embedUtsteder(keyFile);
    const verify = createTokenVerifier(trusted);
    expect(await verify(stdout.trim())).toMatchObject({
      ok: true,
      kalder: {
        organisation: { type: 8, kode: '90100' },
        brugerorganisation: { type: 4, kode: '90000001' },
        scopes: new Set(ALL_SCOPES),
      },
    });
    const few = await token('star', '--scope', 'registergraf:enhet.read', '--minutter', '1');
    expect(await verify(few.stdout.trim())).toMatchObject({
      kalder: { scopes: new Set(['registergraf:enhet.read']) },
    });
    const maskinporten = await token('--maskinporten', '700102009');
    expect(await verify(maskinporten.stdout.trim())).toMatchObject({
      kalder: { organisation: { type: 0, kode: '700102009' } },
    });
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    await utsteder.close();
    // Three processes, on a machine that may be busy.
  }, 60_000);

  test('says what it can do, to whoever asks for somebody whom it does not know', async () => {
    await expect(token('nobody')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('jobcenter-1') });
  });

  test('a key file that is no key is one clear line', async () => {
    const broken = files.write('broken.json', 'not a key');
    await expect(embedUtsteder(broken)).rejects.toThrow(/^SANDKASSE_UTSTEDERNOEKKEL: the key file/);
  });
});
