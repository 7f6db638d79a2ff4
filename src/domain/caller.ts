import type { Organisasjonsnummer } from './organisasjonsnummer.ts';
import type { Reason } from './reason.ts';

/** What kind of user acts, in the words of STAR's code list. */
export type UserType = 'borger' | 'sagsbehandler' | 'system' | 'medarbejder';

export interface Organisation {
  /** A number of STAR's organisation types: 8 Jobcenter, 7 Kommune, 2 A-kasse, 4 Anden Aktør …; 0: none of them. */
  readonly type: number;
  /** 1 to 20 characters; with type 0 a number that another register knows, an organisasjonsnummer say, or empty. */
  readonly kode: string;
}

/**
 * Who asks: a user, the authority that the user acts for, and what the token allows. Made from a verified token, or from the
 * configuration where authentication is off.
 */
export interface Caller {
  readonly user: { readonly navn: string; readonly type: UserType; readonly identifikator: string };
  /** The authority acted for: STAR's ActiveOrganisation. */
  readonly organisation: Organisation;
  /** The organisation that the user belongs to; differs for a private provider (Anden Aktør). */
  readonly userOrganisation: Organisation;
  /** What the caller may do (see the scope table); 'alle' where authentication is off. */
  readonly scopes: ReadonlySet<string> | 'all';
  /**
   * The body that is acted for, and that answers for what is asked, as the issuer of the token vouches (`consumer` of Maskinporten and
   * ID-porten). Undefined where no issuer does, whatever `organisation` says.
   */
  readonly consumer?: Organisasjonsnummer | undefined;
  /** Who asks for the consumer, where the consumer has delegated that. */
  readonly supplier?: Organisasjonsnummer | undefined;
  /** The citizen who asks by a token of their own: may be told of this person, and of nobody else, whatever `scopes` say. */
  readonly person?: string | undefined;
  /** Why they ask, where the token says so; as it stands there. */
  readonly reason?: Reason | undefined;
  /** The same for two requests of the same caller, and for nobody else: what joined reads and idempotency keys are kept under. */
  readonly id: string;
}

/** The organisation of a caller who acts for none that STAR knows: a Norwegian one, say. */
export const NO_ORGANISATION: Organisation = { type: 0, kode: '' };

/** Whether STAR could be told for whom the caller acts. */
export function actsForStarOrganisation({ organisation }: Pick<Caller, 'organisation'>): boolean {
  return organisation.type > 0 && organisation.kode !== '';
}
