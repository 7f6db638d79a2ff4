import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// What the gateway runs on: a bill of materials (CycloneDX) and a report of licences, of what a production install has.
// `npm run sbom`, or with the folder for both: `npm run sbom -- reports`. Ends with 1 when a package is missing from it.
//
// `npm sbom --omit dev` of npm 11 leaves out most packages that another one needs (62 of 101). So the whole is asked for, and what the lock
// file says is for development only is taken out.

const DEFAULT_FOLDER = 'node_modules/.cache/registergraf-sbom';

/** Bytes of npm's answer, which has all development packages in it. */
const MAX_BYTES = 50_000_000;

interface Licence {
  readonly license?: { readonly id?: string; readonly name?: string };
  readonly expression?: string;
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly Licence[];
}

interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly name?: string } & Partial<Record<Flag, boolean>>>
  >;
}

type Flag = 'dev' | 'devOptional' | 'optional' | 'link';

/** The packages of a production install, as name@version; optional ones are of another platform, perhaps, and so are not listed. */
export function productionOf(lock: Lock): { readonly needed: readonly string[]; readonly optional: readonly string[] } {
  // The package of frontends stands in a folder of its own, and is linked: nothing of the gateway needs it.
  const packages = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional, link }]) => path.startsWith('node_modules/') && !dev && !devOptional && !link,
  );
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const named = packages.map(([path, { name, version, optional }]) => ({
    reference: `${name ?? nameOf(path)}@${version}`,
    optional,
  }));
  const referencesOf = (wanted: boolean) => [
    ...new Set(named.filter(({ optional = false }) => optional === wanted).map(({ reference }) => reference)),
  ];
  return { needed: referencesOf(false), optional: referencesOf(true) };
}

/** The same bill with only these packages, under the project's own name, which npm takes from the folder. */
export function narrow<Whole extends Bom>(whole: Whole, name: string, kept: ReadonlySet<string>): Whole {
  const own = whole.metadata.component;
  const isKept = (reference: string) => reference === own['bom-ref'] || kept.has(reference);
  return {
    ...whole,
    metadata: { ...whole.metadata, component: { ...own, name } },
    components: whole.components.filter((component) => isKept(component['bom-ref'])),
    dependencies: whole.dependencies
      .filter(({ ref }) => isKept(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isKept) })),
  };
}

/** Which of the packages that are needed it does not list. */
export function missingFrom({ components }: Pick<Bom, 'components'>, needed: readonly string[]): string[] {
  const listed = new Set(components.map((component) => component['bom-ref']));
  return needed.filter((reference) => !listed.has(reference));
}

export function licenceOf({ licenses = [] }: Component): string {
  const said = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? 'none stated');
  return said.length > 0 ? said.join(' AND ') : 'none stated';
}

/** Markdown: how many packages each licence has, and which. */
export function reportLicences({ components, metadata }: Bom): string {
  const byLicence = Map.groupBy(components, licenceOf);
  const sorted = [...byLicence].sort(([a, first], [b, second]) => second.length - first.length || a.localeCompare(b));
  const parts = sorted.map(([licence, packages]) => {
    const names = packages.map((one) => `- ${one['bom-ref']}`).sort();
    return `## ${licence}: ${packages.length}\n\n${names.join('\n')}\n`;
  });
  const { name, version } = metadata.component;
  return `# Licences of what ${name} ${version} runs on\n\n${components.length} packages.\n\n${parts.join('\n')}`;
}

function main(folder: string): void {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
  const { needed, optional } = productionOf(JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock);
  const said = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { encoding: 'utf8', maxBuffer: MAX_BYTES });
  const bom = narrow(JSON.parse(said) as Bom, name, new Set([...needed, ...optional]));
  const missing = missingFrom(bom, needed);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}-${version}.cdx.json`), `${JSON.stringify(bom, null, 2)}\n`);
  writeFileSync(join(folder, `${name}-${version}-licences.md`), reportLicences(bom));
  process.stdout.write(`${bom.components.length} packages: ${folder}/${name}-${version}.cdx.json and -licences.md\n`);
  if (missing.length > 0) {
    process.stdout.write(`Missing: ${missing.join(' ')}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) main(process.argv[2] ?? DEFAULT_FOLDER);
