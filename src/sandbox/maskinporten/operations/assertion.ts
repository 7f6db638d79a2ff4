import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose';
import { isRefused, refuse, type Refusal } from '../answers/errors.ts';
import { type Client, findClient } from '../people.ts';
import { CLIENT_KID, type Keys } from '../keys.ts';

/** An assertion that its client has signed; what it asks for has not been looked at. */
export interface Assertion {
  readonly client: Client;
  readonly claims: JWTPayload;
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** Who has signed it. Nothing of it is believed before that. */
export async function readAssertion(jwt: string, keys: Keys, now: Date): Promise<Assertion | Refusal> {
  const decoded = decode(jwt);
  if (!decoded) return refuse('assertion');
  const { header, claims } = decoded;
  const client = typeof claims.iss === 'string' ? findClient(claims.iss) : undefined;
  if (!client) return refuse('no client');
  const key =
    client.shows === 'certificate' ? readCertificate(client, header, keys, now) : await readKid(client, header, keys);
  if (isRefused(key)) return key;
  const isSigned = await compactVerify(jwt, key, { algorithms: ALGORITHMS }).then(
    () => true,
    () => false,
  );
  return isSigned ? { client, claims } : refuse('signature');
}

function decode(jwt: string): { header: ProtectedHeaderParameters; claims: JWTPayload } | undefined {
  try {
    return { header: decodeProtectedHeader(jwt), claims: decodeJwt(jwt) };
  } catch {
    return undefined;
  }
}

/** A client with a registered key has to name it. */
async function readKid(client: Client, header: ProtectedHeaderParameters, keys: Keys): Promise<KeyObject | Refusal> {
  if (header.x5c !== undefined) return refuse('certificate');
  if (header.kid !== CLIENT_KID) return refuse('signature');
  if (client.shows === 'expired key') return refuse('expired key');
  return (await keys.client()).publicKey;
}

/** The whole chain: the unit's own certificate, issued by the one authority that the sandbox knows, which stands behind it. */
function readCertificate(
  client: Client,
  header: ProtectedHeaderParameters,
  keys: Keys,
  now: Date,
): KeyObject | Refusal {
  const { x5c } = header;
  if (!Array.isArray(x5c) || x5c.length === 0) return refuse('x5c');
  const [own, issuer] = x5c.map(parse);
  const root = keys.certificates.root().sertifikat;
  if (!own || issuer?.fingerprint256 !== root.fingerprint256) return refuse('certificate');
  if (!own.checkIssued(root) || !own.verify(root.publicKey)) return refuse('certificate');
  if (now < own.validFromDate || now > own.validToDate) return refuse('certificate');
  if (!isOf(own, client.organisation)) return refuse('other organisation');
  return createPublicKey(own.publicKey.export({ type: 'spki', format: 'pem' }));
}

function parse(base64: unknown): X509Certificate | undefined {
  try {
    return typeof base64 === 'string' ? new X509Certificate(Buffer.from(base64, 'base64')) : undefined;
  } catch {
    return undefined;
  }
}

/** Either form of a virksomhetssertifikat holds the number of its unit. */
function isOf({ subject }: X509Certificate, organisation: string): boolean {
  const lines = subject.split('\n');
  return (
    lines.includes(`serialNumber=${organisation}`) || lines.includes(`organizationIdentifier=NTRNO-${organisation}`)
  );
}
