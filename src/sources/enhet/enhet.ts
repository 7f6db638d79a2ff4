import type { CallContext } from '../../domain/call.ts';
import type { WatchKeys } from '../../domain/keep.ts';
import type { Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';
import type { Registerfeil } from '../../domain/registerfeil.ts';
import type {
  Answered,
  Basisdata,
  BasisdataUtvidet,
  Bedrift,
  Bedrifter,
  EnhetKontaktdata,
  Enhetsdata,
  Frivillighet,
  Fullmakt,
  JuridiskeRoller,
  Konsernstruktur,
  Roller,
  SaerligeOpplysninger,
  TilknyttedeOpplysninger,
} from './data.ts';
import type { RolleIEnhet } from './roller.ts';

export * from './data.ts';

export interface SokEnhet {
  readonly soekestreng: string;
  readonly maksTreff: number;
  readonly kommunenummer?: string | null | undefined;
  readonly fylkesnummer?: string | null | undefined;
  readonly organisasjonsform?: string | null | undefined;
  readonly medUnderenheter: boolean;
}

export interface SokEnhetTreffliste extends Answered {
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

/** The units in which a person holds a role. None: an empty list. */
export interface Rolleutskrift extends Answered {
  readonly roller: readonly RolleIEnhet[];
}

/** The units changed in the last period. */
export interface Endringslogg extends Answered {
  readonly enheter: readonly string[];
}

/** What the business register's refusals carry beside code and text. */
export interface EnhetError extends Registerfeil {
  /** The unit that the code names: the correct one, the registration unit, the legal unit. */
  readonly annenEnhet?: string | undefined;
  /** The data of that unit, which came with codes 1, 2 and 3. */
  readonly data?: Enhetsdata | undefined;
  /** Code 110: the day on which the unit was deleted; only the registers' REST services tell it. */
  readonly slettedato?: string | undefined;
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
  hentProkuraSignatur: Fullmakt;
  konsernstruktur: Konsernstruktur;
  juridiskeroller: JuridiskeRoller;
}

/** Is told what becomes of each unit of a list, before all are answered. */
export type WatchUnits<Operation extends keyof DataOfOperation> = WatchKeys<EnhetAnswer<DataOfOperation[Operation]>>;

/** Outcomes stand in the order of the keys. grunndata makes one call a key, since it takes no lists. */
export interface EnhetPort {
  hent<Operation extends keyof DataOfOperation>(
    operation: Operation,
    numbers: readonly Organisasjonsnummer[],
    call: CallContext,
    watch?: WatchUnits<Operation>,
  ): Promise<EnhetAnswer<DataOfOperation[Operation]>[]>;
  hentRolleutskrift(personer: readonly Personidentifikator[], call: CallContext): Promise<EnhetAnswer<Rolleutskrift>[]>;
  sokEnhet(soek: readonly SokEnhet[], call: CallContext): Promise<EnhetAnswer<SokEnhetTreffliste>[]>;
  hentEndringslogg(call: CallContext): Promise<EnhetAnswer<Endringslogg>>;
}
