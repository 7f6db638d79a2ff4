import type { PostkasseSignering, SigneringConfig } from './sources/config.ts';
import { loadNoekkel, loadTillit, type Noekkel, NoekkelError, type Noekkelfiler } from './wire/noekkel.ts';

/** The variables that a key is made of. */
const POSTKASSE = {
  sertifikat: 'POSTKASSE_SERTIFIKAT',
  noekkel: 'POSTKASSE_NOEKKEL',
  passord: 'POSTKASSE_NOEKKEL_PASSORD',
} as const;
const KONTAKTREGISTER = {
  sertifikat: 'KONTAKTREGISTER_SERTIFIKAT',
  noekkel: 'KONTAKTREGISTER_NOEKKEL',
  passord: 'KONTAKTREGISTER_NOEKKEL_PASSORD',
} as const;

type Keyset = typeof POSTKASSE | typeof KONTAKTREGISTER;

/** Everything of signing that is not a file, checked; undefined where it was missing or wrong. */
interface Valg {
  readonly POSTKASSE_RESPONDER_ORGNR?: string | undefined;
  readonly POSTKASSE_KLOKKEAVVIK_MS: number;
  readonly POSTKASSE_LEVETID_MS: number;
  readonly POSTKASSE_MAKS_LEVETID_MS: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the postkasse services are signed with, or undefined when nothing is; pushes a line for each variable that is missing,
 * and for each file that is, does not open, or does not fit.
 */
export function readSignering(
  set: Environment,
  valg: Valg | undefined,
  problems: string[],
): PostkasseSignering | undefined {
  const url = ['POSTKASSE_URL', 'KONTAKTREGISTER_URL'].find((name) => set[name]);
  const isUnsigned = set.POSTKASSE_SIKKERHET === 'ingen';
  if (isUnsigned && set.NODE_ENV === 'production') {
    problems.push('POSTKASSE_SIKKERHET: must be signert when NODE_ENV is production.');
  }
  if (!url || isUnsigned) return undefined;
  // Whether a certificate's file also holds its key shows when it is read.
  const needs = set.POSTKASSE_SERTIFIKAT ? [] : ['POSTKASSE_SERTIFIKAT', 'POSTKASSE_NOEKKEL'];
  for (const name of [...needs, 'POSTKASSE_TILLIT', 'POSTKASSE_RESPONDER_ORGNR']) {
    if (!set[name]) problems.push(`${name}: missing; ${url} needs it, for POSTKASSE_SIKKERHET is signert.`);
  }
  return loadSignering(set, valg, problems);
}

/** A mailbox supplier and a public body are two parties to the register: HentPersoner may have a certificate of its own. */
function loadSignering(words: Environment, valg: Valg | undefined, problems: string[]): PostkasseSignering | undefined {
  const attempt = <Value>(
    names: Partial<Record<NoekkelError['med'], string>>,
    load: () => Value,
  ): Value | undefined => {
    try {
      return load();
    } catch (error) {
      if (!(error instanceof NoekkelError)) throw error;
      problems.push(`${names[error.med]}: ${error.message}.`);
      return undefined;
    }
  };
  const load = (names: Keyset): Noekkel | undefined => {
    const sertifikat = words[names.sertifikat];
    if (sertifikat === undefined) return undefined;
    const filer: Noekkelfiler = { sertifikat, noekkel: words[names.noekkel], passord: words[names.passord] };
    return attempt(names, () => loadNoekkel(filer));
  };
  const file = words.POSTKASSE_TILLIT;
  const tillit = file === undefined ? undefined : attempt({ tillit: 'POSTKASSE_TILLIT' }, () => loadTillit(file));
  const postkasse = load(POSTKASSE);
  const kontaktregister = words.KONTAKTREGISTER_SERTIFIKAT === undefined ? postkasse : load(KONTAKTREGISTER);
  if (!tillit || !postkasse || !kontaktregister || !valg?.POSTKASSE_RESPONDER_ORGNR) return undefined;
  const alike: Omit<SigneringConfig, keyof Noekkel> = {
    tillit,
    responderOrgnr: valg.POSTKASSE_RESPONDER_ORGNR,
    klokkeavvikMs: valg.POSTKASSE_KLOKKEAVVIK_MS,
    levetidMs: valg.POSTKASSE_LEVETID_MS,
    maksLevetidMs: valg.POSTKASSE_MAKS_LEVETID_MS,
  };
  return { postkasse: { ...postkasse, ...alike }, kontaktregister: { ...kontaktregister, ...alike } };
}
