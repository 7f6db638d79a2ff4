import type { NumberFormTexts } from '../answer/number-form.tsx';
import type {
  BorgersKontaktinformationFragment,
  CreateKontaktinformationMutation,
  GetVerifikationskodeMutation,
  KontaktdataStatus,
  KontaktdataType,
  SletKontaktinformationMutation,
  VerificerKontaktinformationMutation,
} from '../graph/graphql.ts';
import type { Text } from '../language/texts.ts';
import type { BORGERE } from '../sandbox/people.ts';

export type KontaktinformationResultat = BorgersKontaktinformationFragment['kontaktinformation'];
type Resultat =
  | KontaktinformationResultat
  | CreateKontaktinformationMutation['createKontaktinformation']
  | SletKontaktinformationMutation['sletKontaktinformation']
  | GetVerifikationskodeMutation['getVerifikationskode']
  | VerificerKontaktinformationMutation['verificerKontaktinformation'];

export type StarFeil = Exclude<Extract<Resultat, { kode: string }>, { __typename: 'KildeUtilgjengelig' }>;

/** What the page can change. STAR may have a kind that nobody has told of, which it only shows. */
export const TYPES = ['MOBILTELEFON', 'FASTNET_TELEFON', 'MAILADRESSE'] as const satisfies readonly KontaktdataType[];
export type Type = (typeof TYPES)[number];

/** What is said of one kind. In each language it bends differently, so every sentence is written out. */
interface TypeTexts {
  readonly name: string;
  readonly change: string;
  readonly add: string;
  readonly verify: string;
  readonly delete: string;
  readonly newOne: string;
  readonly hint: string;
  readonly empty: Text;
  readonly verified: string;
  readonly reallyDelete: string;
  readonly deleted: string;
}

export interface KontaktinformationTexts {
  readonly name: string;
  readonly form: NumberFormTexts & { readonly examples: Readonly<Record<keyof typeof BORGERE, string>> };
  readonly registered: string;
  readonly nothingRegistered: string;
  readonly types: Readonly<Record<Type, TypeTexts>>;
  readonly unknownType: (kode: number) => string;
  readonly notRegistered: string;
  readonly statuses: Readonly<Record<KontaktdataStatus, string>>;
  /** On buttons beside what they are about. */
  readonly change: string;
  readonly add: string;
  readonly verify: string;
  readonly delete: string;
  readonly keep: string;
  readonly save: string;
  readonly saved: Text;
  readonly reallyYes: string;
  readonly deleteWarning: string;
  readonly sendKodeAbout: string;
  readonly sendKode: string;
  readonly kodeSent: string;
  readonly kode: string;
  readonly kodeHint: string;
  readonly kodeEmpty: Text;
  /** Complete by its type, for all five unions: an error without a text does not compile. */
  readonly errors: Readonly<Record<StarFeil['__typename'], Text>>;
}
