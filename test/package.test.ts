import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { ROOT } from './support/cli.ts';
import { unpack } from './support/client-package.ts';

// What an operator gets without an engine for containers: the package is built, packed and unpacked.

const TIMEOUT_MS = 180_000;
const run = promisify(execFile);

let folder: string;
let installed: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registergraf-package-'));
  installed = join(folder, 'server');
  const staged = join(folder, 'staged');
  const wanted = packageJson.files.filter((file) => file !== 'dist');
  // The sources, a folder of tests and the package of frontends are here to see that they stay behind.
  for (const file of ['package.json', 'README.md', 'LICENSE', ...wanted, 'src/domain', 'test/client', 'client']) {
    await cp(join(ROOT, file), join(staged, file), { recursive: true });
  }
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(staged, 'dist')]);
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: staged,
  });
  await unpack(join(folder, stdout.trim()), installed);
}, TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('holds every file that it exports', () => {
  const targets = Object.values(packageJson.exports);
  expect(targets.length).toBeGreaterThan(3);
  expect(targets.filter((target) => !existsSync(join(installed, target)))).toEqual([]);
});

it('brings the command line, with its examples', async () => {
  // What an installation would put there.
  await symlink(join(ROOT, 'node_modules'), join(installed, 'node_modules'));
  const { stdout, stderr } = await run(
    process.execPath,
    ['bin/registergraf.js', 'ask', 'Basisdata', '--sandbox', '--variables', '{"organisasjonsnummer":"700102009"}'],
    { cwd: installed },
  );
  expect(stderr).toBe('');
  expect(JSON.parse(stdout).data.enhet.basisdata.__typename).toBe('Basisdata');
  const codes = await run(process.execPath, ['bin/registergraf.js', 'codes', '--type', 'UgyldigCpr'], {
    cwd: installed,
  });
  expect(codes.stdout).toContain('1001');
  // In production on the sandbox, too: the example operations can be asked for by their ids.
  const env = { ...process.env, PROFILE: 'production', SANDBOX: 'on', LOG_LEVEL: 'silent' };
  const doctor = await run(process.execPath, ['bin/registergraf.js', 'doctor'], { cwd: installed, env });
  expect(doctor.stdout).toMatch(/PROFILE=production, \d+ persisted documents/);
  await rm(join(installed, 'node_modules'));
});

it('holds no tests and no sources, and not the package of frontends', async () => {
  const wanted = packageJson.files.map((file) => file.split('/')[0]);
  expect((await readdir(installed)).toSorted()).toEqual(
    [...new Set(['package.json', 'LICENSE', 'README.md', ...wanted])].toSorted(),
  );
});
