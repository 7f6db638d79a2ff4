import { findNavn } from './suppliers.ts';
import { type Validity, issueLeaf, issueRot, type Navn, type Issued } from './issuance.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The sandbox's own certificate authority, in memory. Every key pair is made when it is first asked for:
 * one costs some 50-200 ms, and a sandbox that nobody asks for a certificate makes none.
 */
export interface Certificates {
  readonly rot: () => Issued;
  /** A root that nobody trusts. */
  readonly fremmedRot: () => Issued;
  /** The unit's virksomhetssertifikat in the first SEID form: serialNumber is the organisasjonsnummer. */
  readonly forVirksomhet: (organisasjonsnummer: string) => Issued;
  /** The second SEID form: organizationIdentifier holds the number, and serialNumber something else. */
  readonly iSeidV2: (organisasjonsnummer: string) => Issued;
  readonly expired: (organisasjonsnummer: string) => Issued;
  readonly fraFremmedRot: (organisasjonsnummer: string) => Issued;
}

export function createCertificates(clock: () => Date): Certificates {
  const rot = once(() => issueRot(rootName('TESTROT'), validNow(clock())));
  const fremmedRot = once(() => issueRot(rootName('FREMMED TESTROT'), validNow(clock())));
  return {
    rot,
    fremmedRot,
    forVirksomhet: oncePer((nummer) => issueLeaf(seidV1(nummer), rot(), validNow(clock()))),
    iSeidV2: oncePer((nummer) => issueLeaf(seidV2(nummer), rot(), validNow(clock()))),
    expired: oncePer((nummer) => issueLeaf(seidV1(nummer), rot(), expiredNow(clock()))),
    fraFremmedRot: oncePer((nummer) => issueLeaf(seidV1(nummer), fremmedRot(), validNow(clock()))),
  };
}

function rootName(cn: string): Navn {
  return [
    ['C', 'NO'],
    ['O', 'REGISTERGRAF SANDKASSE'],
    ['CN', cn],
  ];
}

function seidV1(organisasjonsnummer: string): Navn {
  return [...organisationName(organisasjonsnummer), ['serialNumber', organisasjonsnummer]];
}

function seidV2(organisasjonsnummer: string): Navn {
  return [
    ...organisationName(organisasjonsnummer),
    ['organizationIdentifier', `NTRNO-${organisasjonsnummer}`],
    ['serialNumber', 'SANDKASSE-1'],
  ];
}

function organisationName(organisasjonsnummer: string): Navn {
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
  return { fra: new Date(now.getTime() - 5 * MINUTE_MS), til: new Date(now.getTime() + 90 * DAY_MS) };
}

function expiredNow(now: Date): Validity {
  return { fra: new Date(now.getTime() - 30 * DAY_MS), til: new Date(now.getTime() - DAY_MS) };
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
