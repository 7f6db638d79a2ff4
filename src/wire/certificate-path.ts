import type { X509Certificate } from 'node:crypto';
import { loadAsn1 } from './asn1.ts';
import { type CertificateFields, fieldsOf } from './certificate-fields.ts';
import { isNameForbidden } from './name-constraints.ts';

/** Why a path of certificates does not do. For tests and `doctor`: who sends a message is never told. */
export type PathDefect =
  | 'NOT_VALID_NOW'
  | 'WEAK_KEY'
  | 'WEAK_SIGNATURE'
  | 'MALFORMED'
  | 'UNKNOWN_CRITICAL_EXTENSION'
  | 'KEY_USAGE'
  | 'EXTENDED_KEY_USAGE'
  | 'PATH_LENGTH'
  | 'NAME_CONSTRAINTS';

/**
 * What RFC 5280 §6.1 finds wrong with a path whose certificates each are issued by the next, the end user's first and an
 * authority that is trusted last; undefined when nothing is. Policies and revocation are not looked at.
 */
export function findDefect(path: readonly X509Certificate[], at: Date): PathDefect | undefined {
  if (!path.every((certificate) => isValidAt(certificate, at))) return 'NOT_VALID_NOW';
  if (!path.every(isStrongKey) || !path.slice(0, 1).every(isStrongRsa)) return 'WEAK_KEY';
  let fields: readonly CertificateFields[];
  try {
    fields = path.map(fieldsOf);
  } catch {
    return 'MALFORMED';
  }
  // Nobody relies on the last one's signature: that one is trusted as it stands.
  if (fields.slice(0, -1).some(({ signatureAlgorithm }) => !STRONG_SIGNATURES.has(signatureAlgorithm))) {
    return 'WEAK_SIGNATURE';
  }
  if (fields.some(({ unknownCritical }) => unknownCritical.length > 0)) return 'UNKNOWN_CRITICAL_EXTENSION';
  const { signs, issues } = usages();
  if (!fields.every(({ keyUsage }, index) => keyUsage === undefined || keyUsage & (index === 0 ? signs : issues))) {
    return 'KEY_USAGE';
  }
  const allowed = allowedPurposes();
  if (!fields.every(({ purposes }) => purposes === undefined || purposes.some((one) => allowed.has(one)))) {
    return 'EXTENDED_KEY_USAGE';
  }
  return findConstraint(path, fields);
}

/** What an authority says of all that stands below it. */
function findConstraint(
  path: readonly X509Certificate[],
  fields: readonly CertificateFields[],
): PathDefect | undefined {
  for (const [index, { pathLength, nameConstraints }] of fields.entries()) {
    // An authority that issues to itself, to change its key, is not counted, and may name itself.
    const below = path.slice(0, index).flatMap((one, at) => (at > 0 && isSelfIssued(one) ? [] : [at]));
    if (pathLength !== undefined && below.length - 1 > pathLength) return 'PATH_LENGTH';
    if (nameConstraints && below.some((at) => isNameForbidden(fields[at] as CertificateFields, nameConstraints))) {
      return 'NAME_CONSTRAINTS';
    }
  }
  return undefined;
}

export function isValidAt({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate;
}

function isSelfIssued({ subject, issuer }: X509Certificate): boolean {
  return subject === issuer;
}

const MIN_RSA_BITS = 2048;
/** Of 256 bits or more. */
const CURVES: ReadonlySet<string> = new Set([
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
]);

export function isStrongRsa({ publicKey }: Pick<X509Certificate, 'publicKey'>): boolean {
  return publicKey.asymmetricKeyType === 'rsa' && isStrongModulus(publicKey.asymmetricKeyDetails?.modulusLength);
}

function isStrongKey({ publicKey: { asymmetricKeyType, asymmetricKeyDetails } }: X509Certificate): boolean {
  switch (asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return isStrongModulus(asymmetricKeyDetails?.modulusLength);
    case 'ec':
      return CURVES.has(asymmetricKeyDetails?.namedCurve ?? '');
    default:
      return asymmetricKeyType === 'ed25519' || asymmetricKeyType === 'ed448';
  }
}

function isStrongModulus(bits = 0): boolean {
  return bits >= MIN_RSA_BITS;
}

/** RSA and ECDSA with SHA-256, SHA-384 and SHA-512, these hashes where the algorithm leaves them open, Ed25519 and Ed448. */
const STRONG_SIGNATURES: ReadonlySet<string> = new Set([
  ...['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'],
  ...['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
  ...['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3'],
  ...['1.3.101.112', '1.3.101.113'],
]);

/** Bits of KeyUsageFlags. Norwegian virksomhetssertifikater come in pairs: one signs by digitalSignature, the other, a seal, by nonRepudiation. */
function usages() {
  const { digitalSignature, nonRepudiation, keyCertSign } = loadAsn1().KeyUsageFlags;
  return { signs: digitalSignature | nonRepudiation, issues: keyCertSign };
}

/** No purpose is "signs SOAP messages". These are what virksomhetssertifikater have, and those for documents. */
function allowedPurposes(): ReadonlySet<string> {
  const { anyExtendedKeyUsage, id_kp_clientAuth, id_kp_emailProtection } = loadAsn1();
  const documentSigning = '1.3.6.1.5.5.7.3.36'; // RFC 9336
  const documentSigningByMicrosoft = '1.3.6.1.4.1.311.10.3.12';
  return new Set([
    ...[anyExtendedKeyUsage, id_kp_clientAuth, id_kp_emailProtection],
    ...[documentSigning, documentSigningByMicrosoft],
  ]);
}
