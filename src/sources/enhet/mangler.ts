import type { GrunndataOperation } from './operations.ts';

/** What a unit can lack, in English: the values of the GraphQL enum Opplysning, each with what is not registered. */
export const OPPLYSNINGER = {
  FORRETNINGSADRESSE: 'the business address',
  POSTADRESSE: 'the postal address',
  ADRESSE: 'an address, be it a business address or a postal one',
  STIFTELSESDATO: 'the founding date',
  MAALFORM: 'the written Norwegian that the unit uses',
  REKLAME: 'the answer to whether the unit wants advertisements',
  VIRKSOMHET_ART_BRANSJE: 'what the unit does: its activity, kind and trade',
  FORMAAL: 'the purpose by the statutes',
  VEDTEKTSDATO: 'the date of the statutes',
  TELEFON: 'the phone number',
  TELEFAKS: 'the fax number',
  MOBILTELEFON: 'the mobile number',
  EPOSTADRESSE: 'the mail address',
  HJEMMESIDE: 'the website',
  SAERLIGE_OPPLYSNINGER: 'anything special about the unit: other registers, remarks',
  NAERINGSKODE: 'the line of business',
  SEKTORKODE: 'the sector',
  ANSATTE: 'the number of employees',
  KAPITAL: 'the capital',
  BEDRIFTER: 'sub-units',
  KONSERN: 'a group that the unit belongs to',
  OPPSTARTSDATO: 'the day on which the sub-unit started',
  EIERSKIFTEDATO: 'the day on which the sub-unit last changed owner',
  HOVEDFORETAK: 'the main enterprise abroad, to which the unit belongs',
  ROLLEBLOKK: 'a block of roles, whose number stands in `melding`',
  FRIVILLIGREGISTERDATA: 'an entry in the register of voluntary organisations',
  UKJENT: 'something of which only the text of the register in `melding` tells: a code that nobody has documented',
} as const;

export type Opplysning = keyof typeof OPPLYSNINGER;

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

/** For the description of a field: where it is said that the register has nothing for it. */
export function whereMissing(...opplysninger: readonly Opplysning[]): string {
  const named = MANGLER.filter(({ opplysning }) => opplysninger.includes(opplysning));
  const codes = named.map(({ kode, opplysning }) => `${opplysning} (code ${kode})`);
  return `Where none is registered, \`mangler\` has ${codes.join(' or ')}.`;
}
