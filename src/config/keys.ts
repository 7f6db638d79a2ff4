import type { X509Certificate } from 'node:crypto';
import { loadKeyPair, loadTrust, type KeyPair, KeyError } from '../wire/key-pair.ts';
import type { Environment, Variable } from './variables.ts';

/** The variables that a key is made of. */
export interface Keyset {
  readonly sertifikat: Variable;
  readonly key: Variable;
  readonly passord: Variable;
}

/** What the load gives, or undefined with a line that names the variable of whatever is wrong. */
export function attempt<Value>(
  names: Partial<Record<KeyError['med'], Variable>>,
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
export function readKey(set: Environment, names: Keyset, problems: string[]): KeyPair | undefined {
  const sertifikat = set[names.sertifikat];
  if (sertifikat === undefined) {
    if (set[names.key]) problems.push(`${names.sertifikat}: missing; a certificate and its key come together.`);
    return undefined;
  }
  const files = { sertifikat, key: set[names.key], passord: set[names.passord] };
  return attempt(names, problems, () => loadKeyPair(files));
}

/** The certificate authorities of the file that the variable names; undefined when it names none, or none that can be read. */
export function readTrust(
  set: Environment,
  name: Variable,
  problems: string[],
): readonly X509Certificate[] | undefined {
  const file = set[name];
  return file === undefined ? undefined : attempt({ trusted: name }, problems, () => loadTrust(file));
}

const STAR: Keyset = {
  sertifikat: 'STAR_CLIENT_CERT',
  key: 'STAR_CLIENT_KEY',
  passord: 'STAR_CLIENT_KEY_PASSWORD',
};

export interface StarKeys {
  readonly client?: KeyPair | undefined;
  /** The roots that STAR's own certificate may come from; undefined: those of the system. */
  readonly trusted?: readonly X509Certificate[] | undefined;
}

/** Certificates are read at start, once, and whatever is wrong with them is one line among the other mistakes. */
export function readStarKeys(set: Environment, problems: string[]): StarKeys {
  return { client: readKey(set, STAR, problems), trusted: readTrust(set, 'STAR_CA', problems) };
}
