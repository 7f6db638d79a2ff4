import {
  createHash,
  generateKeyPair as generateKeyPairLater,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { Extension, Name } from '@peculiar/asn1-x509';
import { loadAsn1 } from '../../wire/asn1.ts';

/** A certificate and the key that belongs to it. Lives in memory only. */
export interface Issued {
  readonly sertifikat: X509Certificate;
  readonly der: Buffer;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export type KeyPair = Pick<Issued, 'publicKey' | 'privateKey'>;

/** A distinguished name, its attributes in order. */
export type Subject = readonly (readonly [keyof typeof ATTRIBUTES, string])[];

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const ATTRIBUTES = {
  C: { oid: '2.5.4.6', string: 'printableString' },
  O: { oid: '2.5.4.10', string: 'utf8String' },
  CN: { oid: '2.5.4.3', string: 'utf8String' },
  serialNumber: { oid: '2.5.4.5', string: 'printableString' },
  organizationIdentifier: { oid: '2.5.4.97', string: 'utf8String' },
} as const;

const V3 = 2;
const RSA = { modulusLength: 2048 } as const;

/** A new key pair, which costs 50 to 200 ms. */
export function generateKeys(): KeyPair {
  return generateKeyPairSync('rsa', RSA);
}

/** The same beside everything else. */
export function generateKeysLater(): Promise<KeyPair> {
  return promisify(generateKeyPairLater)('rsa', RSA);
}

interface Issuer {
  readonly subject: Subject;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A root: signs itself, and others. */
export function issueRoot(
  subject: Subject,
  validity: Validity,
  keys = generateKeys(),
): Issued & { readonly subject: Subject } {
  const { BasicConstraints, id_ce_basicConstraints, id_ce_keyUsage, KeyUsage, KeyUsageFlags } = loadAsn1();
  const extensions = [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: true })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
    subjectKeyIdentifier(keys.publicKey),
  ];
  return { ...issue({ subject, ...keys }, { subject, ...keys }, validity, extensions), subject };
}

/** A leaf, whose key signs and decrypts; `ip` is the IPv4 address that a server is found at. */
export function issueLeaf(
  subject: Subject,
  issuer: Issuer,
  validity: Validity,
  { keys = generateKeys(), ip }: { readonly keys?: KeyPair; readonly ip?: string } = {},
): Issued {
  const asn1 = loadAsn1();
  const { AuthorityKeyIdentifier, GeneralName, KeyUsage, KeyUsageFlags, SubjectAlternativeName } = asn1;
  const usage = KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment | KeyUsageFlags.dataEncipherment;
  const authorityKey = new AuthorityKeyIdentifier({
    keyIdentifier: new asn1.SubjectKeyIdentifier(keyId(issuer.publicKey)),
  });
  const addresses = ip === undefined ? [] : [new GeneralName({ iPAddress: ip })];
  const extensions = [
    extension(asn1.id_ce_basicConstraints, true, new asn1.BasicConstraints()),
    extension(asn1.id_ce_keyUsage, true, new KeyUsage(usage)),
    subjectKeyIdentifier(keys.publicKey),
    extension(asn1.id_ce_authorityKeyIdentifier, false, authorityKey),
    ...(ip === undefined ? [] : [extension(asn1.id_ce_subjectAltName, false, new SubjectAlternativeName(addresses))]),
  ];
  return issue({ subject, ...keys }, issuer, validity, extensions);
}

function issue(holder: Issuer, issuer: Issuer, { from, to }: Validity, extensions: readonly Extension[]): Issued {
  const asn1 = loadAsn1();
  const { AsnConvert } = asn1;
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40; // positive, and 16 bytes whatever the dice say
  const signatureAlgorithm = new asn1.AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.11', parameters: null });
  const spki = holder.publicKey.export({ type: 'spki', format: 'der' });
  const tbsCertificate = new asn1.TBSCertificate({
    version: V3,
    serialNumber: bytesOf(serial),
    signature: signatureAlgorithm,
    issuer: writeName(issuer.subject),
    validity: new asn1.Validity({ notBefore: from, notAfter: to }),
    subject: writeName(holder.subject),
    subjectPublicKeyInfo: AsnConvert.parse(spki, asn1.SubjectPublicKeyInfo),
    extensions: new asn1.Extensions([...extensions]),
  });
  const signatureValue = bytesOf(sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer.privateKey));
  const certificate = new asn1.Certificate({ tbsCertificate, signatureAlgorithm, signatureValue });
  const der = Buffer.from(AsnConvert.serialize(certificate));
  const { privateKey, publicKey } = holder;
  return { sertifikat: new X509Certificate(der), der, privateKey, publicKey };
}

function writeName(subject: Subject): Name {
  const { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } = loadAsn1();
  const parts = subject.map(([attribute, value]) => {
    const { oid, string } = ATTRIBUTES[attribute];
    const written = new AttributeTypeAndValue({ type: oid, value: new AttributeValue({ [string]: value }) });
    return new RelativeDistinguishedName([written]);
  });
  return new Name(parts);
}

function extension(extnID: string, critical: boolean, value: object): Extension {
  const { AsnConvert, Extension, OctetString } = loadAsn1();
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function subjectKeyIdentifier(publicKey: KeyObject): Extension {
  const { id_ce_subjectKeyIdentifier, SubjectKeyIdentifier } = loadAsn1();
  return extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(publicKey)));
}

/** RFC 5280 §4.2.1.2 (1): SHA-1 over the key as it stands in the certificate's BIT STRING, which for RSA is PKCS#1. */
function keyId(publicKey: KeyObject): ArrayBuffer {
  const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'der' });
  return bytesOf(createHash('sha1').update(pkcs1).digest());
}

/** Exactly these bytes: a Buffer's own ArrayBuffer may be a shared pool. */
function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
