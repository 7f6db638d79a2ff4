import { findNavn } from './leverandoerer.ts';
import { type Gyldighet, issueBlad, issueRot, type Navn, type Utstedt } from './utstedelse.ts';

const MINUTT = 60_000;
const DOEGN = 24 * 60 * MINUTT;

/**
 * The sandbox's own certificate authority, in memory. Every key pair is made when it is first asked for:
 * one costs some 50-200 ms, and a sandbox that nobody asks for a certificate makes none.
 */
export interface Sertifikater {
  readonly rot: () => Utstedt;
  /** A root that nobody trusts. */
  readonly fremmedRot: () => Utstedt;
  /** The unit's virksomhetssertifikat in the first SEID form: serialNumber is the organisasjonsnummer. */
  readonly forVirksomhet: (organisasjonsnummer: string) => Utstedt;
  /** The second SEID form: organizationIdentifier holds the number, and serialNumber something else. */
  readonly iSeidV2: (organisasjonsnummer: string) => Utstedt;
  readonly utloept: (organisasjonsnummer: string) => Utstedt;
  readonly fraFremmedRot: (organisasjonsnummer: string) => Utstedt;
}

export function createSertifikater(klokke: () => Date): Sertifikater {
  const rot = once(() => issueRot(rotnavn('TESTROT'), gyldigNaa(klokke())));
  const fremmedRot = once(() => issueRot(rotnavn('FREMMED TESTROT'), gyldigNaa(klokke())));
  return {
    rot,
    fremmedRot,
    forVirksomhet: oncePer((nummer) => issueBlad(seidV1(nummer), rot(), gyldigNaa(klokke()))),
    iSeidV2: oncePer((nummer) => issueBlad(seidV2(nummer), rot(), gyldigNaa(klokke()))),
    utloept: oncePer((nummer) => issueBlad(seidV1(nummer), rot(), utloeptNaa(klokke()))),
    fraFremmedRot: oncePer((nummer) => issueBlad(seidV1(nummer), fremmedRot(), gyldigNaa(klokke()))),
  };
}

function rotnavn(cn: string): Navn {
  return [
    ['C', 'NO'],
    ['O', 'REGISTERGRAF SANDKASSE'],
    ['CN', cn],
  ];
}

function seidV1(organisasjonsnummer: string): Navn {
  return [...virksomhetsnavn(organisasjonsnummer), ['serialNumber', organisasjonsnummer]];
}

function seidV2(organisasjonsnummer: string): Navn {
  return [
    ...virksomhetsnavn(organisasjonsnummer),
    ['organizationIdentifier', `NTRNO-${organisasjonsnummer}`],
    ['serialNumber', 'SANDKASSE-1'],
  ];
}

function virksomhetsnavn(organisasjonsnummer: string): Navn {
  const navn = findNavn(organisasjonsnummer) ?? 'UKJENT TESTVIRKSOMHET';
  return [
    ['C', 'NO'],
    ['O', navn],
    ['CN', navn],
  ];
}

// Five minutes back, so that a client whose clock is a little slow does not find it too young.
// And long enough that no gateway warns of its end.
function gyldigNaa(naa: Date): Gyldighet {
  return { fra: new Date(naa.getTime() - 5 * MINUTT), til: new Date(naa.getTime() + 90 * DOEGN) };
}

function utloeptNaa(naa: Date): Gyldighet {
  return { fra: new Date(naa.getTime() - 30 * DOEGN), til: new Date(naa.getTime() - DOEGN) };
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
