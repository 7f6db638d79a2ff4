import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';

/** A certificate and its private key, read once. */
export interface KeyPair {
  readonly certificate: X509Certificate;
  /** The certificate's whole file: intermediate certificates may stand below it. */
  readonly chainPem: string;
  readonly privateKey: KeyObject;
}

export interface KeyPairFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly passphrase?: string | undefined;
}

/** One line on what is wrong, and with which of the files. Never names a path, and never holds a secret. */
export interface KeyProblem {
  readonly with: keyof KeyPairFiles;
  readonly problem: string;
}

/** Reads PEM files; what is wrong with them comes back as a value, so that the caller can name its own variable. */
export function loadKeyPair({ certificateFile, keyFile, passphrase }: KeyPairFiles): KeyPair | KeyProblem {
  const chainPem = readText(certificateFile);
  if (chainPem === undefined) return { with: 'certificateFile', problem: 'the file cannot be read' };
  const certificate = parse(() => new X509Certificate(chainPem));
  if (!certificate) return { with: 'certificateFile', problem: 'the file holds no PEM certificate' };
  const keyPem = readText(keyFile);
  if (keyPem === undefined) return { with: 'keyFile', problem: 'the file cannot be read' };
  const privateKey = parse(() => createPrivateKey({ key: keyPem, ...(passphrase !== undefined && { passphrase }) }));
  if (!privateKey) return keyProblem(keyPem, passphrase);
  if (!certificate.checkPrivateKey(privateKey)) {
    return { with: 'keyFile', problem: 'the key does not belong to the certificate' };
  }
  return { certificate, chainPem, privateKey };
}

function keyProblem(keyPem: string, passphrase: string | undefined): KeyProblem {
  if (!/ENCRYPTED/.test(keyPem)) return { with: 'keyFile', problem: 'the file holds no PEM private key' };
  return {
    with: 'passphrase',
    problem: passphrase === undefined ? 'missing: the key is encrypted' : 'the passphrase does not open the key',
  };
}

/** Trusted roots, PEM. */
export function loadTrust(file: string): { readonly pem: string } | { readonly problem: string } {
  const pem = readText(file);
  if (pem === undefined) return { problem: 'the file cannot be read' };
  return parse(() => new X509Certificate(pem)) ? { pem } : { problem: 'the file holds no PEM certificate' };
}

/** What a TLS connection shows and whom it trusts; made once, for all connections. */
export function createTlsContext(own: KeyPair | undefined, trustedPem: string | undefined): SecureContext | undefined {
  if (!own && trustedPem === undefined) return undefined;
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ...(own && { cert: own.chainPem, key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }) }),
    ...(trustedPem !== undefined && { ca: trustedPem }),
  });
}

function readText(file: string): string | undefined {
  return parse(() => readFileSync(file, 'utf8'));
}

function parse<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
