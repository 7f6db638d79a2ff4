import { timingSafeEqual } from 'node:crypto';
import { decodeBase64 } from '../../base64.ts';
import { organisasjonsnummerOf, type Trust } from '../../certificate.ts';
import { SOAP_NAMESPACE, type SoapVersion } from '../envelope.ts';
import type { XmlElement } from '../xml.ts';
import type { XmlLimits } from '../xml-limits.ts';
import { type Decrypting, decryptBody } from './decryption.ts';
import type { WithoutCipher } from './cipher-text.ts';
import { demand, present, type SecurityProgress } from './refusal.ts';
import { type CertificateReader, certificateOf, STRICT, verifySignature } from './signature.ts';
import { readTimestamp } from './timestamp.ts';
import type { XmlNames } from '../xml-syntax.ts';
import type { XmlNode } from '../xml-node.ts';
import { demandUniqueIds, holds, isNamed, only, parseTree, type XmlTree } from './tree.ts';
import { DS, WSSE, WSSE11, WSU, XENC } from './uris.ts';

export interface ResponseOpening extends Decrypting {
  readonly trusted: Trust;
  readonly names: XmlNames;
  readonly readCertificate: CertificateReader;
  /** Who must have signed. */
  readonly responderOrgnr: string;
  /** How far the register's clock may be from ours, either way. */
  readonly clockSkewMs: number;
  /** The longest life of a Timestamp. */
  readonly maxLifetimeMs: number;
  readonly now: () => number;
}

/** A document and its text. */
export interface Received {
  readonly text: string;
  readonly tree: XmlTree;
  /** The ciphertext, where it has been taken out of it. */
  readonly taken?: WithoutCipher | undefined;
}

/** What the answer to one request must repeat and be. */
export interface Expected {
  readonly version: SoapVersion;
  readonly signatureValue: string;
  readonly limits: XmlLimits;
}

/**
 * Opens a response that is no fault, step by step in the order of the contract's §7.4, and gives the one element of its
 * Body as the signer wrote it. Throws when anything does not hold; what it throws says nothing that may be passed on, and
 * `progress` names the check for the log.
 */
export async function openResponse(
  { text, tree, taken }: Received,
  expected: Expected,
  opening: ResponseOpening,
  progress: SecurityProgress,
): Promise<XmlElement> {
  // 1, 2: an envelope of one Header and one Body, one Security, ids that name one element each.
  const encrypted = readParts(tree, expected.version);
  progress.step = 'decryption';
  // 3, 4: the key, and with it the Body. Everything that is trusted from here on is read from the plain document.
  const plain = await decryptBody(text, encrypted.security, encrypted.body, opening, taken);
  const decrypted = parseTree(plain, expected.limits, opening.names);
  progress.step = 'parts';
  const { body, security } = readParts(decrypted, expected.version);
  demand(!holds(decrypted, XENC, 'EncryptedData'));
  // 5: who signed.
  progress.step = 'token';
  const signature = only(security, DS, 'Signature');
  const certificate = certificateOf(security, signature, opening.readCertificate);
  progress.step = 'certificate chain';
  demand(opening.trusted.vouchesFor(certificate, new Date(opening.now())));
  progress.step = 'certificate holder';
  demand(organisasjonsnummerOf(certificate) === opening.responderOrgnr);
  // 6: what is signed. The parts were found by where they stand, and all three must be covered.
  progress.step = 'signature';
  const timestamp = only(security, WSU, 'Timestamp');
  const confirmation = only(security, WSSE11, 'SignatureConfirmation');
  const { maxCharacters } = expected.limits;
  const parts = [timestamp, body, confirmation];
  const signed = verifySignature(signature, certificate.publicKey, parts, STRICT, maxCharacters, progress);
  demand(signed.size === 3);
  // 7: now, and in answer to us.
  progress.step = 'timestamp';
  checkTime(timestamp, opening);
  progress.step = 'confirmation';
  checkConfirmation(confirmation, expected);
  progress.step = 'body';
  // 8: the Body is the very node that was hashed, so no other can stand in for it.
  demand(signed.has(body));
  const [element, ...others] = body.children;
  demand(others.length === 0);
  return present(element);
}

function readParts(tree: XmlTree, version: SoapVersion) {
  const { root, hasComments } = tree;
  const soap = SOAP_NAMESPACE[version];
  // Comments do not change a digest, but they do split the text that many readers see.
  demand(!hasComments && isNamed(root, soap, 'Envelope'));
  const [header, body, ...others] = root.children;
  demand(others.length === 0 && isNamed(header, soap, 'Header') && isNamed(body, soap, 'Body'));
  const security = only(present(header), WSSE, 'Security');
  demandUniqueIds(tree);
  return { body: present(body), security };
}

function checkTime(timestamp: XmlNode, { now, clockSkewMs, maxLifetimeMs }: ResponseOpening): void {
  const { created, expires } = readTimestamp(timestamp);
  demand(created <= now() + clockSkewMs && now() < expires + clockSkewMs);
  demand(created < expires && expires - created <= maxLifetimeMs);
}

function checkConfirmation(confirmation: XmlNode, { signatureValue }: Expected): void {
  const sent = Buffer.from(signatureValue, 'base64');
  const confirmed = present(decodeBase64(confirmation.attributes.Value ?? ''));
  demand(confirmed.length === sent.length && timingSafeEqual(confirmed, sent));
}
