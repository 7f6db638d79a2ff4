import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingFrom, narrow, productionOf } from '../.ci/sbom.ts';
import { ROOT } from './support/cli.ts';

interface Bom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly licenses?: readonly object[];
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const SCRIPT = join(ROOT, '.ci/sbom.ts');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const LOCK = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');

describe('The bill of materials', () => {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-sbom-'));
  let bom: Bom;
  let licences: string;

  beforeAll(() => {
    execFileSync(process.execPath, [SCRIPT, folder], { cwd: ROOT });
    bom = JSON.parse(readFileSync(join(folder, `registergraf-${version}.cdx.json`), 'utf8')) as Bom;
    licences = readFileSync(join(folder, `registergraf-${version}-licences.md`), 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is of this version of Registergraf', () => {
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'registergraf', version } } });
  });

  it('lists each package of a production install, and none for development', () => {
    const { needed, optional } = productionOf(JSON.parse(LOCK));
    const listed = bom.components.map((component) => component['bom-ref']);
    expect(needed.length).toBeGreaterThan(50);
    expect(missingFrom(bom, needed)).toEqual([]);
    expect(missingFrom(bom, [...needed, 'nowhere@1.0.0'])).toEqual(['nowhere@1.0.0']);
    expect(listed.filter((reference) => ![...needed, ...optional].includes(reference))).toEqual([]);
  });

  it('says of each what it must hash to, as the lock file does, and under which licence it is', () => {
    const { packages } = JSON.parse(LOCK) as { packages: Record<string, { integrity?: string }> };
    const integrities = new Set(Object.values(packages).map(({ integrity }) => integrity));
    const wrong = bom.components.filter(({ hashes = [], licenses = [] }) => {
      const [sha512] = hashes.filter(({ alg }) => alg === 'SHA-512');
      const integrity = `sha512-${Buffer.from(sha512?.content ?? '', 'hex').toString('base64')}`;
      return !integrities.has(integrity) || licenses.length === 0;
    });
    expect(wrong.map((component) => component['bom-ref'])).toEqual([]);
  });

  it('names no package as a dependency that it does not list', () => {
    const known = new Set(bom.dependencies.map(({ ref }) => ref));
    expect(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((reference) => !known.has(reference))).toEqual(
      [],
    );
    expect(bom.dependencies.find(({ ref }) => ref.startsWith('registergraf@'))?.dependsOn.length).toBeGreaterThan(20);
  });

  it('comes with a report in which each package stands once, under its licence', () => {
    const listed = [...licences.matchAll(/^- (.+)$/gm)].map(([, reference]) => reference).sort();
    expect(listed).toEqual(bom.components.map((component) => component['bom-ref']).sort());
    expect(licences).toMatch(/^## MIT: \d+$/m);
    expect(licences).not.toContain('none stated');
  });
});

describe('What is for production', () => {
  it('is what the lock file does not say is for development', () => {
    const packages = {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a/node_modules/@of/b': { version: '2.0.0' },
      'node_modules/c': { version: '3.0.0', dev: true },
      'node_modules/d': { version: '4.0.0', devOptional: true },
      'node_modules/e': { version: '5.0.0', optional: true },
    };
    expect(productionOf({ packages })).toEqual({ needed: ['a@1.0.0', '@of/b@2.0.0'], optional: ['e@5.0.0'] });
  });

  it('is all that a narrowed bill has', () => {
    const component = (name: string) => ({ 'bom-ref': `${name}@1`, name, version: '1' });
    const whole = {
      metadata: { component: component('folder') },
      components: [component('a'), component('b')],
      dependencies: [
        { ref: 'folder@1', dependsOn: ['a@1', 'b@1'] },
        { ref: 'a@1', dependsOn: ['b@1'] },
        { ref: 'b@1' },
      ],
    };
    expect(narrow(whole, 'ours', new Set(['a@1']))).toEqual({
      metadata: { component: { 'bom-ref': 'folder@1', name: 'ours', version: '1' } },
      components: [component('a')],
      dependencies: [
        { ref: 'folder@1', dependsOn: ['a@1'] },
        { ref: 'a@1', dependsOn: [] },
      ],
    });
  });
});
