import type { Lack } from './answers/codes.ts';

/** The register's texts hold at most 30 characters here, so they differ from those of its REST API. */
export const ORGANISASJONSFORM = {
  AS: 'Aksjeselskap',
  ENK: 'Enkeltpersonforetak',
  NUF: 'Utenlandsk foretak',
  FLI: 'Forening/lag/innretning',
  ANNA: 'Annen juridisk person',
  KOMM: 'Kommune',
  ORGL: 'Organisasjonsledd',
  BEDR: 'Bedrift',
  AAFY: 'Ikke-næringsdrivende enhet',
} as const;
export type Organisasjonsform = keyof typeof ORGANISASJONSFORM;

export interface Enhet {
  readonly orgnr: string;
  /** One to five lines of 35 characters. */
  readonly navn: readonly string[];
  readonly orgform: Organisasjonsform;
  /** The nearest unit above: of a sub-unit, or of an ORGL in the public sector. */
  readonly parent?: string;
  /** What is not registered. Everything else is. */
  readonly lacks?: readonly Lack[];
  readonly registrert?: string;
  readonly slettet?: { readonly kode: 110 } | { readonly kode: 1 | 2 | 120; readonly korrektEnhet: string };
  /** How a sub-unit is answered, by everything but its own operation (130) or by everything (3). */
  readonly subUnitAnswer?: 130 | 3;
  /** Answered by every unit operation. */
  readonly forced?: 190 | 200;
  readonly konkurs?: true;
  readonly underAvvikling?: true;
  /** Removed on legal grounds: the open register shows no more than its number, and this one that it is deleted. */
  readonly fjernet?: true;
  readonly withoutFrivillighet?: true;
  readonly residence?: 'OSLO' | 'SANDVIK' | 'Sverige' | 'Tyskland';
  readonly streetAddress?: { readonly adresse1: string; readonly registrert: string };
  /** Has the roles and sub-units of this unit. */
  readonly sameAs?: string;
}

const COMPLETE: Enhet = {
  orgnr: '700000001',
  navn: ['FULLSTENDIG SANDKASSE AS'],
  orgform: 'AS',
  lacks: ['1180:2'],
  withoutFrivillighet: true,
};

/** The contract's units: one for each thing that the register can say about a unit. */
const FROM_CONTRACT: readonly Enhet[] = [
  COMPLETE,
  {
    orgnr: '700102009',
    navn: ['BLÅBÆR & FLØYTE', 'SANDKASSE'],
    orgform: 'ENK',
    lacks: [1020, 1080, 1111, 1115, 1116, 1119, 1140, 1145, 1150, 1165, '1180:2', '1180:3', '1180:4'],
    registrert: '2019-03-04',
    streetAddress: { adresse1: 'Prøveveien 1', registrert: '2021-06-01' },
  },
  {
    orgnr: '700101002',
    navn: ['SANDKASSE INTERNATIONAL', 'HOLDING AND TRADING', 'COMPANY OF SWEDEN', 'NORWEGIAN BRANCH', 'NUF'],
    orgform: 'NUF',
    lacks: [1010],
    residence: 'Sverige',
  },
  {
    orgnr: '700103005',
    navn: ['NAKEN SANDKASSE'],
    orgform: 'ANNA',
    lacks: [
      ...([1030, 1060, 1070, 1080, 1090, 1100, 1111, 1115, 1116, 1117, 1118, 1119, 1120, 1125, 1130, 1135] as const),
      ...([1140, 1145, 1150, 1165, '1180:1', '1180:2', '1180:3', '1180:4'] as const),
    ],
  },
  { orgnr: '700040003', navn: ['SANDKASSE REVISJON AS'], orgform: 'AS' },
  { orgnr: '700013103', navn: ['SANDVIK KOMMUNE'], orgform: 'KOMM', residence: 'SANDVIK' },
  {
    orgnr: '700013200',
    navn: ['SANDVIK KOMMUNE OPPVEKST'],
    orgform: 'ORGL',
    parent: '700013103',
    residence: 'SANDVIK',
  },
  {
    orgnr: '700013006',
    navn: ['SANDVIK SKOLE'],
    orgform: 'BEDR',
    parent: '700013200',
    subUnitAnswer: 130,
    residence: 'SANDVIK',
  },
  {
    orgnr: '700115518',
    navn: ['FULLSTENDIG SANDKASSE AS AVD NORD'],
    orgform: 'BEDR',
    parent: '700000001',
    lacks: [1155, 1160],
    subUnitAnswer: 130,
  },
  { orgnr: '700050009', navn: ['SANDVIK KORPS'], orgform: 'FLI', registrert: '2009-05-06', residence: 'SANDVIK' },
  {
    orgnr: '700000303',
    navn: ['SANDVIK KORPS UTLÅN'],
    orgform: 'AAFY',
    parent: '700050009',
    subUnitAnswer: 3,
    residence: 'SANDVIK',
  },
  { orgnr: '700119009', navn: ['SANDVIK VELFORENING'], orgform: 'FLI', lacks: [1190], residence: 'SANDVIK' },
  { orgnr: '700021009', navn: ['SANDVIK SJAKKLUBB'], orgform: 'FLI', withoutFrivillighet: true, residence: 'SANDVIK' },
  {
    orgnr: '700000109',
    navn: ['BLÅBÆR SANDKASSE DUBLETT'],
    orgform: 'ENK',
    slettet: { kode: 1, korrektEnhet: '700102009' },
  },
  {
    orgnr: '700000206',
    navn: ['SAMMENSLÅTT SANDKASSE AS'],
    orgform: 'AS',
    slettet: { kode: 2, korrektEnhet: '700000001' },
  },
  { orgnr: '700011003', navn: ['SLETTET SANDKASSE AS'], orgform: 'AS', slettet: { kode: 110 } },
  {
    orgnr: '700012018',
    navn: ['SLETTET SANDKASSE DUBLETT'],
    orgform: 'AS',
    slettet: { kode: 120, korrektEnhet: '700011003' },
  },
  { orgnr: '700019004', navn: ['TVUNGEN SANDKASSE 190 AS'], orgform: 'AS', forced: 190 },
  { orgnr: '700020002', navn: ['TVUNGEN SANDKASSE 200 AS'], orgform: 'AS', forced: 200 },
  { orgnr: '700099903', navn: ['SANDKASSE KONKURS AS'], orgform: 'AS', konkurs: true },
  { orgnr: '700041018', navn: ['FJERNET SANDKASSE AS'], orgform: 'AS', slettet: { kode: 110 }, fjernet: true },
  { orgnr: '700120007', navn: ['SLETTET AVDELING'], orgform: 'BEDR', parent: '700000001', slettet: { kode: 110 } },
  { orgnr: '700120015', navn: ['SANDKASTEN GMBH NUF'], orgform: 'NUF', lacks: [1020], residence: 'Tyskland' },
  // What can become of a unit, one each; only the open register tells of all.
  {
    orgnr: '700120023',
    navn: ['PRØVEBRUK AVVIKLING AS'],
    orgform: 'AS',
    lacks: ['1180:2'],
    underAvvikling: true,
  },
  { orgnr: '700120031', navn: ['PRØVEBRUK TVANG AS'], orgform: 'AS' },
  { orgnr: '700120058', navn: ['PRØVEBRUK REKONSTRUKSJON AS'], orgform: 'AS' },
  { orgnr: '700120066', navn: ['PRØVEBRUK INSOLVENS NUF'], orgform: 'NUF' },
  {
    orgnr: '700120074',
    navn: ['FJERNET AVDELING'],
    orgform: 'BEDR',
    parent: '700000001',
    slettet: { kode: 110 },
    fjernet: true,
  },
  { orgnr: '700120082', navn: ['PRØVEBRUK LAG'], orgform: 'FLI', withoutFrivillighet: true, residence: 'SANDVIK' },
];

