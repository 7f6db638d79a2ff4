import type { ReadFile } from '../domain/read-file.ts';
import { SOURCES } from '../sources/index.ts';
import type { Environment } from '../sources/values.ts';
import { createConfigFiles, PARTS } from './files.ts';
import { VARIABLES, type Variable } from './variables.ts';

/** Bytes of a file that holds a secret: a larger one is another file. */
const MAX_BYTES = 4096;

/** The variables whose values are secrets, in the order in which they are read. */
export const SECRETS = Object.entries(VARIABLES.shape)
  .filter(([, shape]) => shape.meta()?.secret === true)
  .map(([name]) => name as Variable);

/** The variable that names a file that holds a secret, for those who do not put secrets in the environment. */
export const fileVariable = (secret: string) => `${secret}_FILE`;

export const SECRET_FILES: readonly string[] = SECRETS.map(fileVariable);

/**
 * The environment with each secret that stands in a file of its own (`AUDIT_KEY_FILE`), as Kubernetes and Docker mount them, under the
 * secret's name, and a line for each that is not there. One line break at the end of a file is not part of the secret: editors and
 * `echo` write it. No line holds anything of a file.
 */
export function withSecretsFromFiles(
  set: Environment,
  filesOf: (part: string) => ReadFile = createConfigFiles().of,
): {
  readonly set: Environment;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const whole: Record<string, string | undefined> = { ...set };
  for (const secret of SECRETS) {
    const variable = fileVariable(secret);
    const file = set[variable];
    if (file === undefined) continue;
    delete whole[variable];
    if (set[secret] !== undefined) {
      problems.push(`${variable}: is set, and so is ${secret}; one of them is enough.`);
      continue;
    }
    const read = readSecret(file, filesOf(partOf(secret)));
    if ('problem' in read) problems.push(`${variable}: ${read.problem}.`);
    else whole[secret] = read.secret;
  }
  return { set: whole, problems };
}

/** A password belongs to its source. What others there are, but for a router's secret, are read at the start. */
function partOf(secret: Variable): string {
  if (secret === 'ROUTER_SECRET') return PARTS.router;
  return SOURCES.find(({ variables }) => secret in variables)?.noun ?? PARTS.start;
}

function readSecret(file: string, readFile: ReadFile): { readonly secret: string } | { readonly problem: string } {
  let bytes: Buffer;
  try {
    bytes = readFile(file);
  } catch {
    return { problem: 'the file cannot be read' };
  }
  if (bytes.length > MAX_BYTES) return { problem: `the file is longer than ${MAX_BYTES} bytes` };
  const secret = bytes.toString('utf8').replace(/\r?\n$/, '');
  return secret.trim() === '' ? { problem: 'the file is empty' } : { secret };
}
