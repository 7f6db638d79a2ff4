import { createHash, type KeyObject, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { decodeBase64 } from '../../base64.ts';
import { type Canonicalization, canonicalise, writeCanonical } from './canonical.ts';
import { demand, present, type SecurityProgress } from './refusal.ts';
import type { XmlNode } from '../xml-node.ts';
import { ownText } from '../xml-text.ts';
import { attributeOf, isNamed, only, textOf } from './tree.ts';
import { BASE64_BINARY, C14N, DS, EXC_C14N, RSA_SHA256, SHA256, WSSE, WSU, X509_V3 } from './uris.ts';

/** What a signature may be made with. RSA is always with SHA-256. */
export interface SignatureRules {
  readonly canonicalizations: readonly string[];
  /** By URI, node:crypto's name of each digest that is accepted. */
  readonly digests: Readonly<Record<string, string>>;
  /** Whether a Reference may lack Transforms, which then means inclusive canonicalisation. */
  readonly transformsOptional: boolean;
}

export const STRICT: SignatureRules = {
  canonicalizations: [EXC_C14N],
  digests: { [SHA256]: 'sha256' },
  transformsOptional: false,
};

const MAX_REFERENCES = 4;

/** The certificate in the BinarySecurityToken that the signature's KeyInfo points at, of the same Security. */
export function certificateOf(
  security: XmlNode,
  signature: XmlNode,
  readCertificate: CertificateReader = parseCertificate,
): X509Certificate {
  const reference = only(only(only(signature, DS, 'KeyInfo'), WSSE, 'SecurityTokenReference'), WSSE, 'Reference');
  const token = only(security, WSSE, 'BinarySecurityToken');
  demand(reference.attributes.URI === `#${idOf(token)}`);
  demand((reference.attributes.ValueType ?? X509_V3) === X509_V3);
  demand(token.attributes.ValueType === X509_V3);
  demand((token.attributes.EncodingType ?? BASE64_BINARY) === BASE64_BINARY);
  return readCertificate(textOf(token));
}

/** Reads a certificate in base64, or throws. */
export type CertificateReader = (text: string) => X509Certificate;

const MAX_READ = 8;

/** One that remembers: a register signs everything with one certificate, and reading it anew costs more than checking its signature. */
export function createCertificateReader(): CertificateReader {
  const read = new LRUCache<string, X509Certificate>({ max: MAX_READ });
  return (text) => {
    const known = read.get(text);
    if (known) return known;
    const certificate = parseCertificate(text);
    read.set(ownText(text), certificate);
    return certificate;
  };
}

function parseCertificate(text: string): X509Certificate {
  const der = present(decodeBase64(text));
  const certificate = new X509Certificate(der);
  // Node reads past what follows the certificate, and reads PEM too.
  demand(certificate.raw.equals(der));
  return certificate;
}

/** The signature as it was written: what a SignatureConfirmation repeats. */
export function signatureValueOf(signature: XmlNode): Buffer {
  return present(decodeBase64(textOf(only(signature, DS, 'SignatureValue'))));
}

/**
 * Verifies the signature and gives those of the candidates that it covers. What they say is what was hashed, for their canonical forms
 * are written of the very nodes that the caller goes on to read: nothing unsigned can be. A Reference to anything but a candidate is
 * refused, and so is a canonical form of more than `maxCharacters`.
 */
export function verifySignature(
  signature: XmlNode,
  publicKey: KeyObject,
  candidates: readonly XmlNode[],
  rules: SignatureRules,
  maxCharacters?: number,
  progress?: SecurityProgress,
): ReadonlySet<XmlNode> {
  demand(signature.children.length === 3); // SignedInfo, SignatureValue and KeyInfo: no Object
  const signedInfo = only(signature, DS, 'SignedInfo');
  const [method, signatureMethod, ...references] = signedInfo.children;
  demand(isNamed(method, DS, 'CanonicalizationMethod') && isNamed(signatureMethod, DS, 'SignatureMethod'));
  demand(references.length > 0 && references.length <= MAX_REFERENCES);
  demand(signatureMethod?.attributes.Algorithm === RSA_SHA256);
  const bytes = Buffer.from(canonicalise(signedInfo, readCanonicalization(present(method), rules), maxCharacters));
  demand(verify('sha256', bytes, publicKey, signatureValueOf(signature)));

  if (progress) progress.step = 'digest';
  const covered = new Set<XmlNode>();
  for (const reference of references) {
    demand(isNamed(reference, DS, 'Reference'));
    const candidate = present(candidates.find((element) => reference.attributes.URI === `#${idOf(element)}`));
    demand(!covered.has(candidate));
    verifyDigest(reference, candidate, rules, maxCharacters);
    covered.add(candidate);
  }
  return covered;
}

function verifyDigest(
  reference: XmlNode,
  element: XmlNode,
  rules: SignatureRules,
  maxCharacters: number | undefined,
): void {
  const uri = only(reference, DS, 'DigestMethod').attributes.Algorithm ?? '';
  const hash = createHash(present(Object.hasOwn(rules.digests, uri) ? rules.digests[uri] : undefined));
  writeCanonical(element, readTransform(reference, rules), (piece) => hash.update(piece), maxCharacters);
  const digest = hash.digest();
  const written = present(decodeBase64(textOf(only(reference, DS, 'DigestValue'))));
  demand(written.length === digest.length && timingSafeEqual(written, digest));
}

function readTransform(reference: XmlNode, rules: SignatureRules): Canonicalization {
  const hasTransforms = reference.children.some((element) => isNamed(element, DS, 'Transforms'));
  if (!hasTransforms && rules.transformsOptional) return { algorithm: C14N };
  const transforms = only(reference, DS, 'Transforms');
  demand(transforms.children.length === 1);
  return readCanonicalization(only(transforms, DS, 'Transform'), rules);
}

function readCanonicalization(method: XmlNode, { canonicalizations }: SignatureRules): Canonicalization {
  const algorithm = method.attributes.Algorithm ?? '';
  demand(canonicalizations.includes(algorithm));
  const [inclusive, ...others] = method.children;
  if (!inclusive) return { algorithm };
  demand(others.length === 0 && isNamed(inclusive, EXC_C14N, 'InclusiveNamespaces'));
  const prefixList = (inclusive.attributes.PrefixList ?? '').split(/[ \t\r\n]+/).filter(Boolean);
  return { algorithm, prefixList };
}

/** The wsu:Id that a Reference names. An element without one cannot be signed. */
export function idOf(element: XmlNode): string {
  const id = attributeOf(element, WSU, 'Id');
  demand(id !== undefined && id !== '');
  return id;
}
