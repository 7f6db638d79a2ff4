import { findNavn } from './suppliers.ts';
import {
  generateKeys,
  generateKeysLater,
  type Issued,
  issueLeaf,
  issueRoot,
  type KeyPair,
  type Subject,
  type Validity,
} from '../common/issuance.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The sandbox's own certificate authority, in memory. Every key pair is made when it is first asked for:
 * one costs some 50-200 ms, and a sandbox that nobody asks for a certificate makes none.
 */
export interface Certificates {
  readonly root: () => Issued;
  /** A root that nobody trusts. */
  readonly untrustedRoot: () => Issued;
  /** The unit's virksomhetssertifikat in the first SEID form: serialNumber is the organisasjonsnummer. */
  readonly forOrganisation: (organisasjonsnummer: string) => Issued;
  /** The second SEID form: organizationIdentifier holds the number, and serialNumber something else. */
  readonly inSeidV2: (organisasjonsnummer: string) => Issued;
  readonly expired: (organisasjonsnummer: string) => Issued;
  readonly fromUntrustedRoot: (organisasjonsnummer: string) => Issued;
  /** Makes key pairs beside everything else, so that the next certificates cost next to nothing. */
  readonly prepareKeys: (count: number) => Promise<void>;
}

export function createCertificates(clock: () => Date): Certificates {
  const reserve: KeyPair[] = [];
  const keys = () => reserve.pop() ?? generateKeys();
  const leaf = (subject: Subject, issuer: ReturnType<typeof issueRoot>, validity: Validity) =>
    issueLeaf(subject, issuer, validity, { keys: keys() });
  const root = once(() => issueRoot(rootName('TESTROT'), validNow(clock()), keys()));
  const untrustedRoot = once(() => issueRoot(rootName('FREMMED TESTROT'), validNow(clock()), keys()));
  return {
    root,
    untrustedRoot,
    forOrganisation: oncePer((nummer) => leaf(seidV1(nummer), root(), validNow(clock()))),
    inSeidV2: oncePer((nummer) => leaf(seidV2(nummer), root(), validNow(clock()))),
    expired: oncePer((nummer) => leaf(seidV1(nummer), root(), expiredNow(clock()))),
    fromUntrustedRoot: oncePer((nummer) => leaf(seidV1(nummer), untrustedRoot(), validNow(clock()))),
    async prepareKeys(count) {
      reserve.push(...(await Promise.all(Array.from({ length: count }, generateKeysLater))));
    },
  };
}

function rootName(cn: string): Subject {
  return [
    ['C', 'NO'],
    ['O', 'REGISTERGRAF SANDKASSE'],
    ['CN', cn],
  ];
}

function seidV1(organisasjonsnummer: string): Subject {
  return [...organisationName(organisasjonsnummer), ['serialNumber', organisasjonsnummer]];
}

function seidV2(organisasjonsnummer: string): Subject {
  return [
    ...organisationName(organisasjonsnummer),
    ['organizationIdentifier', `NTRNO-${organisasjonsnummer}`],
    ['serialNumber', 'SANDKASSE-1'],
  ];
}

function organisationName(organisasjonsnummer: string): Subject {
  const navn = findNavn(organisasjonsnummer) ?? 'UKJENT TESTVIRKSOMHET';
  return [
    ['C', 'NO'],
    ['O', navn],
    ['CN', navn],
  ];
}

// Five minutes back, so that a client whose clock is a little slow does not find it too young.
// And long enough that no gateway warns of its end.
function validNow(now: Date): Validity {
  return { from: new Date(now.getTime() - 5 * MINUTE_MS), to: new Date(now.getTime() + 90 * DAY_MS) };
}

function expiredNow(now: Date): Validity {
  return { from: new Date(now.getTime() - 30 * DAY_MS), to: new Date(now.getTime() - DAY_MS) };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function oncePer<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
