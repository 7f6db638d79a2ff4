import { createTillit, organisasjonsnummerOf } from '../../wire/sertifikat.ts';
import { withoutDeclaration } from '../../wire/soap/envelope.ts';
import { demand, present } from '../../wire/soap/security/refusal.ts';
import {
  certificateOf,
  type SignatureRules,
  signatureValueOf,
  verifySignature,
} from '../../wire/soap/security/signature.ts';
import { readTimestamp } from '../../wire/soap/security/timestamp.ts';
import {
  attributeOf,
  demandUniqueIds,
  type ElementNode,
  elementsOf,
  only,
  parseTree,
} from '../../wire/soap/security/tree.ts';
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
} from '../../wire/soap/security/uris.ts';
import { parseXml } from '../../wire/soap/xml.ts';
import { FAULTS } from './fault.ts';
import { forsegle } from './forsegling.ts';
import type { Innstillinger } from './innstillinger.ts';
import type { Konvolutt } from './konvolutt.ts';
import type { Aapnet, Mottak, Sikkerhetsprofil } from './sikkerhet.ts';

// The register judges a request by its Created, whatever its own Expires allows.
const MAX_AGE_MS = 120_000;
const MAX_AHEAD_MS = 60_000;

/** Profile 16-02: signed requests; answers signed, then encrypted to the certificate that signed the request. */
export const signert: Sikkerhetsprofil = {
  understands: ({ namespace, name }) => namespace === WSSE && name === 'Security',
  open(konvolutt, mottak) {
    try {
      return verify(konvolutt, mottak);
    } catch {
      throw FAULTS.security();
    }
  },
};

/** The contract's §7.4, mirrored for requests: its steps 1, 2 and 5 to 8. */
function verify(konvolutt: Konvolutt, mottak: Mottak): Aapnet {
  const { tilstand, versjon } = mottak;
  const { innstillinger, sertifikater, replayliste } = tilstand;
  const tree = parseTree(withoutDeclaration(konvolutt.tekst));
  demand(!tree.hasComments);
  demandUniqueIds(tree);
  const { root } = tree;
  const header = only(root, versjon.namespace, 'Header');
  const body = only(root, versjon.namespace, 'Body');
  const security = only(header, WSSE, 'Security');
  const signature = only(security, DS, 'Signature');
  // Security has the machine's time, also when the register's clock is moved: nobody's signature ages with the people.
  const naa = innstillinger.klokke();

  const sertifikat = certificateOf(security, signature);
  demand(createTillit([sertifikater.rot().sertifikat]).vouchesFor(sertifikat, naa));
  const organisasjonsnummer = present(organisasjonsnummerOf(sertifikat));

  const timestamp = only(security, WSU, 'Timestamp');
  const own = elementsOf(header).filter((block) =>
    mottak.isOwn({ name: block.localName, namespace: block.namespaceURI }),
  );
  const signable = own.filter((block) => attributeOf(block, WSU, 'Id') !== undefined);
  const signed = verifySignature(signature, sertifikat.publicKey, [timestamp, body, ...signable], rules(innstillinger));
  const signedBody = present(signed.get(body));
  demand(!innstillinger.strictPaaVegneAv || own.every((block) => signed.has(block)));

  demand(signed.has(timestamp));
  checkTime(timestamp, naa.getTime());
  const signatureValue = signatureValueOf(signature).toString('base64');
  demand(!innstillinger.replayList || replayliste.isNew(signatureValue, naa.getTime()));
  const lest = { ...konvolutt, body: parseXml(signedBody) };
  return {
    organisasjonsnummer,
    konvolutt: lest,
    seal: (svar) => forsegle(svar, { versjon, naa, klient: sertifikat, signatureValue }, responder(mottak)),
  };
}

function responder({ tilstand }: Mottak) {
  return tilstand.sertifikater.forVirksomhet(tilstand.innstillinger.responderOrgnr);
}

function rules({ acceptSha1Digest }: Innstillinger): SignatureRules {
  return {
    canonicalizations: [EXC_C14N, EXC_C14N_WITH_COMMENTS, C14N, C14N_WITH_COMMENTS],
    digests: { [SHA256]: 'sha256', ...(acceptSha1Digest && { [SHA1]: 'sha1' }) },
    transformsOptional: true,
  };
}

function checkTime(timestamp: ElementNode, naa: number): void {
  const { created, expires } = readTimestamp(timestamp);
  demand(created >= naa - MAX_AGE_MS && created <= naa + MAX_AHEAD_MS && naa < expires);
}
