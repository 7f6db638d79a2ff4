import type { PostkasseSignering, SigneringConfig } from '../sources/config.ts';
import type { Noekkel } from '../wire/noekkel.ts';
import { isProduction } from './checks.ts';
import { type Keyset, readKey, readTillit } from './keys.ts';
import type { Environment } from './variables.ts';

const POSTKASSE: Keyset = {
  sertifikat: 'POSTKASSE_SERTIFIKAT',
  noekkel: 'POSTKASSE_NOEKKEL',
  passord: 'POSTKASSE_NOEKKEL_PASSORD',
};
const KONTAKTREGISTER: Keyset = {
  sertifikat: 'KONTAKTREGISTER_SERTIFIKAT',
  noekkel: 'KONTAKTREGISTER_NOEKKEL',
  passord: 'KONTAKTREGISTER_NOEKKEL_PASSORD',
};

/** Everything of signing that is not a file, checked; undefined where it was missing or wrong. */
interface Valg {
  readonly POSTKASSE_RESPONDER_ORGNR?: string | undefined;
  readonly POSTKASSE_KLOKKEAVVIK_MS: number;
  readonly POSTKASSE_LEVETID_MS: number;
  readonly POSTKASSE_MAKS_LEVETID_MS: number;
}

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
  if (isUnsigned && isProduction(set)) {
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
function loadSignering(set: Environment, valg: Valg | undefined, problems: string[]): PostkasseSignering | undefined {
  const tillit = readTillit(set, 'POSTKASSE_TILLIT', problems);
  const postkasse = readKey(set, POSTKASSE, problems);
  const kontaktregister = set.KONTAKTREGISTER_SERTIFIKAT ? readKey(set, KONTAKTREGISTER, problems) : postkasse;
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
