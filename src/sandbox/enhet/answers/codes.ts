import type { EnhetOperation } from '../operations/names.ts';

/** One `underStatusMelding`. The code is a number, the text is for people and drifts: nothing should ever compare it. */
export interface Understatus {
  readonly kode: number;
  readonly tekst: string;
}

/** The register's Bokmål on the wire; x is what was asked for, y the other unit. */
const TEXTS = {
  0: () => 'Data returnert',
  1: (x, y) => `Enhet ${x} er slettet som dublett - korrekt enhet ${y} er innført`,
  2: (x, y) => `Enhet ${x} er slettet som sammenslått - korrekt enhet ${y} er innført`,
  // The only text about two units that names one: x is not the unit that was asked for.
  3: (x) => `Enhet ${x} er registreringsenheten til den enheten som ble bestilt!`,
  10: () => 'Orgnr i input ikke gitt',
  20: (x) => `Valideringsfeil i inputstreng: ${x}`,
  100: (x) => `Enhet ${x} aldri opprettet`,
  110: (x) => `Enhet ${x} er slettet`,
  120: (x, y) => `Enhet ${x} er slettet som dublett eller sammenslått - korrekt enhet ${y} er slettet`,
  130: (x, y) => `Enhet ${x} er en bedrift/virksomhet, juridisk enhet er ${y}`,
  160: () => 'Input er ikke et organisasjonsnummer eller et fødselsnr',
  170: (x) => `${x} er ikke et gyldig organisasjonsnummer`,
  180: (x) => `Personen ${x} finnes ikke i vår database`,
  181: (x) => `Personen ${x} er registrert død`,
  182: (x) => `Personen ${x} er registrert ugyldig`,
  183: (x) => `Personen ${x} har verge`,
  190: (x) => `Enhet ${x} er ikke en bedrift/virksomhet`,
  200: (x) => `Enhet ${x} det spørres på er en registreringsenhet`,
  210: (x) => `Enhet ${x} er ikke registrert i Frivillighetsregisteret`,
  2000: () => 'Ingen endringer finnes i siste periode (siste døgn/helg)',
  10000: () => 'Ikke gyldig organisasjonsnummer. Organisasjonsnummer skal bestå av 9 siffer og bare tall',
  [-100]: () => 'Bruker mangler autorisasjon for denne tjenesten',
  [-101]: () => 'Failure i brukernavn og/eller passord',
  [-1000]: () => 'Det har oppstått en uventet feil. Ved fortsatt gjentakelse, ta kontakt med Brønnøysundregistrene',
} as const satisfies Record<number, (x: string, y: string) => string>;
export type Kode = keyof typeof TEXTS;

export function understatus(kode: Kode, x = '', y = ''): Understatus {
  return { kode, tekst: TEXTS[kode](x, y) };
}

const BASISDATA = ['hentBasisdata', 'hentBasisdataFdato'] as const;
const ADDRESSES = ['hentBasisdataMini', ...BASISDATA] as const;
const KONTAKTDATA = ['hentKontaktdata'] as const;
const TILKNYTTET = ['hentOpplTilknRegister'] as const;
const EN_BEDRIFT = ['hentEnBedriftVirksomhet'] as const;

/** What can be missing: the text after "Enhet x", and the operations that tell of it. */
const LACKS = {
  1010: ['har ikke forretningsadresse', ADDRESSES],
  1020: ['har ikke postadresse', ADDRESSES],
  1030: ['har ikke adresse', ADDRESSES],
  1060: ['har ikke stiftelsesdato', BASISDATA],
  1070: ['har ikke målform', BASISDATA],
  1080: ['har ikke reklame', BASISDATA],
  1090: ['har ikke virksomhet/art/bransje', BASISDATA],
  1100: ['har ikke formål', BASISDATA],
  1111: ['har ikke vedtektsdato', TILKNYTTET],
  1115: ['har ikke telefon', KONTAKTDATA],
  1116: ['har ikke telefaks', KONTAKTDATA],
  1117: ['har ikke mobiltelefon', KONTAKTDATA],
  1118: ['har ikke e-postadresse', KONTAKTDATA],
  1119: ['har ikke hjemmeside', KONTAKTDATA],
  1120: ['har ikke særlige opplysninger', ['hentSaerligeOpplysninger']],
  1125: ['har ikke næringskode', TILKNYTTET],
  1130: ['har ikke sektorkode', TILKNYTTET],
  1135: ['har ikke ansatte', TILKNYTTET],
  1140: ['har ikke kapital', TILKNYTTET],
  1145: ['har ikke bedrifter/virksomheter', ['hentBedrifterVirksomheter']],
  1150: ['inngår ikke i konsern', ['hentKonsern']],
  1155: ['har ikke dato for oppstart', EN_BEDRIFT],
  1160: ['har ikke dato for eierskifte', EN_BEDRIFT],
  1165: ['har ikke hovedforetak', BASISDATA],
  1180: ['har ikke Rolleblokk', ['hentRoller', 'hentRollerFdato']],
  1190: ['har ikke frivillighetsregisterdata', ['hentFrivillighet']],
} as const satisfies Record<number, readonly [string, readonly EnhetOperation[]]>;

export type Rolleblokk = 1 | 2 | 3 | 4;
/** A code of missing information; 1180 names the block of roles: `1180:2`. */
export type Lack = Exclude<keyof typeof LACKS, 1180> | `1180:${Rolleblokk}`;

/** All 26 codes of missing information, once each. */
export const ALL_LACKS: readonly Lack[] = Object.keys(LACKS).map((kode) =>
  kode === '1180' ? '1180:2' : (Number(kode) as Exclude<keyof typeof LACKS, 1180>),
);

export function lackStatus(lack: Lack, orgnr: string): Understatus {
  const [kode, block] = split(lack);
  const tekst = `Enhet ${orgnr} ${LACKS[kode][0]}`;
  return { kode, tekst: block === undefined ? tekst : `${tekst} ${block}` };
}

export function isToldBy(lack: Lack, operation: EnhetOperation): boolean {
  const operations: readonly EnhetOperation[] = LACKS[split(lack)[0]][1];
  return operations.includes(operation);
}

function split(lack: Lack): readonly [keyof typeof LACKS, string | undefined] {
  return typeof lack === 'number' ? [lack, undefined] : [1180, lack.slice('1180:'.length)];
}
