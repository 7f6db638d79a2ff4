import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { starCertificates } from '../support/certificates.ts';
import { ROOT } from '../support/cli.ts';
import { instructionsOf } from '../image/dockerfile.ts';

/** What stands in the image that the gateway is run from, by the place that it has there. */
const IN_IMAGE = '/app/';

/** The variables that the image itself sets. */
export function imageVariables(): Readonly<Record<string, string>> {
  const steps = instructionsOf(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
  return steps.findLast(({ keyword }) => keyword === 'ENV')?.pairs ?? {};
}

/**
 * The environment of a deployed gateway, with every file that it names where it can be read here: the image's own are this project's,
 * and one of a mounted folder is made: a key, a certificate, or a secret, by its name. A file that no mount holds is an error.
 */
export function settle(variables: Readonly<Record<string, unknown>>, mounts: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-deployed-'));
  const environment = Object.fromEntries(
    Object.entries({ ...imageVariables(), ...variables }).map(([name, value]) => [name, fileOf(name, String(value))]),
  );
  return { environment, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };

  function fileOf(name: string, value: string): string {
    if (!value.startsWith('/')) return value;
    if (value.startsWith(IN_IMAGE)) return join(ROOT, value.slice(IN_IMAGE.length));
    if (!mounts.some((mount) => value.startsWith(`${mount}/`))) throw new Error(`${name}: ${value} is mounted nowhere`);
    const file = join(folder, basename(value));
    writeFileSync(file, contentOf(file));
    return file;
  }
}

function contentOf(file: string): string {
  const { ca, server } = starCertificates();
  if (file.endsWith('-key.pem')) return server.key;
  if (file.endsWith('-ca.pem')) return ca;
  if (file.endsWith('-url')) return 'rediss://registergraf:a-password@registergraf-redis:6379\n';
  return file.endsWith('.pem') ? server.cert : 'a secret that is long enough for any of them\n';
}
