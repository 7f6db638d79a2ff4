import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ReadFile } from '../domain/read-file.ts';
import { isStrongRsa } from './certificate-path.ts';
import { KeyError, loadPrivateKey } from './key-pair.ts';

/** The key of a client of an issuer's, and the name that it is registered by, where the file says it. */
export interface ClientKey {
  readonly privateKey: KeyObject;
  readonly kid: string | undefined;
}

/** Reads an RSA key of a file in PEM, or of one that holds a JWK (RFC 7517), which names itself; or throws KeyError. */
export function loadClientKey(file: string, readFile: ReadFile = readFileSync): ClientKey {
  const jwk = jwkOf(file, readFile);
  if (jwk === undefined) return { privateKey: loadPrivateKey(file, readFile), kid: undefined };
  const privateKey = toKey(jwk);
  if (!isStrongRsa({ publicKey: createPublicKey(privateKey) })) {
    throw new KeyError('key', 'must be an RSA key of 2048 bits or more');
  }
  return { privateKey, kid: typeof jwk.kid === 'string' && jwk.kid !== '' ? jwk.kid : undefined };
}

/** Undefined where the file is none in JSON, or cannot be read, which is told when it is read as PEM. */
function jwkOf(file: string, readFile: ReadFile): (JsonWebKey & { readonly kid?: unknown }) | undefined {
  try {
    const text = readFile(file).toString('utf8');
    return /^\s*\{/.test(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function toKey(key: JsonWebKey): KeyObject {
  try {
    return createPrivateKey({ key, format: 'jwk' });
  } catch {
    throw new KeyError('key', 'holds no private key, neither in PEM nor as a JWK');
  }
}
