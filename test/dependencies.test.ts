import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// What an installation for production brings, read from what is installed here.

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));

/** The folder in which a package finds another: its own `node_modules`, or that of a folder above. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(ROOT, found, 'package.json'))) return found;
    if (folder === '.') return undefined;
  }
}

/** Every package that the folder's package needs to run, and what those need, by the folders where they are installed. */
function productionTree(): ReadonlyMap<string, Manifest> {
  const tree = new Map<string, Manifest>();
  const visit = (folder: string) => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = manifestIn(folder);
    const optional = (name: string) => Boolean(optionalDependencies?.[name] ?? peerDependenciesMeta?.[name]?.optional);
    for (const name of Object.keys({ ...peerDependencies, ...optionalDependencies, ...dependencies })) {
      const found = folderOf(name, folder);
      if (found === undefined) {
        if (optional(name)) continue;
        throw new Error(`${name}, which ${folder} needs, is not installed`);
      }
      if (tree.has(found)) continue;
      tree.set(found, manifestIn(found));
      visit(found);
    }
  };
  visit('.');
  return tree;
}

const tree = productionTree();
const packages = [...tree.values()];

/** Licences under which anybody may use, change and give on what this product brings, without conditions on the product itself. */
const ALLOWED: ReadonlySet<string | undefined> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  // node-forge: whoever takes it chooses, and this product takes it under the first.
  '(BSD-3-Clause OR GPL-2.0)',
]);

describe('the packages of production', () => {
  it('have licences that go with ours', () => {
    expect(packages.length).toBeGreaterThan(30);
    const others = packages.filter(({ license }) => !ALLOWED.has(license));
    expect(others.map(({ name, version, license }) => `${name} ${version}: ${license}`)).toEqual([]);
  });

  it('are all that the lockfile installs without development: no package comes that nobody asks for', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<
        Record<string, { readonly version?: string; readonly dev?: boolean; readonly link?: boolean }>
      >;
    };
    // The package of frontends is linked, and brings none.
    const own = Object.entries(lock.packages).filter(
      ([folder, { link }]) => link || !/^$|^node_modules\//.test(folder),
    );
    expect(own.map(([folder]) => folder)).toEqual(['client', 'node_modules/registergraf-client']);
    expect(Object.keys(manifestIn('client'))).not.toContain('dependencies');
    const locked = Object.entries(lock.packages).filter(
      ([folder, { dev, link }]) => folder.startsWith('node_modules/') && dev !== true && link !== true,
    );
    const found = [...tree].map(([folder, { version }]) => `${folder} ${version}`);
    expect(locked.map(([folder, { version }]) => `${folder} ${version}`).toSorted()).toEqual(found.toSorted());
  });

  it('are one each of what knows its own kind by its class', () => {
    expect(packages.filter(({ name }) => name === 'graphql')).toHaveLength(1);
  });
});

describe('the oldest Node that is asked for', () => {
  const { engines } = manifestIn('.');
  const oldest =
    /^>=(\d+)\.(\d+)$/
      .exec(engines?.node ?? '')
      ?.slice(1)
      .map(Number) ?? [];

  it('is new enough for every package of production', () => {
    expect(oldest).toHaveLength(2);
    const tooOld = packages.filter(({ engines }) => engines?.node && !admits(engines.node, oldest));
    expect(tooOld.map(({ name, engines }) => `${name}: ${engines?.node}`)).toEqual([]);
    expect([
      admits('>=22.19.0', [22, 18]),
      admits('^20.1 || >=23', [22, 19]),
      admits('^22.20', [22, 19]),
      admits('^22.12.0 || >= 24', [22, 19]),
    ]).toEqual([false, false, false, true]);
  });

  it.each(['bin/registergraf.js', 'src/cli/doctor/here.ts', 'README.md'])('is the one that %s names', (file) => {
    const named = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(\d+\.\d+) or newer/g)].map(([, one]) => one);
    expect(new Set(named)).toEqual(new Set([oldest.join('.')]));
  });
});

/** Whether a range of versions, as packages write them of Node, takes one: `>=20`, `^22.12.0 || >=24`, `20 || >=22`. */
function admits(range: string, [major = 0, minor = 0]: readonly number[]): boolean {
  return range.split('||').some((alternative) => {
    const [, sign = '', from = '0', fromMinor = '0'] = /^\s*(>=|\^)?\s*v?(\d+)(?:\.(\d+))?/.exec(alternative) ?? [];
    const isLater = major > Number(from) || (major === Number(from) && minor >= Number(fromMinor));
    return isLater && (sign === '>=' || major === Number(from));
  });
}
