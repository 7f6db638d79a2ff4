import type { CallContext } from '../../domain/call.ts';
import type { Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';
import type { Registerfeil } from '../../domain/registerfeil.ts';
import type { Opplysning } from './mangler.ts';
import type { EnhetOperation } from './operations.ts';
import type { Rollegruppe, RolleIEnhet } from './roller.ts';

/** What every answer about a unit has. */
export interface Enhetsdata<Operation extends EnhetOperation = EnhetOperation> {
  /** The operation that was asked, which says what else there is. */
  readonly operation: Operation;
  /** The unit that the data are about: another than the one asked for, when a code says so. */
  readonly organisasjonsnummer: string;
  readonly prosessDato: string;
  readonly mangler: readonly ManglendeOpplysning[];
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
}

export interface BasisdataUtvidet extends Enhetsdata<'hentBasisdata'>, BasisdataFelt {
  readonly virksomhetArtBransje: readonly string[];
  readonly vedtektsfestetFormaal: readonly string[];
  readonly stiftelsesdato: string | null;
  readonly maalform: { readonly kode: string; readonly tekst: string } | null;
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
}

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

export interface SokEnhet {
  readonly soekestreng: string;
  readonly maksTreff: number;
  readonly kommunenummer?: string | null | undefined;
  readonly fylkesnummer?: string | null | undefined;
  readonly organisasjonsform?: string | null | undefined;
  readonly medUnderenheter: boolean;
}

export interface SokEnhetTreffliste {
  /** All hits, also those past maksTreff. */
  readonly antall: number;
  readonly treff: readonly SokEnhetTreff[];
}

export interface SokEnhetTreff {
  readonly organisasjonsnummer: string;
  readonly navn: string;
  readonly sted: string | null;
  readonly score: number;
  readonly organisasjonsform: string | null;
}

/** What the business register's refusals carry beside code and text. */
export interface EnhetError extends Registerfeil {
  /** The unit that the code names: the correct one, the registration unit, the legal unit. */
  readonly annenEnhet?: string | undefined;
  /** The data of that unit, which came with codes 1, 2 and 3. */
  readonly data?: Enhetsdata | undefined;
  /** Code 20: what the register found wrong with the search. */
  readonly feiltekst?: string | undefined;
}

export type EnhetAnswer<Data> = Outcome<Data, EnhetError>;

/** The data of each operation that is asked with one organisasjonsnummer. */
export interface DataOfOperation {
  hentBasisdataMini: Basisdata;
  hentBasisdata: BasisdataUtvidet;
  hentKontaktdata: EnhetKontaktdata;
  hentSaerligeOpplysninger: SaerligeOpplysninger;
  hentOpplTilknRegister: TilknyttedeOpplysninger;
  hentRoller: Roller;
  hentFrivillighet: Frivillighet;
  hentEnBedriftVirksomhet: Bedrift;
  hentBedrifterVirksomheter: Bedrifter;
}

/** One call a key: the register takes no lists. Outcomes stand in the order of the keys. */
export interface EnhetPort {
  hent<Operation extends keyof DataOfOperation>(
    operation: Operation,
    numbers: readonly Organisasjonsnummer[],
    call: CallContext,
  ): Promise<EnhetAnswer<DataOfOperation[Operation]>[]>;
  /** The units in which each person holds a role; none is an empty list. */
  hentRolleutskrift(
    personer: readonly Personidentifikator[],
    call: CallContext,
  ): Promise<EnhetAnswer<readonly RolleIEnhet[]>[]>;
  sokEnhet(soek: readonly SokEnhet[], call: CallContext): Promise<EnhetAnswer<SokEnhetTreffliste>[]>;
  /** The units changed in the last period. */
  hentEndringslogg(call: CallContext): Promise<EnhetAnswer<readonly string[]>>;
}
