import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FEILKODER } from 'registergraf/client';
import { build, defaultClientConditions, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

// What a frontend gets: the package is built, packed and unpacked into a project that has nothing else installed.

const TIMEOUT_MS = 180_000;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const run = promisify(execFile);

let folder: string;
let frontend: string;
let installed: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registergraf-package-'));
  frontend = join(folder, 'frontend');
  installed = join(frontend, 'node_modules/registergraf');
  const staged = join(folder, 'staged');
  const wanted = packageJson.files.filter((file) => file !== 'dist');
  // The sources and a folder of tests are here to see that they stay behind.
  for (const file of ['package.json', 'README.md', 'LICENSE', ...wanted, 'src/client', 'test/client']) {
    await cp(join(ROOT, file), join(staged, file), { recursive: true });
  }
  await run(process.execPath, [TSC, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(staged, 'dist')]);
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: staged,
  });
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, stdout.trim()), '-C', installed, '--strip-components=1']);
  await writeFile(join(frontend, 'package.json'), '{ "type": "module" }');
}, TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a module of the frontend writes on standard output, run by a node that can find nothing but the package. */
async function output(code: string): Promise<string> {
  await writeFile(join(frontend, 'main.js'), code);
  return (await run(process.execPath, ['main.js'], { cwd: frontend })).stdout.trim();
}

describe('the package', () => {
  it('holds every file that it exports', async () => {
    const targets = Object.values(packageJson.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    expect(targets.length).toBeGreaterThan(4);
    // A generated file that this checkout lacks is for `npm run codegen:check` to find.
    const made = targets.filter((target) => !target.startsWith('./schema/') || existsSync(join(ROOT, target)));
    expect(made.filter((target) => !existsSync(join(installed, target)))).toEqual([]);
  });

  it('brings the command line, with its examples', async () => {
    const server = join(folder, 'server');
    await cp(installed, server, { recursive: true });
    // What an installation would put there.
    await symlink(join(ROOT, 'node_modules'), join(server, 'node_modules'));
    const { stdout, stderr } = await run(
      process.execPath,
      ['bin/registergraf.js', 'ask', 'Basisdata', '--sandbox', '--variables', '{"organisasjonsnummer":"700102009"}'],
      { cwd: server },
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).data.enhet.basisdata.__typename).toBe('Basisdata');
    // In production on the sandbox, too: the example operations can be asked for by their ids.
    const env = { ...process.env, PROFILE: 'production', SANDBOX: 'on', LOG_LEVEL: 'silent' };
    const doctor = await run(process.execPath, ['bin/registergraf.js', 'doctor'], { cwd: server, env });
    expect(doctor.stdout).toMatch(/PROFILE=production, \d+ persisted documents/);
  });

  it('holds no tests and no sources', async () => {
    expect((await readdir(installed)).toSorted()).toEqual(
      [
        ...new Set(['package.json', 'LICENSE', 'README.md', ...packageJson.files.map((file) => file.split('/')[0])]),
      ].toSorted(),
    );
  });

  it('matches and looks up in a plain node', async () => {
    const code = `
      import { findFeilkode, matchResultat } from 'registergraf/client';
      const resultat = { __typename: 'EnhetSlettet', kilde: 'GRUNNDATA', kode: '110' };
      const find = ({ kilde, kode }) => findFeilkode(kilde, kode).betydning;
      console.log(matchResultat(resultat, { Basisdata: () => '', Registerfeil: find }));`;
    expect(await output(code)).toBe('The unit has been deleted.');
  });

  it('loads nothing but the client', async () => {
    const code = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
      await import('registergraf/client');
      console.log(loaded.map((url) => url.split('/node_modules/')[1]).join());`;
    const files = ['catalogue', 'feilkoder', 'index', 'match-resultat'].map(
      (name) => `registergraf/dist/client/${name}.js`,
    );
    expect((await output(code)).split(',').toSorted()).toEqual(files);
  });

  it('gives the graph and the catalogue as files', async () => {
    const code = `
      import { readFileSync } from 'node:fs';
      import katalog from 'registergraf/feilkoder.json' with { type: 'json' };
      const sdl = readFileSync(new URL(import.meta.resolve('registergraf/schema.graphql')), 'utf8');
      console.log(katalog.feilkoder.length, sdl.includes('interface Registerfeil'));`;
    expect(await output(code)).toBe(`${FEILKODER.length} true`);
  });

  it.each(['nodenext', 'bundler'])(
    'has types for moduleResolution %s',
    async (moduleResolution) => {
      const code = `
      import { findFeilkode, matchResultat } from 'registergraf/client';
      declare const resultat: { __typename: 'Basisdata'; navn: string } | { __typename: 'EnhetSlettet'; kode: string };
      export const line: string = matchResultat(resultat, { Basisdata: ({ navn }) => navn, Registerfeil: ({ kode }) => kode });
      export const type: 'UkendtCpr' = findFeilkode('STAR', '1010').type;
      // @ts-expect-error EnhetSlettet has no handler
      matchResultat(resultat, { Basisdata: ({ navn }) => navn });`;
      await writeFile(join(frontend, 'main.ts'), code);
      const compilerOptions = {
        ...{ moduleResolution, module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext' },
        ...{ target: 'es2022', strict: true, noEmit: true, types: [], skipLibCheck: false },
      };
      await writeFile(join(frontend, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
      const { stdout } = await run(process.execPath, [TSC, '-p', frontend]).catch((error: { stdout: string }) => error);
      expect(stdout).toBe('');
    },
    TIMEOUT_MS,
  );
});

describe('bundled by Vite', () => {
  async function bundle(root: string, entry: string, conditions: readonly string[]): Promise<string> {
    const result = (await build({
      ...{ root, configFile: false, logLevel: 'error' },
      resolve: { conditions: [...conditions, ...defaultClientConditions] },
      build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
    })) as Rolldown.RolldownOutput[];
    return result.flatMap(({ output }) => output.map((chunk) => ('code' in chunk ? chunk.code : ''))).join('');
  }

  it(
    'a frontend that matches does not carry the catalogue',
    async () => {
      const entry = join(frontend, 'entry.js');
      await writeFile(entry, "export { matchResultat } from 'registergraf/client';");
      const code = await bundle(frontend, entry, []);
      expect(code).toContain('no handler for');
      expect(code).not.toContain('The unit has been deleted.');
      expect(code.length).toBeLessThan(2_000);
    },
    TIMEOUT_MS,
  );

  it(
    'in this project the sources are found, without a build',
    async () => {
      const code = await bundle(ROOT, join(ROOT, 'examples/typed-client/headline.ts'), ['registergraf-source']);
      expect(code).toContain('src/client/match-resultat.ts');
      expect(code).toContain('no handler for');
    },
    TIMEOUT_MS,
  );
});
