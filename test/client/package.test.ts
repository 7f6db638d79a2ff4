import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FEILKODER } from 'registergraf-client';
import { build, defaultClientConditions, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../client/package.json' with { type: 'json' };
import root from '../../package.json' with { type: 'json' };
import { ROOT } from '../support/cli.ts';
import { packClient } from '../support/client-package.ts';

// What a frontend gets: the package is packed, and installed into a project that has nothing else.

const TIMEOUT_MS = 180_000;
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const run = promisify(execFile);

/** Packages that an installation may bring. */
const MAX_PACKAGES = 3;

let folder: string;
let frontend: string;
let installed: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registergraf-client-'));
  frontend = join(folder, 'frontend');
  installed = join(frontend, 'node_modules/registergraf-client');
  await mkdir(frontend);
  await writeFile(join(frontend, 'package.json'), '{ "type": "module" }');
  const file = await packClient(folder);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', file], { cwd: frontend });
}, TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a module of the frontend writes on standard output, run by a node that can find nothing but the package. */
async function output(code: string): Promise<string> {
  await writeFile(join(frontend, 'main.js'), code);
  return (await run(process.execPath, ['main.js'], { cwd: frontend })).stdout.trim();
}

describe('registergraf-client', () => {
  it('has the version and the licence of the gateway, and needs no package to run', async () => {
    const { version, license } = root;
    expect(packageJson).toMatchObject({ version, license });
    expect(packageJson).not.toHaveProperty('dependencies');
    const licences = [ROOT, join(ROOT, 'client')].map((place) => readFile(join(place, 'LICENSE'), 'utf8'));
    expect(new Set(await Promise.all(licences)).size).toBe(1);
  });

  it('brings few packages: itself alone', async () => {
    const { packages } = JSON.parse(await readFile(join(frontend, 'package-lock.json'), 'utf8')) as {
      packages: object;
    };
    const names = Object.keys(packages).filter((path) => path !== '');
    expect(names.length).toBeLessThanOrEqual(MAX_PACKAGES);
    expect(names).toEqual(['node_modules/registergraf-client']);
  });

  it('holds every file that it exports, and no sources', async () => {
    const targets = Object.values(packageJson.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    expect(targets.length).toBeGreaterThan(7);
    expect(targets.filter((target) => !existsSync(join(installed, target)))).toEqual([]);
    expect((await readdir(installed)).toSorted()).toEqual(
      ['LICENSE', 'README.md', 'package.json', ...packageJson.files].toSorted(),
    );
  });

  it('matches and looks up in a plain node', async () => {
    const code = `
      import { findFeilkode, matchResultat } from 'registergraf-client';
      const resultat = { __typename: 'EnhetSlettet', kilde: 'GRUNNDATA', kode: '110' };
      const find = ({ kilde, kode }) => findFeilkode(kilde, kode).betydning;
      console.log(matchResultat(resultat, { Basisdata: () => '', Registerfeil: find }));`;
    expect(await output(code)).toBe('The unit has been deleted.');
  });

  it('loads nothing but itself', async () => {
    const code = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
      await import('registergraf-client');
      console.log(loaded.map((url) => url.split('/node_modules/')[1]).join());`;
    const files = ['catalogue', 'feilkoder', 'index', 'match-resultat'].map(
      (name) => `registergraf-client/dist/${name}.js`,
    );
    expect((await output(code)).split(',').toSorted()).toEqual(files);
  });

  it('gives the graph, the catalogue and the types of interfaces as files', async () => {
    const code = `
      import { readFileSync } from 'node:fs';
      import katalog from 'registergraf-client/feilkoder.json' with { type: 'json' };
      import possibleTypes from 'registergraf-client/possibleTypes.json' with { type: 'json' };
      const sdl = readFileSync(new URL(import.meta.resolve('registergraf-client/schema.graphql')), 'utf8');
      console.log(katalog.feilkoder.length, sdl.includes('interface Registerfeil'), possibleTypes.Registerfeil.length > 50);`;
    expect(await output(code)).toBe(`${FEILKODER.length} true true`);
  });

  it.each(['nodenext', 'bundler'])(
    'has types for moduleResolution %s',
    async (moduleResolution) => {
      const code = `
      import { findFeilkode, matchResultat, type Scalars } from 'registergraf-client';
      import possibleTypes from 'registergraf-client/possibleTypes.json' with { type: 'json' };
      import { typedDocuments } from 'registergraf-client/codegen';
      declare const resultat: { __typename: 'Basisdata'; navn: string } | { __typename: 'EnhetSlettet'; kode: string };
      export const line: string = matchResultat(resultat, { Basisdata: ({ navn }) => navn, Registerfeil: ({ kode }) => kode });
      export const type: 'UkendtCpr' = findFeilkode('STAR', '1010').type;
      export const day: Scalars['Date'] = '2026-11-27';
      export const cache: Record<string, string[]> = possibleTypes;
      export const { preset }: { preset: 'client' } = typedDocuments('*.graphql');
      // @ts-expect-error EnhetSlettet has no handler
      matchResultat(resultat, { Basisdata: ({ navn }) => navn });`;
      await writeFile(join(frontend, 'main.ts'), code);
      // What a frontend that imports the settings of codegen has installed.
      const codegen = join(frontend, 'node_modules/@graphql-codegen');
      await symlink(join(ROOT, 'node_modules/@graphql-codegen'), codegen, 'junction').catch(() => undefined);
      const compilerOptions = {
        ...{ moduleResolution, module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext' },
        // graphql-tools, whose types those of codegen stand on, want the last of these.
        ...{ target: 'es2022', lib: ['es2022', 'dom', 'esnext.disposable'] },
        ...{ strict: true, noEmit: true, types: [], skipLibCheck: false },
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
      await writeFile(entry, "export { matchResultat } from 'registergraf-client';");
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
      expect(code).toContain('client/src/match-resultat.ts');
      expect(code).toContain('no handler for');
    },
    TIMEOUT_MS,
  );
});
