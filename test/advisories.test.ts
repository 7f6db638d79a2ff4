import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './support/cli.ts';

// The check of the lock file against advisories, before a registry at a loopback socket that tells what npm's own does.

const SCRIPT = join(ROOT, '.ci/advisories.ts');

const about = (id: number, severity: string) => [
  { id, url: `https://advisories.example/${id}`, title: `Number ${id}`, severity, vulnerable_versions: '>=0' },
];

/** Starts a registry that knows these advisories, or has no such service, and checks the lock file before it. */
async function check(advisories: Readonly<Record<string, object>> | undefined, ...words: string[]) {
  const registry = createServer((request, response) => {
    request.resume();
    const isAsked = request.url === '/-/npm/v1/security/advisories/bulk' && advisories;
    response.writeHead(isAsked ? 200 : 405, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAsked ? advisories : {}));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const env = {
    ...process.env,
    npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`,
    npm_config_fetch_retries: '0',
  };
  const answer = await new Promise<{ readonly code: unknown; readonly said: string }>((resolve) => {
    execFile(process.execPath, [SCRIPT, ...words], { cwd: ROOT, env }, (error, said) =>
      resolve({ code: error?.code ?? 0, said }),
    );
  });
  registry.closeAllConnections();
  await new Promise((resolve) => registry.close(resolve));
  return answer;
}

describe('Advisories about packages of a production install', () => {
  test('are told, with a code that ends CI, and those about development are not', async () => {
    const { code, said } = await check({ ioredis: about(17, 'high'), vitest: about(18, 'critical') });
    expect(said).toBe(
      'Advisories about packages of a production install: 1\n' +
        'high: ioredis >=0: Number 17 (https://advisories.example/17)\n',
    );
    expect(code).toBe(1);
  });

  test('are none where the registry knows none', async () => {
    expect(await check({}, '--required')).toEqual({
      code: 0,
      said: 'Advisories about packages of a production install: 0\n',
    });
  });

  test('are not known where the registry tells none: said, and refused where a release asks', async () => {
    const said = 'The registry of packages tells no advisories, or cannot be reached: nothing is known.\n';
    expect(await check(undefined)).toEqual({ code: 0, said });
    expect(await check(undefined, '--required')).toEqual({ code: 1, said });
  });
});
