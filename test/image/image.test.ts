import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/cli.ts';
import { keepOutput } from '../support/output.ts';
import { PATIENCE } from '../support/patience.ts';
import { freePorts } from '../support/ports.ts';
import { REPORT, reportOf } from './report.ts';
import { type Image, runSteps } from './steps.ts';

// The Dockerfile's own steps, run in a clean folder, and what comes of them started as the image would be: `npm run test:image`.

const folder = mkdtempSync(join(tmpdir(), 'registergraf-image-'));
let image: Image;
let gateway: ChildProcess | undefined;
let output = '';
let address = '';
let resident = 0;

/** Node as the image's user may run it: what stands in a home folder may not be entered by others. */
const NODE = join(folder, 'node');

const inImage = (path: string) => join(image.root, image.workdir, path);

beforeAll(async () => {
  // The image's user is nobody here, and must get in.
  chmodSync(folder, 0o755);
  cpSync(process.execPath, NODE, { dereference: true });
  image = await runSteps(ROOT, folder);
}, 300_000);

afterAll(() => {
  gateway?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the image's entry point with a command of registergraf; as the user of the image, if the test may become another. */
function start(command: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const [program, ...rest] = image.entrypoint;
  expect(program).toBe('/nodejs/bin/node');
  const [uid = 0, gid = 0] = image.user.split(':').map(Number);
  const identity = process.getuid?.() === 0 ? { uid, gid } : {};
  return spawn(NODE, [...rest, ...command], { cwd: inImage('.'), env: { ...image.env, ...env }, ...identity });
}

describe('The image', () => {
  it('has what runs, and nothing else', () => {
    const there = ['dist/cli/main.js', 'node_modules/graphql-yoga', 'schema/registergraf.graphql', 'LICENSE'];
    const away = [
      'src',
      'test',
      'node_modules/typescript',
      'node_modules/vitest',
      'node_modules/node',
      'node_modules/registergraf-client',
      'client',
      '.npmrc',
      '.git',
    ];
    expect(there.filter((path) => !existsSync(inImage(path)))).toEqual([]);
    expect(away.filter((path) => existsSync(inImage(path)))).toEqual([]);
  });

  it('has each production dependency of the lock file, and no development dependency', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; devOptional?: boolean; optional?: boolean; link?: boolean }>;
    };
    const installed = Object.entries(packages).filter(([path, { link }]) => path.startsWith('node_modules/') && !link);
    const wrong = installed.filter(([path, { dev = false, devOptional = false, optional = false }]) =>
      dev || devOptional ? existsSync(inImage(path)) : !optional && !existsSync(inImage(path)),
    );
    expect(installed.length).toBeGreaterThan(100);
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('answers as a user who is not root and may write nowhere in it', async () => {
    const port = await freePorts();
    address = `http://127.0.0.1:${port}`;
    gateway = start(image.command, { PORT: `${port}`, SANDBOX: 'on', SHUTDOWN_DELAY_MS: '0' });
    const keep = keepOutput('image');
    for (const stream of [gateway.stdout, gateway.stderr]) {
      stream?.on('data', (piece) => {
        output += piece;
        keep(piece);
      });
    }
    await expect
      .poll(
        () =>
          fetch(`${address}/health/ready`).then(
            ({ status }) => status,
            () => output,
          ),
        PATIENCE,
      )
      .toBe(200);
    const body = JSON.stringify({ query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${address}/graphql`, { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({ data: { enhet: { basisdata: { __typename: 'Basisdata' } } } });
    expect(await (await fetch(`${address}/docs/configuration`)).text()).toContain('<h1');
    // Linux tells whose process it is.
    const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
    const owner = /^Uid:\s+(\d+)/m.exec(status)?.[1];
    expect(owner).toBe(`${process.getuid?.() || image.user.split(':')[0]}`);
    expect(owner).not.toBe('0');
    resident = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  });

  it('ends with 0 at SIGTERM, which Node gets itself', async () => {
    if (!gateway) throw new Error('the gateway has not started');
    const ended = once(gateway, 'exit');
    gateway.kill('SIGTERM');
    expect(await ended, output).toEqual([0, null]);
  });

  it('runs other commands of registergraf', async () => {
    const help = start(['--help'], {});
    let said = '';
    help.stdout?.on('data', (piece) => {
      said += piece;
    });
    const [code] = await once(help, 'close');
    expect([code, said]).toEqual([0, expect.stringContaining('registergraf')]);
  });

  it('is written down', () => {
    const kilobytes = Number(execFileSync('du', ['-sk', inImage('.')], { encoding: 'utf8' }).split('\t')[0]);
    const facts = {
      'Megabytes beside the base image': Math.round(kilobytes / 1024),
      'Megabytes resident after the first answer, with the embedded sandbox': Math.round(resident / 1024),
    };
    writeFileSync(REPORT, reportOf(facts));
  });
});
