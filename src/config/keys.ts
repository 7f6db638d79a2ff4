import { type KeyPair, loadKeyPair, loadTrust } from '../wire/noekler.ts';
import type { Environment } from './variables.ts';

/** The files that a source's variables name, read. */
export interface StarKeys {
  readonly klient?: KeyPair | undefined;
  /** PEM of the roots that STAR's own certificate may come from; undefined: those of the system. */
  readonly tillit?: string | undefined;
}

/** Certificates are read at start, once, and whatever is wrong with them is one line among the other mistakes. */
export function readStarKeys(set: Environment): { readonly keys: StarKeys; readonly problems: readonly string[] } {
  const { STAR_KLIENTSERTIFIKAT: certificateFile, STAR_KLIENTNOEKKEL: keyFile, STAR_TILLIT: trustFile } = set;
  const problems: string[] = [];
  let klient: KeyPair | undefined;
  if (certificateFile && keyFile) {
    const loaded = loadKeyPair({ certificateFile, keyFile, passphrase: set.STAR_KLIENTNOEKKEL_PASSORD });
    if ('problem' in loaded) problems.push(`${VARIABLE_OF[loaded.with]}: ${loaded.problem}.`);
    else klient = loaded;
  } else if (certificateFile || keyFile) {
    const name = certificateFile ? VARIABLE_OF.keyFile : VARIABLE_OF.certificateFile;
    problems.push(`${name}: missing; a certificate and its key come together.`);
  }
  const trust = trustFile ? loadTrust(trustFile) : undefined;
  if (trust && 'problem' in trust) problems.push(`STAR_TILLIT: ${trust.problem}.`);
  return { keys: { klient, tillit: trust && 'pem' in trust ? trust.pem : undefined }, problems };
}

const VARIABLE_OF = {
  certificateFile: 'STAR_KLIENTSERTIFIKAT',
  keyFile: 'STAR_KLIENTNOEKKEL',
  passphrase: 'STAR_KLIENTNOEKKEL_PASSORD',
} as const;
