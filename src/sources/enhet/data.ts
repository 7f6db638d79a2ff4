import type { Kilde } from '../../domain/registerfeil.ts';
import type { Opplysning } from './mangler.ts';
import type { EnhetOperation } from './operations.ts';
import type { Rollegruppe } from './roller.ts';

/** Where an answer is from. */
export interface Answered {
  /** The register that has told it. */
  readonly kilde: Kilde;
  /**
   * The moment up to which a copy of the register had been told of changes, or at which the register was asked for what was kept, RFC 3339;
   * null where the register itself was asked.
   */
  readonly ferskhet: string | null;
}

/** What every answer about a unit has. */
export interface Enhetsdata<Operation extends EnhetOperation = EnhetOperation> extends Answered {
  /** The operation that was asked, which says what else there is. */
  readonly operation: Operation;
  /** The unit that the data are about: another than the one asked for, when a code says so. */
  readonly organisasjonsnummer: string;
  readonly prosessDato: string;
  readonly mangler: readonly ManglendeOpplysning[];
  /** Whether a part that was asked for apart could not be had, and is left out as if there were none. */
  readonly incomplete?: true;
}

/** What of the data stands in the melding itself; the rest comes from the header. */
export type OperationField<Data extends Enhetsdata> = Omit<Data, keyof Enhetsdata>;

export interface ManglendeOpplysning {
  readonly kode: string;
  readonly opplysning: Opplysning;
  readonly melding: string;
}

/** Dates are yyyy-MM-dd; numbers that are names (postnummer, codes) stay text. What is not registered is null or an empty list. */
export interface Basisdata extends Enhetsdata<'hentBasisdataMini'>, BasisdataFelt {}

export interface BasisdataFelt {
  readonly navnelinjer: readonly string[];
  readonly registreringsdato: string | null;
  readonly organisasjonsform: KodeMedBeskrivelse | null;
  readonly forretningsadresse: EnhetAdresse | null;
  readonly postadresse: EnhetAdresse | null;
  /** The oldest first. Null from a register that does not tell them: grunndata. */
  readonly historiskeNavn: readonly HistoriskNavn[] | null;
}

export interface HistoriskNavn {
  readonly navn: string;
  /** The first and the last day, in Norway. */
  readonly fraDato: string | null;
  readonly tilDato: string | null;
}

export interface BasisdataUtvidet extends Enhetsdata<'hentBasisdata'>, BasisdataFelt {
  readonly virksomhetArtBransje: readonly string[];
  readonly vedtektsfestetFormaal: readonly string[];
  readonly stiftelsesdato: string | null;
  readonly maalform: { readonly kode: string; readonly tekst: string } | null;
  /** Of a foreign company's Norwegian branch. Null for others, and from a register that does not tell: grunndata. */
  readonly utenlandskRegister: UtenlandskRegister | null;
}

/** Where a foreign company is registered at home. */
export interface UtenlandskRegister {
  readonly foretaksform: string | null;
  readonly registreringsnummer: string | null;
  /** The country whose law it is under: its name in Norwegian, and its two letters. */
  readonly lovgivningLand: string | null;
  readonly lovgivningLandkode: string | null;
  readonly registernavn: string | null;
  readonly registeradresse: EnhetAdresse | null;
}

export interface KodeMedBeskrivelse {
  readonly kode: string;
  readonly beskrivelse: string;
}

export interface EnhetAdresse {
  readonly adresselinjer: readonly string[];
  readonly postnummer: string | null;
  readonly poststed: string | null;
  readonly kommunenummer: string | null;
  readonly kommune: string | null;
  /** Two letters, where the three of the register are known. */
  readonly landkode: string | null;
  readonly land: string | null;
}

export interface RegistrertVerdi {
  readonly verdi: string;
  readonly registreringsdato: string | null;
}

export interface EnhetKontaktdata extends Enhetsdata<'hentKontaktdata'> {
  readonly telefonnummer: RegistrertVerdi | null;
  readonly telefaksnummer: RegistrertVerdi | null;
  readonly mobiltelefonnummer: RegistrertVerdi | null;
  readonly epostadresse: RegistrertVerdi | null;
  readonly hjemmesideadresse: RegistrertVerdi | null;
}

export interface SaerligeOpplysninger extends Enhetsdata<'hentSaerligeOpplysninger'> {
  readonly statuser: readonly SaerligOpplysning[];
  /** Winding up, bankruptcy and the like, of what the register tells. None: an empty list. */
  readonly tilstander: readonly Enhetstilstand[];
}

/** That a unit is about to end, or may be. Dates are null where the register does not tell them. */
export type Enhetstilstand =
  | {
      readonly kind: 'konkurs' | 'avvikling' | 'rekonstruksjon' | 'utenlandsk insolvens';
      readonly dato: string | null;
    }
  | { readonly kind: 'tvangsavvikling'; readonly grunn: TvangsavviklingGrunn; readonly dato: string | null };

