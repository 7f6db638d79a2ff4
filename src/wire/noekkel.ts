import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isStrongRsa } from './certificate-path.ts';
import { type Pkcs12, type Pkcs12Refusal, readPkcs12 } from './pkcs12.ts';

/** A certificate of ours and its key, read once. */
export interface Noekkel {
  readonly sertifikat: X509Certificate;
  /** All certificates of the file, ours first: a server may want to see our issuers' too. */
  readonly kjede: readonly X509Certificate[];
  readonly privateKey: KeyObject;
}

/** Names of files, and the password of the one that is encrypted. */
export interface Noekkelfiler {
  /** PEM, or PKCS#12, which holds the key too. */
  readonly sertifikat: string;
  /** PEM. */
  readonly noekkel?: string | undefined;
  readonly passord?: string | undefined;
}

/** What is wrong, with what, in one clause without names of files and what stands in them. */
export class NoekkelError extends Error {
  override readonly name = 'NoekkelError';
  readonly med: keyof Noekkelfiler | 'tillit';
  constructor(med: NoekkelError['med'], problem: string) {
    super(problem);
    this.med = med;
  }
}

/** Reads a certificate and its key, or throws NoekkelError. */
export function loadNoekkel(filer: Noekkelfiler): Noekkel {
  const bytes = readFile(filer.sertifikat, 'sertifikat');
  const { sertifikater, privateKey, named } = isPem(bytes) ? readPem(bytes, filer) : readP12(bytes, filer);
  // A file may hold the certificates of its issuers too, and of one key an older one. Their order says nothing.
  const ours = sertifikater.filter((one) => one.checkPrivateKey(privateKey));
  const sertifikat = ours.find((one) => one === named) ?? newest(ours);
  if (!sertifikat)
    throw new NoekkelError(
      filer.noekkel ? 'noekkel' : 'sertifikat',
      'the certificate and the key do not belong together',
    );
  if (!isStrongRsa(sertifikat)) throw new NoekkelError('sertifikat', 'must be of an RSA key of 2048 bits or more');
  return { sertifikat, kjede: chainOf(sertifikat, sertifikater), privateKey };
}

/** Of those that are valid already, the one that holds longest. */
function newest(sertifikater: readonly X509Certificate[]): X509Certificate | undefined {
  const now = new Date();
  const begun = sertifikater.filter(({ validFromDate }) => validFromDate <= now);
  const [last] = (begun.length > 0 ? begun : sertifikater).toSorted(
    (one, other) => Number(other.validToDate) - Number(one.validToDate),
  );
  return last;
}

/** Each certifies the one before it, as TLS wants them; then what other authorities there are. */
function chainOf(sertifikat: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const kjede = [sertifikat];
  const others = new Set(new Map(all.filter(({ ca }) => ca).map((one) => [one.fingerprint256, one])).values());
  for (const last of kjede) {
    const issuer = [...others].find((one) => last.checkIssued(one) && last.verify(one.publicKey));
    if (!issuer) break;
    kjede.push(issuer);
    others.delete(issuer);
  }
  return [...kjede, ...others];
}

/** Reads the certificate authorities of a PEM file, or throws NoekkelError. */
export function loadTillit(file: string): readonly X509Certificate[] {
  const sertifikater = certificatesIn(readFile(file, 'tillit'), 'tillit');
  if (!sertifikater.every(({ ca }) => ca)) {
    throw new NoekkelError('tillit', 'holds a certificate that is no certificate authority');
  }
  return sertifikater;
}

function readPem(bytes: Buffer, { noekkel, passord }: Noekkelfiler) {
  const sertifikater = certificatesIn(bytes, 'sertifikat');
  if (!noekkel) throw new NoekkelError('noekkel', 'missing; only a PKCS#12 file holds certificate and key in one');
  return { sertifikater, named: undefined, privateKey: readPrivateKey(readFile(noekkel, 'noekkel'), passord) };
}

function readPrivateKey(pem: Buffer, passord: string | undefined): KeyObject {
  const isEncrypted = pem.includes('ENCRYPTED');
  if (isEncrypted && passord === undefined) throw new NoekkelError('passord', 'missing; the key is encrypted');
  try {
    return createPrivateKey({ key: pem, ...(passord !== undefined && { passphrase: passord }) });
  } catch {
    throw isEncrypted ? wrongPassword() : new NoekkelError('noekkel', 'holds no private key in PEM');
  }
}

function readP12(bytes: Buffer, { passord }: Noekkelfiler): Pkcs12 {
  const read = readPkcs12(bytes, passord);
  if (typeof read !== 'string') return read;
  if (read === 'WRONG_PASSWORD') throw wrongPassword();
  throw new NoekkelError('sertifikat', P12_PROBLEMS[read]);
}

const P12_PROBLEMS: Readonly<Record<Exclude<Pkcs12Refusal, 'WRONG_PASSWORD'>, string>> = {
  NOT_PKCS12: 'is neither PEM nor PKCS#12',
  UNSUPPORTED: 'is encrypted in a way that is not supported; AES or Triple DES by a password is',
  NO_RSA_KEY: 'holds no RSA key',
  SEVERAL_RSA_KEYS: 'holds several RSA keys; the one that is meant needs a file of its own',
};

function wrongPassword(): NoekkelError {
  return new NoekkelError('passord', 'does not open the key');
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

function certificatesIn(bytes: Buffer, med: NoekkelError['med']): X509Certificate[] {
  try {
    const sertifikater = (bytes.toString('latin1').match(CERTIFICATE) ?? []).map((pem) => new X509Certificate(pem));
    if (sertifikater.length > 0) return sertifikater;
  } catch {
    // Told below: what node says of a broken certificate helps nobody more.
  }
  throw new NoekkelError(med, 'holds no certificate in PEM');
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ');
}

function readFile(file: string, med: NoekkelError['med']): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new NoekkelError(med, isMissing ? 'there is no such file' : 'the file cannot be read');
  }
}
