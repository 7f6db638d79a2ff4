import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../support/cli.ts';

/** One object that Kubernetes would be sent. */
// biome-ignore lint/suspicious/noExplicitAny: what it holds is what the tests look at.
export type Manifest = Record<string, any> & { readonly apiVersion: string; readonly kind: string };

/** The versions of the API that our manifests are of, as the package of schemas files them. */
const VERSIONS = {
  v1: () => import('kubernetes-models/v1'),
  'apps/v1': () => import('kubernetes-models/apps/v1'),
  'autoscaling/v2': () => import('kubernetes-models/autoscaling/v2'),
  'networking.k8s.io/v1': () => import('kubernetes-models/networking.k8s.io/v1'),
  'policy/v1': () => import('kubernetes-models/policy/v1'),
  'monitoring.coreos.com/v1': () =>
    import('@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor'),
} as const;

/** What kustomize makes of an overlay. */
export async function render(overlay: string): Promise<Manifest[]> {
  const rendered = await output('kubectl', ['kustomize', join(ROOT, 'deploy/kubernetes/overlays', overlay)]);
  return manifestsOf(rendered);
}

export function manifestsOf(yaml: string): Manifest[] {
  return parseAllDocuments(yaml).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

/**
 * What is wrong with manifests by Kubernetes' own schemas: values and what is required by its OpenAPI, and names of fields, which that lets
 * pass, by the types made of it. One list for each manifest; all are compiled at once, for the compiler takes a second to start.
 */
export async function problemsOf(manifests: readonly Manifest[]): Promise<string[][]> {
  const [byValue, byName] = await Promise.all([Promise.all(manifests.map(wrongValues)), unknownNames(manifests)]);
  return manifests.map((_, index) => [...(byValue[index] ?? []), ...(byName[index] ?? [])]);
}

async function wrongValues(manifest: Manifest): Promise<string[]> {
  const load = Object.entries(VERSIONS).find(([version]) => version === manifest.apiVersion)?.[1];
  const models = Object.entries((await load?.()) ?? {});
  const Model = models.find(([name]) => name === manifest.kind)?.[1] as
    | (new (
        data: Manifest,
      ) => { validate(): void })
    | undefined;
  if (!Model) return [`${manifest.kind} of ${manifest.apiVersion}: there is no such kind`];
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

async function unknownNames(manifests: readonly Manifest[]): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'registergraf-kubernetes-'));
  try {
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const compilerOptions = {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      module: 'nodenext',
      moduleResolution: 'nodenext',
      target: 'ES2024',
      types: [],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await Promise.all(
      manifests.map((manifest, index) => {
        const { apiVersion } = manifest;
        const models = apiVersion.startsWith('monitoring.')
          ? '@kubernetes-models/prometheus-operator'
          : 'kubernetes-models';
        const type = `import type { I${manifest.kind} } from '${models}/${apiVersion}';`;
        const text = `${type}\nexport const manifest: I${manifest.kind} = ${JSON.stringify(manifest, null, 2)};\n`;
        return writeFile(join(folder, `manifest-${index}.ts`), text);
      }),
    );
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const said = await output(process.execPath, [tsc, '--pretty', 'false', '-p', folder], folder);
    const texts = said.split(/\n(?=\S)/).filter((text) => text.includes('error TS'));
    return manifests.map((_, index) => texts.filter((text) => text.startsWith(`manifest-${index}.ts`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a program writes; that it fails is an error, unless it is the compiler that has found some. */
function output(program: string, args: readonly string[], cwd = ROOT): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd }, (error, stdout, stderr) => {
      if (error && !stdout.includes('error TS')) reject(new Error(`${error.message}${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}
