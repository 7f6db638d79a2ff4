import { createTrust, organisasjonsnummerOf } from '../../../wire/certificate.ts';
import { withoutDeclaration } from '../../../wire/soap/envelope.ts';
import type { XmlNode } from '../../../wire/soap/xml-node.ts';
import { demand, present } from '../../../wire/soap/security/refusal.ts';
import {
  certificateOf,
  type SignatureRules,
  signatureValueOf,
  verifySignature,
} from '../../../wire/soap/security/signature.ts';
import { readTimestamp } from '../../../wire/soap/security/timestamp.ts';
import { attributeOf, demandUniqueIds, only, parseTree } from '../../../wire/soap/security/tree.ts';
import {
  C14N,
  C14N_WITH_COMMENTS,
  DS,
  EXC_C14N,
  EXC_C14N_WITH_COMMENTS,
  SHA1,
  SHA256,
  WSSE,
  WSU,
} from '../../../wire/soap/security/uris.ts';
import { FAULTS } from '../answers/fault.ts';
import { seal } from './sealing.ts';
import type { Settings } from '../settings.ts';
import type { Envelope } from '../envelope.ts';
import type { Opened, Receipt, SecurityProfile } from './profile.ts';

// The register judges a request by its Created, whatever its own Expires allows.
const MAX_AGE_MS = 120_000;
const MAX_AHEAD_MS = 60_000;

/** Profile 16-02: signed requests; answers signed, then encrypted to the certificate that signed the request. */
export const signed: SecurityProfile = {
  understands: ({ namespace, name }) => namespace === WSSE && name === 'Security',
  open(envelope, receipt) {
    try {
      return verify(envelope, receipt);
    } catch {
      throw FAULTS.security();
    }
  },
};

/** The contract's §7.4, mirrored for requests: its steps 1, 2 and 5 to 8. */
function verify(envelope: Envelope, receipt: Receipt): Opened {
  const { sandbox, version } = receipt;
  const { settings, clock } = sandbox;
  const { certificates, replayList } = sandbox.state;
  const tree = parseTree(withoutDeclaration(envelope.tekst));
  demand(!tree.hasComments);
  demandUniqueIds(tree);
  const { root } = tree;
  const header = only(root, version.namespace, 'Header');
  const body = only(root, version.namespace, 'Body');
  const security = only(header, WSSE, 'Security');
  const signature = only(security, DS, 'Signature');
  // Security has the machine's time, also when the register's clock is moved: nobody's signature ages with the people.
  const now = clock.machine();

  const sertifikat = certificateOf(security, signature);
  demand(createTrust([certificates.root().sertifikat]).vouchesFor(sertifikat, now));
  const organisasjonsnummer = present(organisasjonsnummerOf(sertifikat));

  const timestamp = only(security, WSU, 'Timestamp');
  const own = header.children.filter((block) => receipt.isOwn({ name: block.name, namespace: block.namespace }));
  const signable = own.filter((block) => attributeOf(block, WSU, 'Id') !== undefined);
  const signed = verifySignature(signature, sertifikat.publicKey, [timestamp, body, ...signable], rules(settings));
  demand(signed.has(body));
  demand(!settings.strictPaaVegneAv || own.every((block) => signed.has(block)));

  demand(signed.has(timestamp));
  checkTime(timestamp, now.getTime());
  const signatureValue = signatureValueOf(signature).toString('base64');
  demand(!settings.replayList || replayList.isNew(signatureValue, now.getTime()));
  const readEnvelope = { ...envelope, body };
  return {
    organisasjonsnummer,
    envelope: readEnvelope,
    seal: (answer) => seal(answer, { version, now, client: sertifikat, signatureValue }, responder(receipt)),
  };
}

function responder({ sandbox }: Receipt) {
  return sandbox.state.certificates.forOrganisation(sandbox.settings.responderOrgnr);
}

function rules({ acceptSha1Digest }: Settings): SignatureRules {
  return {
    canonicalizations: [EXC_C14N, EXC_C14N_WITH_COMMENTS, C14N, C14N_WITH_COMMENTS],
    digests: { [SHA256]: 'sha256', ...(acceptSha1Digest && { [SHA1]: 'sha1' }) },
    transformsOptional: true,
  };
}

function checkTime(timestamp: XmlNode, now: number): void {
  const { created, expires } = readTimestamp(timestamp);
  demand(created >= now - MAX_AGE_MS && created <= now + MAX_AHEAD_MS && now < expires);
}