/** The suppliers and authorities of the postkasse sandbox, so that its people's edges lead somewhere. */
const FROM_POSTKASSE: readonly Enhet[] = [
  { orgnr: '310000000', navn: ['TESTRESPONDER'], orgform: 'ORGL' },
  { orgnr: '310000108', navn: ['TESTDRIFT AS'], orgform: 'AS' },
  { orgnr: '311000012', navn: ['TESTPOST NORD AS'], orgform: 'AS' },
  { orgnr: '312000016', navn: ['TESTPOST SØR AS'], orgform: 'AS' },
  { orgnr: '314000013', navn: ['TESTPOST VEST AS'], orgform: 'AS' },
  { orgnr: '315000017', navn: ['TESTETATEN'], orgform: 'ORGL' },
  { orgnr: '316000010', navn: ['TESTKOMMUNEN'], orgform: 'KOMM' },
  { orgnr: '319000011', navn: ['TESTPRINT AS'], orgform: 'AS' },
];

const REGISTERET: readonly Enhet[] = [...FROM_CONTRACT, ...FROM_POSTKASSE];

/** Once its two failures are over, as the complete unit, under its own number. Not in the register's own lists. */
const AFTER_ERRORS: Enhet = { ...COMPLETE, orgnr: '790100107', sameAs: COMPLETE.orgnr };

/** Every unit that there is or was, in the register's order. */
export const ALL: readonly Enhet[] = REGISTERET;

/** What search, the change log and people's roles tell of. */
export const ALIVE: readonly Enhet[] = REGISTERET.filter((enhet) => !enhet.slettet);

const BY_ORGNR = new Map([...REGISTERET, AFTER_ERRORS].map((enhet) => [enhet.orgnr, enhet]));

export function findEnhet(orgnr: string): Enhet | undefined {
  return BY_ORGNR.get(orgnr);
}

/** A unit that an edge of this very table leads to. */
export function enhetOf(orgnr: string): Enhet {
  const enhet = BY_ORGNR.get(orgnr);
  if (!enhet) throw new Error(`the table has no unit ${orgnr}`);
  return enhet;
}

export function lacks(enhet: Enhet, lack: Lack): boolean {
  return enhet.lacks?.includes(lack) ?? false;
}

export function isSubUnit(enhet: Enhet): boolean {
  return enhet.orgform === 'BEDR' || enhet.orgform === 'AAFY';
}

/** The top of the chain, not the nearest unit above: so it is in the public sector. */
export function juridiskEnhetOf(enhet: Enhet): Enhet {
  return enhet.parent === undefined ? enhet : juridiskEnhetOf(enhetOf(enhet.parent));
}

export function bedrifterOf(enhet: Enhet): readonly Enhet[] {
  const orgnr = enhet.sameAs ?? enhet.orgnr;
  const isUnder = ({ parent }: Enhet): boolean =>
    parent !== undefined && (parent === orgnr || isUnder(enhetOf(parent)));
  return ALIVE.filter((other) => isSubUnit(other) && isUnder(other));
}
