import { z } from 'zod';
import { ConfigError } from '../../config.ts';
import { withSecretsFromFiles } from '../../config/secrets.ts';
import { VARIABLES } from '../../config/variables.ts';
import { findAuditFiles } from '../../server/audit/files.ts';
import type { Environment } from '../../sources/values.ts';
import { CliError } from '../errors.ts';

/** What it takes to read audit records: of the gateway's configuration nothing else. */
export interface AuditSettings {
  readonly key: string;
  readonly file: string | undefined;
  readonly pattern: string | undefined;
}

const { AUDIT_KEY, AUDIT_FILE, AUDIT_READ_FILES } = VARIABLES.shape;
const SHAPE = z.object({ AUDIT_KEY, AUDIT_FILE, AUDIT_READ_FILES });

/** One ConfigError that names each of these variables that is missing or wrong. */
export function readAuditSettings(environment: Environment): AuditSettings {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { set, problems: secrets } = withSecretsFromFiles(filled);
  const { data, error } = SHAPE.safeParse(set);
  const problems = [
    ...secrets.filter((line) => line.startsWith('AUDIT_KEY')),
    ...(error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()}: ${message}.`),
  ];
  if (data && !data.AUDIT_KEY && problems.length === 0) {
    problems.push('AUDIT_KEY: is missing: the key of the records. Or AUDIT_KEY_FILE: a file that holds it.');
  }
  if (!data?.AUDIT_KEY || problems.length > 0) throw new ConfigError(problems);
  return { key: data.AUDIT_KEY, file: data.AUDIT_FILE, pattern: data.AUDIT_READ_FILES };
}

/** The files that are named, or those of the configuration. */
export async function chooseFiles(named: readonly string[], settings: AuditSettings): Promise<readonly string[]> {
  if (named.length > 0) return named;
  const found = await findAuditFiles(settings);
  if (found.length > 0) return found;
  throw new CliError('no files are named, and there are none by AUDIT_FILE or AUDIT_READ_FILES');
}

/** What the system or gzip refuses to read is no finding: it is told apart by the code to exit with. */
export async function readable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new CliError(`a file cannot be read (${code})`);
  }
}
