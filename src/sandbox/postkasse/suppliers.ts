/** A postkasseleverandør: a private company that may hold citizens' mailboxes for public post. */
export interface Supplier {
  readonly id: 'L1' | 'L2' | 'L3';
  readonly organisasjonsnummer: string;
  readonly navn: string;
  /** False: it still has its certificate, so it is let in, but every question is answered UGYLDIG_ORGNR. */
  readonly godkjent: boolean;
}

/** The services that a unit can be given access to, as the faults spell them. */
export type ServiceAccess = 'OPPSLAGSTJENESTEN' | 'ENDRINGSTJENESTEN';

/** A unit that is no supplier: a public body, one that works for it, or the register's own parties. */
export interface Virksomhet {
  readonly organisasjonsnummer: string;
  readonly navn: string;
}

/** Access is a relation of three: who signs, on whose behalf, to which service. */
export interface Access {
  readonly organisasjonsnummer: string;
  readonly paaVegneAv: string;
  readonly services: readonly ServiceAccess[];
}

export const suppliers = [
  { id: 'L1', organisasjonsnummer: '311000012', navn: 'TESTPOST NORD AS', godkjent: true },
  { id: 'L2', organisasjonsnummer: '312000016', navn: 'TESTPOST SØR AS', godkjent: true },
  { id: 'L3', organisasjonsnummer: '314000013', navn: 'TESTPOST VEST AS', godkjent: false },
] as const satisfies readonly Supplier[];

export const TESTETATEN: Virksomhet = { organisasjonsnummer: '315000017', navn: 'TESTETATEN' };
export const TESTDRIFT: Virksomhet = { organisasjonsnummer: '310000108', navn: 'TESTDRIFT AS' };
export const TESTKOMMUNEN: Virksomhet = { organisasjonsnummer: '316000010', navn: 'TESTKOMMUNEN' };
/** Prints and posts the letters of those who have no mailbox: the answer to HentPrintSertifikat. */
export const TESTPRINT: Virksomhet = { organisasjonsnummer: '319000011', navn: 'TESTPRINT AS' };
/** The register itself: signs the answers. The contract gives it a number and no name. */
export const REGISTERET: Virksomhet = { organisasjonsnummer: '310000000', navn: 'TESTREGISTERET' };

export const virksomheter: readonly Virksomhet[] = [TESTETATEN, TESTDRIFT, TESTKOMMUNEN, TESTPRINT, REGISTERET];

export const accesses: readonly Access[] = [
  {
    organisasjonsnummer: TESTETATEN.organisasjonsnummer,
    paaVegneAv: TESTETATEN.organisasjonsnummer,
    services: ['OPPSLAGSTJENESTEN', 'ENDRINGSTJENESTEN'],
  },
  {
    organisasjonsnummer: TESTDRIFT.organisasjonsnummer,
    paaVegneAv: TESTKOMMUNEN.organisasjonsnummer,
    services: ['OPPSLAGSTJENESTEN'],
  },
];

export function findSupplier(organisasjonsnummer: string): Supplier | undefined {
  return suppliers.find((supplier) => supplier.organisasjonsnummer === organisasjonsnummer);
}

/** The name that stands in the unit's certificate. */
export function findNavn(organisasjonsnummer: string): string | undefined {
  return [...suppliers, ...virksomheter].find((enhet) => enhet.organisasjonsnummer === organisasjonsnummer)?.navn;
}
