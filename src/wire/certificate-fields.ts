import type { X509Certificate } from 'node:crypto';
import type { AlgorithmIdentifier, GeneralName, Name, NameConstraints } from '@peculiar/asn1-x509';
import { loadAsn1 } from './asn1.ts';

/** What node:crypto does not tell of a certificate. An extension that is absent is undefined. */
export interface CertificateFields {
  readonly subject: Name;
  /** The attributes of the subject, in their order, as text. */
  readonly attributes: readonly { readonly type: string; readonly text: string }[];
  readonly alternativeNames: readonly GeneralName[];
  /** The OID of the algorithm that it was signed by; where that leaves the hash open, the hash's. */
  readonly signatureAlgorithm: string;
  /** How many authorities may stand between this one and an end user. */
  readonly pathLength: number | undefined;
  /** Bits of KeyUsageFlags. */
  readonly keyUsage: number | undefined;
  /** OIDs of extended key usages. */
  readonly purposes: readonly string[] | undefined;
  readonly nameConstraints: NameConstraints | undefined;
  /** Critical extensions that are not known here. RFC 5280 then wants the certificate refused. */
  readonly unknownCritical: readonly string[];
}

// A cache of what does not change: the fields follow from the certificate alone.
const read = new WeakMap<X509Certificate, CertificateFields>();

/** Throws on a certificate that is not what RFC 5280 says: an extension that stands twice, or that is no such extension. */
export function fieldsOf(certificate: X509Certificate): CertificateFields {
  const known = read.get(certificate);
  if (known) return known;
  const asn1 = loadAsn1();
  const { AsnConvert } = asn1;
  const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(certificate.raw, asn1.Certificate);
  const extensions = tbsCertificate.extensions ?? [];
  const values = new Map(extensions.map(({ extnID, extnValue }) => [extnID, extnValue.buffer]));
  if (values.size !== extensions.length) throw new TypeError('An extension stands twice');
  const parsed = <Value>(id: string, type: new () => Value): Value | undefined => {
    const value = values.get(id);
    return value && AsnConvert.parse(value, type);
  };
  // Critical or not, these are obeyed, or ask for nothing: certificate policies bind only a verifier that demands one, and
  // distribution points of revocation lists matter only where revocation is checked, which it is not here.
  const obeyed = new Set([
    asn1.id_ce_basicConstraints,
    asn1.id_ce_keyUsage,
    asn1.id_ce_extKeyUsage,
    asn1.id_ce_nameConstraints,
    asn1.id_ce_subjectAltName,
    asn1.id_ce_certificatePolicies,
    asn1.id_ce_cRLDistributionPoints,
  ]);
  const fields = {
    subject: tbsCertificate.subject,
    attributes: tbsCertificate.subject.flatMap((rdn) =>
      rdn.map(({ type, value }) => ({ type, text: value.toString() })),
    ),
    alternativeNames: parsed(asn1.id_ce_subjectAltName, asn1.SubjectAlternativeName) ?? [],
    signatureAlgorithm: algorithmOf(signatureAlgorithm),
    pathLength: parsed(asn1.id_ce_basicConstraints, asn1.BasicConstraints)?.pathLenConstraint,
    keyUsage: parsed(asn1.id_ce_keyUsage, asn1.KeyUsage)?.toNumber(),
    purposes: parsed(asn1.id_ce_extKeyUsage, asn1.ExtendedKeyUsage),
    nameConstraints: parsed(asn1.id_ce_nameConstraints, asn1.NameConstraints),
    unknownCritical: extensions
      .filter(({ critical, extnID }) => critical && !obeyed.has(extnID))
      .map(({ extnID }) => extnID),
  };
  read.set(certificate, fields);
  return fields;
}

function algorithmOf({ algorithm, parameters }: AlgorithmIdentifier): string {
  const { AsnConvert, id_RSASSA_PSS, RsaSaPssParams } = loadAsn1();
  if (algorithm !== id_RSASSA_PSS || !parameters) return algorithm;
  return AsnConvert.parse(parameters, RsaSaPssParams).hashAlgorithm.algorithm;
}

/** All values of one attribute of the subject, in their order. */
export function subjectValues({ attributes }: CertificateFields, type: string): readonly string[] {
  return attributes.filter((one) => one.type === type).map(({ text }) => text);
}
