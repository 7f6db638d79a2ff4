import type { X509Certificate } from 'node:crypto';
import { isOrganisasjonsnummer, type Organisasjonsnummer } from '../domain/organisasjonsnummer.ts';

/**
 * The organisasjonsnummer of a Norwegian virksomhetssertifikat: in organizationIdentifier (2.5.4.97) as `NTRNO-` and nine
 * digits, in older certificates in serialNumber (2.5.4.5). Two that differ, or an attribute that stands twice, make none.
 */
export function organisasjonsnummerOf({ subject }: X509Certificate): Organisasjonsnummer | undefined {
  // A line an attribute, ` + ` within a multi-valued one. Node writes what a value holds of either with a backslash.
  const attributes = subject.split(/\n|(?<!\\) \+ /);
  const valuesOf = (name: string) =>
    attributes.filter((one) => one.startsWith(`${name}=`)).map((one) => one.slice(name.length + 1));
  const identifiers = valuesOf('organizationIdentifier');
  const serialNumbers = valuesOf('serialNumber');
  if (identifiers.length > 1 || serialNumbers.length > 1) return undefined;
  const numbers = [...identifiers.map((value) => /^NTRNO-(\d{9})$/.exec(value)?.[1] ?? ''), ...serialNumbers];
  const [number, ...others] = new Set(numbers.filter(isOrganisasjonsnummer));
  return others.length === 0 ? number : undefined;
}

/** The certificate authorities that one endpoint is trusted through. */
export interface Tillit {
  /** Whether the leaf is an RSA key of an end user, issued through them, with every certificate of the way valid then. */
  vouchesFor(leaf: X509Certificate, at: Date): boolean;
}

const MIN_RSA_BITS = 2048;
const MAX_LINKS = 8;

/** Trusts what is issued by one of these, directly or through others of these. Revocation is not asked about. */
export function createTillit(authorities: readonly X509Certificate[]): Tillit {
  const ways = new WeakMap<X509Certificate, readonly X509Certificate[]>();

  /** From the leaf to the last authority that is known. Does not change with time, so it is found once. */
  function findWay(leaf: X509Certificate): readonly X509Certificate[] {
    const way = [leaf];
    for (let last = leaf; way.length < MAX_LINKS; ) {
      const issuer = authorities.find((authority) => isIssuedBy(last, authority));
      if (!issuer || way.includes(issuer)) break;
      way.push(issuer);
      last = issuer;
    }
    return way;
  }

  return {
    vouchesFor(leaf, at) {
      if (leaf.ca || !isStrongRsa(leaf)) return false;
      const way = ways.get(leaf) ?? findWay(leaf);
      ways.set(leaf, way);
      return way.length > 1 && way.every(({ validFromDate, validToDate }) => validFromDate <= at && at <= validToDate);
    },
  };
}

function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

export function isStrongRsa({ publicKey }: X509Certificate): boolean {
  const { modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  return publicKey.asymmetricKeyType === 'rsa' && modulusLength >= MIN_RSA_BITS;
}
