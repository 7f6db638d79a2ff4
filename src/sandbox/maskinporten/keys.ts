import type { KeyObject, X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import { generateKeys, generateKeysLater, type Issued, type KeyPair } from '../common/issuance.ts';
import { createCertificates, type Certificates } from '../postkasse/certificates.ts';
import { TESTETATEN } from '../postkasse/suppliers.ts';

export const ALGORITHM = 'RS256';
/** The `kid` under which every client has registered its key. */
export const CLIENT_KID = 'k1';

const FIRST_YEAR = 2025;
const kidOf = (year: number) => `sandkasse-${year}`;

/** A key that Maskinporten signs tokens with, or did. */
export interface IssuerKey extends KeyPair {
  readonly kid: string;
}

/** What a gateway in this process is given to be one of the clients. */
export interface ClientKeys {
  readonly privateKey: KeyObject;
  readonly kid: string;
  /** For `klient-sertifikat`: a certificate of its unit, with its issuer, and the certificate's own key. */
  readonly certificate: { readonly privateKey: KeyObject; readonly chain: readonly X509Certificate[] };
}

/** All keys of the sandbox. They outlive a reset: who has been given one goes on using it. */
export interface Keys {
  /** The one that signs now first, then the one that did before. */
  issuer(): Promise<readonly IssuerKey[]>;
  /** Takes a new key. The one that has signed so far stays published, and the one before that does not. */
  rotate(): void;
  client(): Promise<KeyPair>;
  readonly certificates: Certificates;
  clientKeys(): Promise<ClientKeys>;
}

export function createKeys(machine: () => Date): Keys {
  const certificates = createCertificates(machine);
  let year = FIRST_YEAR + 1;
  let issuer: Promise<readonly IssuerKey[]> | undefined;
  let client: Promise<KeyPair> | undefined;
  const first = async () => {
    const [retired, current] = await Promise.all([generateKeysLater(), generateKeysLater()]);
    return [
      { ...current, kid: kidOf(FIRST_YEAR + 1) },
      { ...retired, kid: kidOf(FIRST_YEAR) },
    ];
  };
  const issuerKeys = () => {
    issuer ??= first();
    return issuer;
  };
  const clientKey = () => {
    client ??= generateKeysLater();
    return client;
  };
  return {
    issuer: issuerKeys,
    rotate() {
      year += 1;
      const kid = kidOf(year);
      const before = issuerKeys();
      issuer = before.then(([signing]) => [{ ...generateKeys(), kid }, ...(signing ? [signing] : [])]);
    },
    client: clientKey,
    certificates,
    async clientKeys() {
      const { privateKey } = await clientKey();
      const issued: Issued = certificates.forOrganisation(TESTETATEN.organisasjonsnummer);
      const chain = [issued.sertifikat, certificates.root().sertifikat];
      return { privateKey, kid: CLIENT_KID, certificate: { privateKey: issued.privateKey, chain } };
    },
  };
}

/** As the key document has it. */
export async function publicJwk({ publicKey, kid }: IssuerKey): Promise<JWK> {
  const { exportJWK } = await import('jose');
  return { ...(await exportJWK(publicKey)), use: 'sig', kid, alg: ALGORITHM };
}
