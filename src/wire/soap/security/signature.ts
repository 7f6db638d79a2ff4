import { createHash, type KeyObject, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { decodeBase64 } from '../../base64.ts';
import { type Canonicalization, canonicalise } from './canonical.ts';
import { demand, present, type SecurityProgress } from './refusal.ts';
import { attributeOf, type ElementNode, elementsOf, isNamed, only, textOf } from './tree.ts';
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
  security: ElementNode,
  signature: ElementNode,
  readCertificate: CertificateReader = parseCertificate,
): X509Certificate {
  const reference = only(only(only(signature, DS, 'KeyInfo'), WSSE, 'SecurityTokenReference'), WSSE, 'Reference');
  const token = only(security, WSSE, 'BinarySecurityToken');
  demand(reference.getAttribute('URI') === `#${idOf(token)}`);
  demand((reference.getAttribute('ValueType') ?? X509_V3) === X509_V3);
  demand(token.getAttribute('ValueType') === X509_V3);
  demand((token.getAttribute('EncodingType') ?? BASE64_BINARY) === BASE64_BINARY);
  return readCertificate(textOf(token));
}

/** Reads a certificate in base64, or throws. */
export type CertificateReader = (text: string) => X509Certificate;

const MAX_READ = 8;

/** One that remembers: a register signs everything with one certificate, and reading it anew costs more than checking its signature. */
export function createCertificateReader(): CertificateReader {
  const read = new LRUCache<string, X509Certificate>({ max: MAX_READ });
  return (text) => {
    const certificate = read.get(text) ?? parseCertificate(text);
    read.set(text, certificate);
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
export function signatureValueOf(signature: ElementNode): Buffer {
  return present(decodeBase64(textOf(only(signature, DS, 'SignatureValue'))));
}

/**
 * Verifies the signature and gives the canonical text of each candidate that it covers: the very text that was hashed,
 * for the caller to read, so that nothing unsigned can be. A Reference to anything but a candidate is refused, and so is a
 * canonical text of more than `maxCharacters`.
 */
export function verifySignature(
  signature: ElementNode,
  publicKey: KeyObject,
  candidates: readonly ElementNode[],
  rules: SignatureRules,
  maxCharacters?: number,
  progress?: SecurityProgress,
): ReadonlyMap<ElementNode, string> {
  demand(elementsOf(signature).length === 3); // SignedInfo, SignatureValue and KeyInfo: no Object
  const signedInfo = only(signature, DS, 'SignedInfo');
  const [method, signatureMethod, ...references] = elementsOf(signedInfo);
  demand(isNamed(method, DS, 'CanonicalizationMethod') && isNamed(signatureMethod, DS, 'SignatureMethod'));
  demand(references.length > 0 && references.length <= MAX_REFERENCES);
  demand(signatureMethod?.getAttribute('Algorithm') === RSA_SHA256);
  const bytes = Buffer.from(canonicalise(signedInfo, readCanonicalization(present(method), rules), maxCharacters));
  demand(verify('sha256', bytes, publicKey, signatureValueOf(signature)));

  if (progress) progress.step = 'digest';
  const covered = new Map<ElementNode, string>();
  for (const reference of references) {
    demand(isNamed(reference, DS, 'Reference'));
    const candidate = present(candidates.find((element) => reference.getAttribute('URI') === `#${idOf(element)}`));
    demand(!covered.has(candidate));
    covered.set(candidate, verifyDigest(reference, candidate, rules, maxCharacters));
  }
  return covered;
}

function verifyDigest(
  reference: ElementNode,
  element: ElementNode,
  rules: SignatureRules,
  maxCharacters: number | undefined,
): string {
  const canonical = canonicalise(element, readTransform(reference, rules), maxCharacters);
  const uri = only(reference, DS, 'DigestMethod').getAttribute('Algorithm') ?? '';
  const hash = present(Object.hasOwn(rules.digests, uri) ? rules.digests[uri] : undefined);
  const digest = createHash(hash).update(canonical).digest();
  const written = present(decodeBase64(textOf(only(reference, DS, 'DigestValue'))));
  demand(written.length === digest.length && timingSafeEqual(written, digest));
  return canonical;
}

function readTransform(reference: ElementNode, rules: SignatureRules): Canonicalization {
  const hasTransforms = elementsOf(reference).some((element) => isNamed(element, DS, 'Transforms'));
  if (!hasTransforms && rules.transformsOptional) return { algorithm: C14N };
  const transforms = only(reference, DS, 'Transforms');
  demand(elementsOf(transforms).length === 1);
  return readCanonicalization(only(transforms, DS, 'Transform'), rules);
}

function readCanonicalization(method: ElementNode, { canonicalizations }: SignatureRules): Canonicalization {
  const algorithm = method.getAttribute('Algorithm') ?? '';
  demand(canonicalizations.includes(algorithm));
  const [inclusive, ...others] = elementsOf(method);
  if (!inclusive) return { algorithm };
  demand(others.length === 0 && isNamed(inclusive, EXC_C14N, 'InclusiveNamespaces'));
  const prefixList = (inclusive.getAttribute('PrefixList') ?? '').split(/[ \t\r\n]+/).filter(Boolean);
  return { algorithm, prefixList };
}

/** The wsu:Id that a Reference names. An element without one cannot be signed. */
export function idOf(element: ElementNode): string {
  const id = attributeOf(element, WSU, 'Id');
  demand(id !== undefined && id !== '');
  return id;
}
