import type { GrunndataOperasjon } from './operasjoner.ts';

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

interface Mangel {
  readonly kode: string;
  readonly opplysning: Opplysning;
  /** The end of the documented sentence, in the register's Nynorsk. */
  readonly ord: string;
  /** Empty: documented for an operation that the graph does not use (hentKonsern). */
  readonly operasjoner: readonly GrunndataOperasjon[];
}

function mangel(
  kode: number,
  opplysning: Opplysning,
  noun: string,
  ...operasjoner: readonly GrunndataOperasjon[]
): Mangel {
  return {
    kode: String(kode),
    opplysning,
    ord: kode === 1150 ? `inngår ikkje i ${noun}` : `har ikkje ${noun}`,
    operasjoner,
  };
}

const BASIS = ['hentBasisdataMini', 'hentBasisdata'] as const;

/** The codes that come beside data and say that one piece of information is not registered; not whether it should be. */
export const MANGLER: readonly Mangel[] = [
  mangel(1010, 'FORRETNINGSADRESSE', 'forretningsadresse', ...BASIS),
  mangel(1020, 'POSTADRESSE', 'postadresse', ...BASIS),
  mangel(1030, 'ADRESSE', 'adresse', ...BASIS),
  mangel(1060, 'STIFTELSESDATO', 'stiftelsesdato', 'hentBasisdata'),
  mangel(1070, 'MAALFORM', 'målform', 'hentBasisdata'),
  mangel(1080, 'REKLAME', 'reklame', 'hentBasisdata'),
  mangel(1090, 'VIRKSOMHET_ART_BRANSJE', 'verksemd/art/bransje', 'hentBasisdata'),
  mangel(1100, 'FORMAAL', 'formål', 'hentBasisdata'),
  mangel(1111, 'VEDTEKTSDATO', 'vedtektsdato', 'hentOpplTilknRegister'),
  mangel(1115, 'TELEFON', 'telefon', 'hentKontaktdata'),
  mangel(1116, 'TELEFAKS', 'telefax', 'hentKontaktdata'),
  mangel(1117, 'MOBILTELEFON', 'mobiltelefon', 'hentKontaktdata'),
  mangel(1118, 'EPOSTADRESSE', 'e-postadresse', 'hentKontaktdata'),
  mangel(1119, 'HJEMMESIDE', 'heimeside', 'hentKontaktdata'),
  mangel(1120, 'SAERLIGE_OPPLYSNINGER', 'særlege opplysningar', 'hentSaerligeOpplysninger'),
  mangel(1125, 'NAERINGSKODE', 'næringskode', 'hentOpplTilknRegister'),
  mangel(1130, 'SEKTORKODE', 'sektorkode', 'hentOpplTilknRegister'),
  mangel(1135, 'ANSATTE', 'tilsette', 'hentOpplTilknRegister'),
  mangel(1140, 'KAPITAL', 'kapital', 'hentOpplTilknRegister'),
  mangel(1145, 'BEDRIFTER', 'bedrifter/verksemder', 'hentBedrifterVirksomheter'),
  mangel(1150, 'KONSERN', 'konsern'),
  mangel(1155, 'OPPSTARTSDATO', 'dato for oppstart', 'hentEnBedriftVirksomhet'),
  mangel(1160, 'EIERSKIFTEDATO', 'dato for eigarskifte', 'hentEnBedriftVirksomhet'),
  mangel(1165, 'HOVEDFORETAK', 'hovudføretak', 'hentBasisdata'),
  mangel(1180, 'ROLLEBLOKK', 'rolleblokk n (eit sett av roller)', 'hentRoller'),
  mangel(1190, 'FRIVILLIGREGISTERDATA', 'frivilligregisterdata', 'hentFrivillighet'),
];
