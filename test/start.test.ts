import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../src/sandbox/index.ts';
import { ROOT } from './support/cli.ts';

// What a gateway of production loads before its first answer, in a process of its own.

/** Writes the address of each module that is loaded to standard error. */
const HOOKS = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { process.stderr.write('loaded ' + url + '\\n'); return next(url, context); } });`;

const NOT_AT_THE_START: Readonly<Record<string, RegExp>> = {
  'the sandbox': /\/src\/(?:sandbox\/|embedded\.ts)/,
  'the command line': /\/src\/cli\/|\/node_modules\/(?:commander|cli-table3)\//,
  'what compares schemas': /\/node_modules\/@graphql-inspector\//,
  'GraphiQL’s files': /\/node_modules\/@graphql-yoga\/render-graphiql\//,
  'what reads tokens, where none is asked for': /\/node_modules\/jose\/|\/callers\/(?:token|dpop|keys)\.ts/,
  'what reads certificates, where there are none': /\/node_modules\/@peculiar\//,
  'what traces, where no collector is named': /\/node_modules\/@opentelemetry\/|\/src\/server\/traces\/(?!settings)/,
  'what opens PKCS#12': /\/node_modules\/node-forge\//,
  'the names of countries in all languages': /\/i18n-iso-countries\/langs\//,
  'the client of Redis, which is not configured': /\/node_modules\/ioredis\//,
  'what counts, where METRICS_PORT is not set':
    /\/node_modules\/(?:prom-client|tdigest)\/|\/src\/metrics\.ts|\/metrics\/(?:counter|families)\.ts/,
  'what prints the schema’s files': /\/src\/(?:print|tables|graph\/generated)\.ts/,
};

describe('a gateway of production, until its first answer,', () => {
  let gateway: ChildProcess;
  let answer: unknown;
  let metrics: number;
  let loaded: readonly string[];
  beforeAll(async () => {
    const sandbox = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
    gateway = spawn(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(HOOKS)}`, 'bin/start.js'],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...{ PATH: process.env.PATH, PORT: '0', NODE_ENV: 'production', SYNTHETIC_PERSONS: 'allow' },
          ...{ AUTHENTICATION: 'off', AUDIT_KEY: 'x'.repeat(32) },
          ...{ GRUNNDATA_USER: 'sandbox-full', GRUNNDATA_PASSWORD: 'hemmelig' },
          GRUNNDATA_URL: sandbox.urls.grunndata,
        },
      },
    );
    let output = '';
    let errors = '';
    gateway.stderr?.on('data', (piece) => {
      errors += piece;
    });
    const url = await new Promise<string>((resolve, reject) => {
      gateway.stdout?.on('data', (piece) => {
        output += piece;
        const [, found] = /answers at (http:\/\/[^/\s"]+)/.exec(output) ?? [];
        if (found) resolve(found);
      });
      gateway.once('exit', () => reject(new Error(output + errors)));
    });
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' }),
    });
    answer = await response.json();
    metrics = (await fetch(`${url}/metrics`)).status;
    const ended = new Promise((resolve) => gateway.stderr?.once('close', resolve));
    gateway.kill('SIGKILL');
    await ended;
    loaded = [...errors.matchAll(/^loaded (.+)$/gm)].map(([, address = '']) => decodeURI(address));
    await sandbox.close();
  });
  afterAll(() => gateway.kill('SIGKILL'));

  it('has answered, and been watched', () => {
    expect(answer).toEqual({ data: { enhet: { basisdata: { __typename: 'Basisdata' } } } });
    const seen = (what: string) => loaded.some((address) => address.endsWith(what));
    expect([seen('/src/serve.ts'), seen('/src/wire/http/client.ts'), seen('/graphql/index.js')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('has no metrics', () => {
    expect(metrics).toBe(404);
  });

  it.each(Object.entries(NOT_AT_THE_START))('has not loaded %s', (_, what) => {
    expect(loaded.filter((address) => what.test(address))).toEqual([]);
  });

  it('has loaded no package of development', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
    };
    const folders = new Set(
      loaded.flatMap(
        (address) => /\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(address)?.[1] ?? [],
      ),
    );
    expect(folders.size).toBeGreaterThan(20);
    expect([...folders].filter((folder) => lock.packages[folder]?.dev !== undefined)).toEqual([]);
    expect([...folders].filter((folder) => !lock.packages[folder] || !existsSync(join(ROOT, folder)))).toEqual([]);
  });
});
