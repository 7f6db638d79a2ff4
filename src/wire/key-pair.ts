import { createPrivateKey, createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ReadFile } from '../domain/read-file.ts';
import { isStrongRsa } from './certificate-path.ts';
import { readCertificates } from './pem.ts';
import { type Pkcs12, type Pkcs12Refusal, readPkcs12 } from './pkcs12.ts';

/** A certificate of ours and its key, read once. */
export interface KeyPair {
  readonly sertifikat: X509Certificate;
  /** All certificates of the file, ours first: a server may want to see our issuers' too. */
  readonly chain: readonly X509Certificate[];
  readonly privateKey: KeyObject;
}

/** Names of files, and the password of the one that is encrypted. */
export interface KeyFiles {
  /** PEM, or PKCS#12, which holds the key too. */
  readonly sertifikat: string;
  /** PEM. */
  readonly key?: string | undefined;
  readonly passord?: string | undefined;
}

/** What is wrong, with what, in one clause without names of files and what stands in them. */
export class KeyError extends Error {
  override readonly name = 'KeyPairError';
  readonly med: keyof KeyFiles | 'trusted';
  constructor(med: KeyError['med'], problem: string) {
    super(problem);
    this.med = med;
  }
}

/** Reads a certificate and its key, or throws KeyError. */
export function loadKeyPair(files: KeyFiles, readFile: ReadFile = readFileSync): KeyPair {
  const bytes = readBytes(files.sertifikat, 'sertifikat', readFile);
  const { certificates, privateKey, named } = isPem(bytes) ? readPem(bytes, files, readFile) : readP12(bytes, files);
  // A file may hold the certificates of its issuers too, and of one key an older one. Their order says nothing.
  const ours = certificates.filter((one) => one.checkPrivateKey(privateKey));
  const sertifikat = ours.find((one) => one === named) ?? newest(ours);
  if (!sertifikat)
    throw new KeyError(files.key ? 'key' : 'sertifikat', 'the certificate and the key do not belong together');
  if (!isStrongRsa(sertifikat)) throw new KeyError('sertifikat', 'must be of an RSA key of 2048 bits or more');
  return { sertifikat, chain: chainOf(sertifikat, certificates), privateKey };
}

/** Reads an RSA key without a password of a PEM file, or throws KeyError. */
export function loadPrivateKey(file: string, readFile: ReadFile = readFileSync): KeyObject {
  const bytes = readBytes(file, 'key', readFile);
  if (bytes.includes('ENCRYPTED')) throw new KeyError('key', 'is encrypted; it must stand there without a password');
  const key = readPrivateKey(bytes, undefined);
  if (!isStrongRsa({ publicKey: createPublicKey(key) }))
    throw new KeyError('key', 'must be an RSA key of 2048 bits or more');
  return key;
}

/** Of those that are valid already, the one that holds longest. */
function newest(certificates: readonly X509Certificate[]): X509Certificate | undefined {
  const now = new Date();
  const begun = certificates.filter(({ validFromDate }) => validFromDate <= now);
  const [last] = (begun.length > 0 ? begun : certificates).toSorted(
    (one, other) => Number(other.validToDate) - Number(one.validToDate),
  );
  return last;
}

/** Each certifies the one before it, as TLS wants them; then what other authorities there are. */
function chainOf(sertifikat: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const chain = [sertifikat];
  const others = new Set(new Map(all.filter(({ ca }) => ca).map((one) => [one.fingerprint256, one])).values());
  for (const last of chain) {
    const issuer = [...others].find((one) => last.checkIssued(one) && last.verify(one.publicKey));
    if (!issuer) break;
    chain.push(issuer);
    others.delete(issuer);
  }
  return [...chain, ...others];
}

/** Reads the certificate authorities of a PEM file, or throws KeyError. */
export function loadTrust(file: string, readFile: ReadFile = readFileSync): readonly X509Certificate[] {
  const certificates = certificatesIn(readBytes(file, 'trusted', readFile), 'trusted');
  if (!certificates.every(({ ca }) => ca)) {
    throw new KeyError('trusted', 'holds a certificate that is no certificate authority');
  }
  return certificates;
}

function readPem(bytes: Buffer, { key, passord }: KeyFiles, readFile: ReadFile) {
  const certificates = certificatesIn(bytes, 'sertifikat');
  if (!key) throw new KeyError('key', 'missing; only a PKCS#12 file holds certificate and key in one');
  return { certificates, named: undefined, privateKey: readPrivateKey(readBytes(key, 'key', readFile), passord) };
}

function readPrivateKey(pem: Buffer, passord: string | undefined): KeyObject {
  const isEncrypted = pem.includes('ENCRYPTED');
  if (isEncrypted && passord === undefined) throw new KeyError('passord', 'missing; the key is encrypted');
  try {
    return createPrivateKey({ key: pem, ...(passord !== undefined && { passphrase: passord }) });
  } catch {
    throw isEncrypted ? wrongPassword() : new KeyError('key', 'holds no private key in PEM');
  }
}

function readP12(bytes: Buffer, { passord }: KeyFiles): Pkcs12 {
  const read = readPkcs12(bytes, passord);
  if (typeof read !== 'string') return read;
  if (read === 'WRONG_PASSWORD') throw wrongPassword();
  throw new KeyError('sertifikat', P12_PROBLEMS[read]);
}

const P12_PROBLEMS: Readonly<Record<Exclude<Pkcs12Refusal, 'WRONG_PASSWORD'>, string>> = {
  NOT_PKCS12: 'is neither PEM nor PKCS#12',
  UNSUPPORTED: 'is encrypted in a way that is not supported; AES or Triple DES by a password is',
  NO_RSA_KEY: 'holds no RSA key',
  SEVERAL_RSA_KEYS: 'holds several RSA keys; the one that is meant needs a file of its own',
};

function wrongPassword(): KeyError {
  return new KeyError('passord', 'does not open the key');
}

function certificatesIn(bytes: Buffer, med: KeyError['med']): readonly X509Certificate[] {
  const read = readCertificates(bytes);
  if (typeof read === 'string') throw new KeyError(med, read);
  return read;
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ');
}

function readBytes(file: string, med: KeyError['med'], readFile: ReadFile): Buffer {
  try {
    return readFile(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new KeyError(med, isMissing ? 'there is no such file' : 'the file cannot be read');
  }
}
