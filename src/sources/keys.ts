import type { X509Certificate } from 'node:crypto';
import type { ReadFile } from '../domain/read-file.ts';
import { loadKeyPair, loadTrust, type KeyPair, KeyError } from '../wire/key-pair.ts';
import type { Environment } from './values.ts';

/** The variables that a key is made of. */
export interface Keyset {
  readonly sertifikat: string;
  readonly key: string;
  readonly passord: string;
}

/** What is read from files that variables name. */
export interface FromFiles {
  readonly set: Environment;
  readonly problems: string[];
  readonly readFile: ReadFile;
}

/** What the load gives, or undefined with a line that names the variable of whatever is wrong. */
export function attempt<Value>(
  names: Partial<Record<KeyError['med'], string>>,
  problems: string[],
  load: () => Value,
): Value | undefined {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    problems.push(`${names[error.med]}: ${error.message}.`);
    return undefined;
  }
}

/** The key that the variables name; undefined when they name none, or what they name cannot be used. */
export function readKey({ set, problems, readFile }: FromFiles, names: Keyset): KeyPair | undefined {
  const sertifikat = set[names.sertifikat];
  if (sertifikat === undefined) {
    if (set[names.key]) problems.push(`${names.sertifikat}: missing; a certificate and its key come together.`);
    return undefined;
  }
  const files = { sertifikat, key: set[names.key], passord: set[names.passord] };
  return attempt(names, problems, () => loadKeyPair(files, readFile));
}

/** The certificate authorities of the file that the variable names; undefined when it names none, or none that can be read. */
export function readTrust(
  { set, problems, readFile }: FromFiles,
  name: string,
): readonly X509Certificate[] | undefined {
  const file = set[name];
  return file === undefined ? undefined : attempt({ trusted: name }, problems, () => loadTrust(file, readFile));
}
