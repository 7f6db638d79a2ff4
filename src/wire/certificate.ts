import type { X509Certificate } from 'node:crypto';
import { isOrganisasjonsnummer, type Organisasjonsnummer } from '../domain/organisasjonsnummer.ts';
import { fieldsOf, subjectValues } from './certificate-fields.ts';
import { findDefect, isValidAt, type PathDefect } from './certificate-path.ts';

const COUNTRY = '2.5.4.6';
const SERIAL_NUMBER = '2.5.4.5';
const ORGANIZATION_IDENTIFIER = '2.5.4.97';

/**
 * The organisasjonsnummer of a Norwegian virksomhetssertifikat: in organizationIdentifier as `NTRNO-` and nine digits, in
 * older certificates, which have no such attribute, in serialNumber. Two that differ, or an attribute that stands twice,
 * make none, and neither does another country's.
 */
export function organisasjonsnummerOf(certificate: X509Certificate): Organisasjonsnummer | undefined {
  const fields = fieldsOf(certificate);
  const identifiers = subjectValues(fields, ORGANIZATION_IDENTIFIER);
  const serialNumbers = subjectValues(fields, SERIAL_NUMBER);
  const [identifier] = identifiers;
  const [serialNumber = ''] = serialNumbers;
  if (identifiers.length > 1 || serialNumbers.length > 1) return undefined;
  if (identifier === undefined) {
    const isNorwegian = subjectValues(fields, COUNTRY).every((country) => country.toUpperCase() === 'NO');
    return isNorwegian && isOrganisasjonsnummer(serialNumber) ? serialNumber : undefined;
  }
  const number = /^NTRNO-(\d{9})$/.exec(identifier)?.[1] ?? '';
  const isContradicted = isOrganisasjonsnummer(serialNumber) && serialNumber !== number;
  return isOrganisasjonsnummer(number) && !isContradicted ? number : undefined;
}

/** The certificate authorities that one endpoint is trusted through. */
export interface Trust {
  /** Whether the leaf is an RSA key of an end user that may sign, issued through them as RFC 5280 wants it. */
  vouchesFor(leaf: X509Certificate, at: Date): boolean;
  /** Why not; undefined when it does. */
  findDefect(leaf: X509Certificate, at: Date): PathDefect | 'NOT_ISSUED_BY_THEM' | 'NO_END_USER' | undefined;
}

/** From the leaf to the last authority. */
const MAX_LINKS = 8;
/** How many authorities are looked at, on all ways together: where many vouch for each other, there is no end of ways. */
const MAX_STEPS = 1_000;

type Verdict = ReturnType<Trust['findDefect']>;

/**
 * Trusts what is issued by one of these, directly or through others of these: whatever their order, every way is tried that
 * is valid at the time. A way goes on for as long as a listed authority has issued its last certificate, so that what a root says of
 * those below it counts where the root is listed; without it, who is listed is trusted as it stands. Revocation is not
 * asked about.
 */
export function createTrust(listed: readonly X509Certificate[]): Trust {
  const authorities = [...new Map(listed.map((one) => [one.fingerprint256, one])).values()].filter(({ ca }) => ca);
  const issuers = new WeakMap<X509Certificate, readonly X509Certificate[]>();
  const verdicts = new WeakMap<X509Certificate, { from: number; until: number; verdict: Verdict }>();

  /** Who of them has signed it. Signatures do not change with time, so they are verified once. */
  function issuersOf(certificate: X509Certificate): readonly X509Certificate[] {
    const found = issuers.get(certificate) ?? authorities.filter((authority) => isIssuedBy(certificate, authority));
    issuers.set(certificate, found);
    return found;
  }

  function* waysOn(way: readonly X509Certificate[], at: Date, steps: { left: number }): Generator<typeof way> {
    const [last] = way.slice(-1) as [X509Certificate];
    const next = issuersOf(last).filter((one) => isValidAt(one, at) && !way.some((other) => isSameHolder(one, other)));
    if (next.length === 0) yield way;
    for (const issuer of next) {
      steps.left -= 1;
      if (way.length < MAX_LINKS && steps.left >= 0) yield* waysOn([...way, issuer], at, steps);
    }
  }

  function judge(leaf: X509Certificate, at: Date): Verdict {
    if (leaf.ca) return 'NO_END_USER';
    let verdict: Verdict = 'NOT_ISSUED_BY_THEM';
    for (const way of waysOn([leaf], at, { left: MAX_STEPS })) {
      if (way.length === 1) return issuersOf(leaf).length > 0 ? 'NOT_VALID_NOW' : 'NOT_ISSUED_BY_THEM';
      verdict = findDefect(way, at);
      if (!verdict) return undefined;
    }
    return verdict;
  }

  /** A verdict holds until some certificate begins or ends. */
  function remember(leaf: X509Certificate, at: Date) {
    const now = at.getTime();
    const turns = [leaf, ...authorities].flatMap((one) => [Number(one.validFromDate), Number(one.validToDate) + 1]);
    const from = Math.max(...turns.filter((turn) => turn <= now), Number.NEGATIVE_INFINITY);
    const until = Math.min(...turns.filter((turn) => turn > now), Number.POSITIVE_INFINITY);
    const remembered = { from, until, verdict: judge(leaf, at) };
    verdicts.set(leaf, remembered);
    return remembered;
  }

  const trusted: Trust = {
    vouchesFor: (leaf, at) => trusted.findDefect(leaf, at) === undefined,
    findDefect(leaf, at) {
      const known = verdicts.get(leaf);
      const holds = known && known.from <= at.getTime() && at.getTime() < known.until;
      return (holds ? known : remember(leaf, at)).verdict;
    },
  };
  return trusted;
}

function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  if (certificate.issuer !== authority.subject) return false;
  try {
    return certificate.verify(authority.publicKey);
  } catch {
    return false;
  }
}

/** One name and one key, however many certificates. */
function isSameHolder(one: X509Certificate, other: X509Certificate): boolean {
  return one.subject === other.subject && one.publicKey.equals(other.publicKey);
}