/** Why a unit is wound up by force. UKJENT: the register tells that it is, and not why. */
export type TvangsavviklingGrunn =
  | 'MANGLENDE_SLETTING'
  | 'MANGLENDE_DAGLIG_LEDER'
  | 'MANGLENDE_REVISOR'
  | 'MANGLENDE_REGNSKAP'
  | 'MANGELFULLT_STYRE'
  | 'UKJENT';

export interface SaerligOpplysning {
  readonly statuskode: string | null;
  readonly registreringsdato: string | null;
  readonly paategning: string | null;
  readonly tekstlinjer: readonly string[];
}

export interface TilknyttedeOpplysninger extends Enhetsdata<'hentOpplTilknRegister'> {
  readonly sektorkode: KodeMedBeskrivelse | null;
  readonly naeringskoder: readonly Naeringskode[];
  readonly ansatte: { readonly antall: number; readonly gjelderFra: string | null } | null;
  readonly kapital: Kapital | null;
  readonly vedtektsdato: string | null;
}

export interface Naeringskode extends KodeMedBeskrivelse {
  readonly rekkefoelge: number;
  readonly hjelpeenhet: boolean | null;
}

export interface Kapital {
  readonly kapitaltype: string | null;
  readonly valuta: string | null;
  readonly kapital: string | null;
  readonly innbetaling: string | null;
  readonly bundetKS: string | null;
  readonly fritekst: readonly string[];
  /** Null from grunndata, which does not tell these two. */
  readonly antallAksjer: number | null;
  readonly innfoertDato: string | null;
}

export interface Roller extends Enhetsdata<'hentRoller'> {
  readonly rollegrupper: readonly Rollegruppe[];
}

export interface Frivillighet extends Enhetsdata<'hentFrivillighet'> {
  readonly registrert: string | null;
  readonly kategorier: readonly FrivillighetKategori[];
  readonly kontonummer: string | null;
  readonly vedtekter: boolean | null;
  readonly sisteRegistrerteVedtekter: string | null;
  readonly aarsregnskap: boolean | null;
  /** Text: 01.01 - 31.12. */
  readonly regnskapsperiode: string | null;
  /** A year. */
  readonly sisteAarsregnskap: string | null;
  readonly grasrotandel: boolean | null;
}

export interface FrivillighetKategori extends KodeMedBeskrivelse {
  readonly rangering: number | null;
}

export interface Bedrift extends Enhetsdata<'hentEnBedriftVirksomhet'> {
  readonly navnelinjer: readonly string[];
  readonly organisasjonsform: KodeMedBeskrivelse | null;
  readonly beliggenhetsadresse: EnhetAdresse | null;
  readonly postadresse: EnhetAdresse | null;
  readonly oppstartsdato: string | null;
  readonly eierskiftedato: string | null;
  readonly juridiskEnhet: string | null;
}

export interface Bedrifter extends Enhetsdata<'hentBedrifterVirksomheter'> {
  readonly bedrifter: readonly string[];
}

/** Who may sign for a unit: alone, together, or by a power of attorney. */
export interface Fullmakt extends Enhetsdata<'hentProkuraSignatur'> {
  readonly signatur: readonly Rollegruppe[];
  readonly prokura: readonly Rollegruppe[];
}

/** The group that a unit belongs to: the whole tree from its top, in which a unit may stand more than once. */
export interface Konsernstruktur extends Enhetsdata<'konsernstruktur'> {
  /** Null where the unit is in no group; 1150 stands in `mangler` then. */
  readonly topp: Konsernledd | null;
}

export interface Konsernledd {
  readonly organisasjonsnummer: string;
  readonly navn: string;
  readonly organisasjonsform: KodeMedBeskrivelse | null;
  /** How it is tied to the unit above it: KDAT, KMOR, KGRL. Null at the top. */
  readonly knytningsform: KodeMedBeskrivelse | null;
  /** The ground for that, as the register writes it: 100%, Indirekte mor. */
  readonly grunnlag: string | null;
  readonly dato: string | null;
  readonly children: readonly Konsernledd[];
}

/** The units in which a unit holds a role: as an owner, an auditor, an accountant. */
export interface JuridiskeRoller extends Enhetsdata<'juridiskeroller'> {
  readonly enheter: readonly JuridiskRolleIEnhet[];
}

export interface JuridiskRolleIEnhet {
  readonly organisasjonsnummer: string;
  readonly navn: string;
  readonly roller: readonly { readonly rolletype: KodeMedBeskrivelse; readonly fratraadt: boolean }[];
}
