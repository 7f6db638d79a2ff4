import type { X509Certificate } from 'node:crypto';
import { loadNoekkel, loadTillit, type Noekkel, NoekkelError } from '../wire/noekkel.ts';
import type { Environment, Variable } from './variables.ts';

/** The variables that a key is made of. */
export interface Keyset {
  readonly sertifikat: Variable;
  readonly noekkel: Variable;
  readonly passord: Variable;
}

/** What the load gives, or undefined with a line that names the variable of whatever is wrong. */
export function attempt<Value>(
  names: Partial<Record<NoekkelError['med'], Variable>>,
  problems: string[],
  load: () => Value,
): Value | undefined {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof NoekkelError)) throw error;
    problems.push(`${names[error.med]}: ${error.message}.`);
    return undefined;
  }
}

/** The key that the variables name; undefined when they name none, or what they name cannot be used. */
export function readKey(set: Environment, names: Keyset, problems: string[]): Noekkel | undefined {
  const sertifikat = set[names.sertifikat];
  if (sertifikat === undefined) {
    if (set[names.noekkel]) problems.push(`${names.sertifikat}: missing; a certificate and its key come together.`);
    return undefined;
  }
  const filer = { sertifikat, noekkel: set[names.noekkel], passord: set[names.passord] };
  return attempt(names, problems, () => loadNoekkel(filer));
}

/** The certificate authorities of the file that the variable names; undefined when it names none, or none that can be read. */
export function readTillit(
  set: Environment,
  name: Variable,
  problems: string[],
): readonly X509Certificate[] | undefined {
  const file = set[name];
  return file === undefined ? undefined : attempt({ tillit: name }, problems, () => loadTillit(file));
}

const STAR: Keyset = {
  sertifikat: 'STAR_KLIENTSERTIFIKAT',
  noekkel: 'STAR_KLIENTNOEKKEL',
  passord: 'STAR_KLIENTNOEKKEL_PASSORD',
};

export interface StarKeys {
  readonly klient?: Noekkel | undefined;
  /** The roots that STAR's own certificate may come from; undefined: those of the system. */
  readonly tillit?: readonly X509Certificate[] | undefined;
}

/** Certificates are read at start, once, and whatever is wrong with them is one line among the other mistakes. */
export function readStarKeys(set: Environment, problems: string[]): StarKeys {
  return { klient: readKey(set, STAR, problems), tillit: readTillit(set, 'STAR_TILLIT', problems) };
}
