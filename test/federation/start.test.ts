import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { expect, it, onTestFinished } from 'vitest';
import { listen } from '../../examples/federation/listen.ts';
import { block, chapter } from '../documents/papers.ts';

// `npm run federation`, as a process of its own.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FREE = { PORT: '0', TILSKUDD_PORT: '0', ROUTER_PORT: '0' };

function startFederation(ports: Record<string, string>, own: readonly string[] = []) {
  // As npm runs the script: "node examples/federation/start.ts".
  const child = spawn(process.execPath, ['examples/federation/start.ts', ...own], {
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

/** A subgraph of a newcomer's own: its schema is the paper's. */
async function serveVisits() {
  const sdl = block(chapter('### A subgraph of your own', 'docs/federation.md'), 'graphql');
  const visits = ['700 102 009', '700102009'].map((organisasjonsnummer) => ({ unit: { organisasjonsnummer } }));
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: { Query: { visits: () => visits } } });
  const server = await listen(createYoga({ schema, logging: false }), 0);
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-'));
  const file = join(folder, 'visits.graphql');
  writeFileSync(file, sdl);
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });
  return { file, url: server.url };
}

it('npm run federation prints a command that answers, and ends on Ctrl-C', { timeout: 60_000 }, async () => {
  const visits = await serveVisits();
  const { child, output, ended } = startFederation(FREE, [visits.file, visits.url]);
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
  // Beside them stands the subgraph of docs/federation.md, which writes one number in two ways.
  expect(output.out).toContain(`Your own, visits        ${visits.url}\n`);
  const body = JSON.stringify({ query: '{ visits { unit { organisasjonsnummer basisdata { __typename } } } }' });
  const response = await fetch(router, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const unit = { organisasjonsnummer: '700102009', basisdata: { __typename: 'Basisdata' } };
  expect(await response.json()).toEqual({ data: { visits: [{ unit }, { unit }] } });

  const page = await fetch(router, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  // It opens with something to run.
  expect(await page.text()).toContain('query Tilskudd');

  child.kill('SIGINT');
  expect(await ended).toBe(0);
  await expect(fetch(router)).rejects.toThrow();
});

it('a schema without an address is one line that says how to write both', { timeout: 60_000 }, async () => {
  const { output, ended } = startFederation(FREE, ['visits.graphql']);
  expect(await ended).toBe(1);
  expect(output.err).toBe('Usage: npm run federation -- [<file of a schema> <address of its subgraph>]…\n');
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
