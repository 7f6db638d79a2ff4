import {
  createHash,
  generateKeyPair,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { promisify } from 'node:util';
import * as der from './der.ts';

/** A certificate and the key that belongs to it. Lives in memory only. */
export interface Issued {
  readonly sertifikat: X509Certificate;
  readonly der: Buffer;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The subject, in order. */
export type Navn = readonly (readonly [keyof typeof ATTRIBUTTER, string])[];

export interface Validity {
  readonly fra: Date;
  readonly til: Date;
}

const ATTRIBUTTER = {
  C: { oid: '2.5.4.6', write: der.printableString },
  O: { oid: '2.5.4.10', write: der.utf8String },
  CN: { oid: '2.5.4.3', write: der.utf8String },
  serialNumber: { oid: '2.5.4.5', write: der.printableString },
  organizationIdentifier: { oid: '2.5.4.97', write: der.utf8String },
} as const;

const SHA256_WITH_RSA = der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing());

interface Issuer {
  readonly navn: Navn;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A root: signs itself, and others. */
export function issueRot(navn: Navn, validity: Validity): Issued & { readonly navn: Navn } {
  const keys = generateKeys();
  const extensions = [
    extension('2.5.29.19', true, der.sequence(der.boolean(true))),
    extension('2.5.29.15', true, der.bitString(Buffer.from([0b00000110]), 1)), // keyCertSign, cRLSign
    subjectKeyIdentifier(keys.publicKey),
  ];
  return { ...issue({ navn, ...keys }, { navn, ...keys }, validity, extensions), navn };
}

/** A leaf with a key pair of its own, which signs and decrypts; `ip` is the address that a server is found at. */
export function issueLeaf(navn: Navn, issuer: Issuer, validity: Validity, ip?: string): Issued {
  const keys = generateKeys();
  const extensions = [
    extension('2.5.29.19', true, der.sequence()),
    // digitalSignature, keyEncipherment, dataEncipherment
    extension('2.5.29.15', true, der.bitString(Buffer.from([0b10110000]), 4)),
    subjectKeyIdentifier(keys.publicKey),
    extension('2.5.29.35', false, der.sequence(der.implicit(0, keyIdentifier(issuer.publicKey)))),
    ...(ip === undefined ? [] : [extension('2.5.29.17', false, der.sequence(ipAddress(ip)))]),
  ];
  return issue({ navn, ...keys }, issuer, validity, extensions);
}

function issue(holder: Issuer, issuer: Issuer, validity: Validity, extensions: readonly Buffer[]): Issued {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40; // positive, and 16 bytes whatever the dice say
  const content = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))), // v3
    der.integer(serial),
    SHA256_WITH_RSA,
    writeNavn(issuer.navn),
    der.sequence(der.time(validity.fra), der.time(validity.til)),
    writeNavn(holder.navn),
    holder.publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(...extensions)),
  );
  const signature = sign('sha256', content, issuer.privateKey);
  const bytes = der.sequence(content, SHA256_WITH_RSA, der.bitString(signature));
  const { privateKey, publicKey } = holder;
  return { sertifikat: new X509Certificate(bytes), der: bytes, privateKey, publicKey };
}

type KeyPair = Pick<Issued, 'publicKey' | 'privateKey'>;

const reserve: KeyPair[] = [];

/** Makes key pairs beside everything else, so that the next certificates cost next to nothing. */
export async function prepareKeys(count: number): Promise<void> {
  const make = async () => reserve.push(await promisify(generateKeyPair)('rsa', { modulusLength: 2048 }));
  await Promise.all(Array.from({ length: count }, make));
}

function generateKeys(): KeyPair {
  return reserve.pop() ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function writeNavn(navn: Navn): Buffer {
  const parts = navn.map(([attribute, value]) => {
    const { oid, write } = ATTRIBUTTER[attribute];
    return der.setOf(der.sequence(der.oid(oid), write(value)));
  });
  return der.sequence(...parts);
}

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
}

/** GeneralName [7]: an IPv4 address as four bytes. */
function ipAddress(ip: string): Buffer {
  return der.implicit(7, Buffer.from(ip.split('.').map(Number)));
}

function subjectKeyIdentifier(publicKey: KeyObject): Buffer {
  return extension('2.5.29.14', false, der.octetString(keyIdentifier(publicKey)));
}

/** RFC 5280 §4.2.1.2 (1): SHA-1 over the key as it stands in the certificate's BIT STRING, which for RSA is PKCS#1. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ type: 'pkcs1', format: 'der' }))
    .digest();
}
