import type { X509Certificate } from 'node:crypto';
import type { Certificates } from '../define.ts';
import { isLoopback } from '../values.ts';
import type { PostkasseConfig } from './settings.ts';

/** A configuration names files. Only a sandbox makes its keys later, and nothing can be said of those. */
export function certificatesOf(config: PostkasseConfig): Certificates {
  if (config.security !== 'signed' || typeof config.signing === 'function') return { own: [], warnings: [] };
  const { postkasse, kontaktregister } = config.signing;
  // One for both, unless the second service has its own.
  const isSame = postkasse.sertifikat.fingerprint256 === kontaktregister.sertifikat.fingerprint256;
  return {
    own: [
      { of: 'postkasse', sertifikat: postkasse.sertifikat },
      ...(isSame ? [] : [{ of: 'kontaktregister', sertifikat: kontaktregister.sertifikat }]),
    ],
    trusted: { of: 'Oppslagstjenesten', certificates: postkasse.trusted },
    warnings: isElsewhere(config) && holdsRootsOnly(postkasse.trusted) ? [ROOTS_ONLY] : [],
  };
}

/** Only a sandbox is on this machine, and its root issues what its answers are signed with. */
function isElsewhere({ postkasseUrl, kontaktregisterUrl }: PostkasseConfig): boolean {
  return [postkasseUrl, kontaktregisterUrl].some((url) => url !== undefined && !isLoopback(url));
}

/** Signed answers hold the register's own certificate and none above it, and roots issue to authorities alone. */
function holdsRootsOnly(trusted: readonly X509Certificate[]): boolean {
  return trusted.every((one) => one.issuer === one.subject && one.verify(one.publicKey));
}

const ROOTS_ONLY = {
  area: 'trust',
  text: 'Oppslagstjenesten: POSTKASSE_CA holds roots only; answers bring no certificate but the register’s own, so the authority that issued it must be in the file too',
} as const;
