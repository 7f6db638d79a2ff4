import type { GrunndataOperation } from './operations.ts';

/** What a unit can lack: the values of the GraphQL enum Opplysning. */
export const OPPLYSNINGER = [
  'FORRETNINGSADRESSE',
  'POSTADRESSE',
  'ADRESSE',
  'STIFTELSESDATO',
  'MAALFORM',
  'REKLAME',
  'VIRKSOMHET_ART_BRANSJE',
  'FORMAAL',
  'VEDTEKTSDATO',
  'TELEFON',
  'TELEFAKS',
  'MOBILTELEFON',
  'EPOSTADRESSE',
  'HJEMMESIDE',
  'SAERLIGE_OPPLYSNINGER',
  'NAERINGSKODE',
  'SEKTORKODE',
  'ANSATTE',
  'KAPITAL',
  'BEDRIFTER',
  'KONSERN',
  'OPPSTARTSDATO',
  'EIERSKIFTEDATO',
  'HOVEDFORETAK',
  'ROLLEBLOKK',
  'FRIVILLIGREGISTERDATA',
  'UKJENT',
] as const;

export type Opplysning = (typeof OPPLYSNINGER)[number];

interface Lack {
  readonly kode: string;
  readonly opplysning: Opplysning;
  /** The end of the documented sentence, in the register's Nynorsk. */
  readonly words: string;
  /** Empty: documented for an operation that the graph does not use (hentKonsern). */
  readonly operations: readonly GrunndataOperation[];
}

function lack(kode: number, opplysning: Opplysning, noun: string, ...operations: readonly GrunndataOperation[]): Lack {
  return {
    kode: String(kode),
    opplysning,
    words: kode === 1150 ? `inngår ikkje i ${noun}` : `har ikkje ${noun}`,
    operations,
  };
}

const BASIS = ['hentBasisdataMini', 'hentBasisdata'] as const;

/** The codes that come beside data and say that one piece of information is not registered; not whether it should be. */
export const MANGLER: readonly Lack[] = [
  lack(1010, 'FORRETNINGSADRESSE', 'forretningsadresse', ...BASIS),
  lack(1020, 'POSTADRESSE', 'postadresse', ...BASIS),
  lack(1030, 'ADRESSE', 'adresse', ...BASIS),
  lack(1060, 'STIFTELSESDATO', 'stiftelsesdato', 'hentBasisdata'),
  lack(1070, 'MAALFORM', 'målform', 'hentBasisdata'),
  lack(1080, 'REKLAME', 'reklame', 'hentBasisdata'),
  lack(1090, 'VIRKSOMHET_ART_BRANSJE', 'verksemd/art/bransje', 'hentBasisdata'),
  lack(1100, 'FORMAAL', 'formål', 'hentBasisdata'),
  lack(1111, 'VEDTEKTSDATO', 'vedtektsdato', 'hentOpplTilknRegister'),
  lack(1115, 'TELEFON', 'telefon', 'hentKontaktdata'),
  lack(1116, 'TELEFAKS', 'telefax', 'hentKontaktdata'),
  lack(1117, 'MOBILTELEFON', 'mobiltelefon', 'hentKontaktdata'),
  lack(1118, 'EPOSTADRESSE', 'e-postadresse', 'hentKontaktdata'),
  lack(1119, 'HJEMMESIDE', 'heimeside', 'hentKontaktdata'),
  lack(1120, 'SAERLIGE_OPPLYSNINGER', 'særlege opplysningar', 'hentSaerligeOpplysninger'),
  lack(1125, 'NAERINGSKODE', 'næringskode', 'hentOpplTilknRegister'),
  lack(1130, 'SEKTORKODE', 'sektorkode', 'hentOpplTilknRegister'),
  lack(1135, 'ANSATTE', 'tilsette', 'hentOpplTilknRegister'),
  lack(1140, 'KAPITAL', 'kapital', 'hentOpplTilknRegister'),
  lack(1145, 'BEDRIFTER', 'bedrifter/verksemder', 'hentBedrifterVirksomheter'),
  lack(1150, 'KONSERN', 'konsern'),
  lack(1155, 'OPPSTARTSDATO', 'dato for oppstart', 'hentEnBedriftVirksomhet'),
  lack(1160, 'EIERSKIFTEDATO', 'dato for eigarskifte', 'hentEnBedriftVirksomhet'),
  lack(1165, 'HOVEDFORETAK', 'hovudføretak', 'hentBasisdata'),
  lack(1180, 'ROLLEBLOKK', 'rolleblokk n (eit sett av roller)', 'hentRoller'),
  lack(1190, 'FRIVILLIGREGISTERDATA', 'frivilligregisterdata', 'hentFrivillighet'),
];
