import type { PostkasseSigning, SigningConfig } from '../sources/config.ts';
import type { KeyPair } from '../wire/key-pair.ts';
import { isProduction } from './checks.ts';
import { type Keyset, readKey, readTrust } from './keys.ts';
import type { Environment } from './variables.ts';

const POSTKASSE: Keyset = {
  sertifikat: 'POSTKASSE_CERT',
  key: 'POSTKASSE_KEY',
  passord: 'POSTKASSE_KEY_PASSWORD',
};
const KONTAKTREGISTER: Keyset = {
  sertifikat: 'KONTAKTREGISTER_CERT',
  key: 'KONTAKTREGISTER_KEY',
  passord: 'KONTAKTREGISTER_KEY_PASSWORD',
};

/** Everything of signing that is not a file, checked; undefined where it was missing or wrong. */
interface Choices {
  readonly POSTKASSE_RESPONDER_ORGNR?: string | undefined;
  readonly POSTKASSE_CLOCK_SKEW_MS: number;
  readonly POSTKASSE_LIFETIME_MS: number;
  readonly POSTKASSE_MAX_LIFETIME_MS: number;
}

/**
 * What the postkasse services are signed with, or undefined when nothing is; pushes a line for each variable that is missing,
 * and for each file that is, does not open, or does not fit.
 */
export function readSigning(
  set: Environment,
  choices: Choices | undefined,
  problems: string[],
): PostkasseSigning | undefined {
  const url = ['POSTKASSE_URL', 'KONTAKTREGISTER_URL'].find((name) => set[name]);
  const isUnsigned = set.POSTKASSE_SECURITY === 'none';
  if (isUnsigned && isProduction(set)) {
    problems.push('POSTKASSE_SECURITY: must be signed when NODE_ENV is production.');
  }
  if (!url || isUnsigned) return undefined;
  // Whether a certificate's file also holds its key shows when it is read.
  const needs = set.POSTKASSE_CERT ? [] : ['POSTKASSE_CERT', 'POSTKASSE_KEY'];
  for (const name of [...needs, 'POSTKASSE_CA', 'POSTKASSE_RESPONDER_ORGNR']) {
    if (!set[name]) problems.push(`${name}: missing; ${url} needs it, for POSTKASSE_SECURITY is signed.`);
  }
  return loadSigning(set, choices, problems);
}

/** A mailbox supplier and a public body are two parties to the register: HentPersoner may have a certificate of its own. */
function loadSigning(set: Environment, choices: Choices | undefined, problems: string[]): PostkasseSigning | undefined {
  const trusted = readTrust(set, 'POSTKASSE_CA', problems);
  const postkasse = readKey(set, POSTKASSE, problems);
  const kontaktregister = set.KONTAKTREGISTER_CERT ? readKey(set, KONTAKTREGISTER, problems) : postkasse;
  if (!trusted || !postkasse || !kontaktregister || !choices?.POSTKASSE_RESPONDER_ORGNR) return undefined;
  const alike: Omit<SigningConfig, keyof KeyPair> = {
    trusted,
    responderOrgnr: choices.POSTKASSE_RESPONDER_ORGNR,
    clockSkewMs: choices.POSTKASSE_CLOCK_SKEW_MS,
    ttlMs: choices.POSTKASSE_LIFETIME_MS,
    maxLifetimeMs: choices.POSTKASSE_MAX_LIFETIME_MS,
  };
  return { postkasse: { ...postkasse, ...alike }, kontaktregister: { ...kontaktregister, ...alike } };
}
