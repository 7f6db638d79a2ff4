import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

// `npm run federation`, as a process of its own.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FREE = { PORT: '0', TILSKUDD_PORT: '0', ROUTER_PORT: '0' };

function startFederation(ports: Record<string, string>) {
  // As npm runs the script: "node examples/federation/start.ts".
  const child = spawn(process.execPath, ['examples/federation/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...ports },
  });
  onTestFinished(() => {
    child.kill();
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  return { child, output, ended };
}

it('npm run federation prints a command that answers, and ends on Ctrl-C', { timeout: 60_000 }, async () => {
  const { child, output, ended } = startFederation(FREE);
  await expect.poll(() => output.out, { timeout: 40_000 }).toMatch(/^ {2}curl .*$/m);

  const command = /^ {2}(curl .*)$/m.exec(output.out)?.[1] ?? '';
  const { stdout } = await promisify(execFile)('sh', ['-c', command]);
  const { data, errors } = JSON.parse(stdout);
  expect(errors).toBeUndefined();
  expect(
    data.tilskudd.map(
      ({ mottaker }: { mottaker: { basisdata: { __typename: string } } }) => mottaker.basisdata.__typename,
    ),
  ).toEqual([
    'Basisdata',
    'Basisdata',
    'SlettetSomDublett',
    'EnhetSlettet',
    'EnhetAldriOpprettet',
    'UgyldigOrganisasjonsnummer',
    'UgyldigOrganisasjonsnummerFormat',
    'Basisdata',
  ]);

  const router = /router before them +(\S+)/.exec(output.out)?.[1] ?? '';
  const page = await fetch(router, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  // It opens with something to run.
  expect(await page.text()).toContain('query Tilskudd');

  child.kill('SIGINT');
  expect(await ended).toBe(0);
  await expect(fetch(router)).rejects.toThrow();
});

it.each(Object.keys(FREE))('a port that is taken is one line that names %s', { timeout: 60_000 }, async (variable) => {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const { port } = taken.address() as AddressInfo;
  try {
    const { output, ended } = startFederation({ ...FREE, [variable]: String(port) });
    expect(await ended).toBe(1);
    expect(output.err.trim().split('\n').at(-1)).toMatch(new RegExp(`^${variable}: `));
    expect(output.err).toContain(`EADDRINUSE: address already in use 127.0.0.1:${port}`);
    expect(output.err).not.toContain('    at ');
  } finally {
    taken.close();
  }
});
