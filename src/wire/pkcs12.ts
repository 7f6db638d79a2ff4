import type { KeyObject, X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import type Forge from 'node-forge';
import { type Bags, createBagReader } from './pkcs12-bags.ts';

export interface Pkcs12 {
  /** All of the file, in its order. */
  readonly certificates: readonly X509Certificate[];
  readonly privateKey: KeyObject;
  /** The certificate that the file says belongs to the key. */
  readonly named: X509Certificate | undefined;
}

export type Pkcs12Refusal = 'NOT_PKCS12' | 'WRONG_PASSWORD' | 'UNSUPPORTED' | 'NO_RSA_KEY' | 'SEVERAL_RSA_KEYS';

/**
 * Opens a PKCS#12 file (RFC 7292). Node can use one for TLS, but does not give out its key. node-forge reads the BER and knows the
 * ciphers; the file is walked here, for forge stops at the first key and hands PBES2 a password that is no UTF-8. What
 * follows the file's one object is not looked at; nor do OpenSSL and others look at it.
 */
export function readPkcs12(bytes: Buffer, password: string | undefined): Pkcs12 | Pkcs12Refusal {
  const reader = createBagReader(loadForge());
  const pfx = reader.parsePfx(bytes);
  if (!pfx) return 'NOT_PKCS12';
  for (const spelling of spellings(password)) {
    try {
      if (reader.hasMac(pfx, spelling)) return choose(reader.openAll(pfx, spelling));
    } catch (error) {
      // forge tells a cipher that it does not know from one that does not open only in words.
      if (error instanceof Error && /unsupported/i.test(error.message)) return 'UNSUPPORTED';
    }
  }
  return 'WRONG_PASSWORD';
}

/**
 * No password and the empty one are two. What is no ASCII was once, by OpenSSL before 1.1, taken for as many characters as
 * it has bytes in UTF-8.
 */
function spellings(password: string | undefined): readonly (string | null)[] {
  return password ? [...new Set([password, Buffer.from(password, 'utf8').toString('latin1')])] : ['', null];
}

/** Other keys than RSA's may stand beside the one that is wanted. Of two RSA keys it is unknown which is meant. */
function choose({ keys, certificates }: Bags): Pkcs12 | Pkcs12Refusal {
  const [key, ...others] = keys.flatMap(({ privateKey, id }) =>
    privateKey?.asymmetricKeyType === 'rsa' ? [{ privateKey, id }] : [],
  );
  if (!key) return 'NO_RSA_KEY';
  if (others.some(({ privateKey }) => !privateKey.equals(key.privateKey))) return 'SEVERAL_RSA_KEYS';
  const named = certificates.find(({ id }) => id !== undefined && id === key.id);
  return {
    certificates: certificates.map(({ certificate }) => certificate),
    privateKey: key.privateKey,
    named: named?.certificate,
  };
}

/** Only when it is needed: most keys are PEM, and forge takes some time to load. */
function loadForge(): typeof Forge {
  return createRequire(import.meta.url)('node-forge');
}
