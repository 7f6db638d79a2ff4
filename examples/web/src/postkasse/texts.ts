import type { NumberFormTexts } from '../answer/number-form.tsx';
import type {
  KanVelgeSikkerDigitalPostkasseQuery,
  OpprettOgVelgSikkerDigitalPostkasseMutation,
} from '../graph/graphql.ts';
import type { Text } from '../language/texts.ts';
import type { INNBYGGERE } from '../sandbox/people.ts';

export type KanVelgeResultat = NonNullable<
  KanVelgeSikkerDigitalPostkasseQuery['innbygger']
>['kanVelgeSikkerDigitalPostkasse'];
type VelgResultat = OpprettOgVelgSikkerDigitalPostkasseMutation['opprettOgVelgSikkerDigitalPostkasse'];
export type KontaktregisterResultat = Extract<
  VelgResultat,
  { __typename: 'PostkasseOppdatert' }
>['innbygger']['kontaktregister'];

export type PostkasseFeil = Exclude<
  Extract<KanVelgeResultat | VelgResultat | KontaktregisterResultat, { kode: string }>,
  { __typename: 'KildeUtilgjengelig' }
>;

export interface PostkasseTexts {
  readonly name: string;
  readonly form: NumberFormTexts & { readonly examples: Readonly<Record<keyof typeof INNBYGGERE, string>> };
  readonly mayChoose: string;
  readonly leverandoer: string;
  readonly postkasseadresse: string;
  readonly adresseHint: string;
  readonly adresseEmpty: Text;
  readonly choose: string;
  readonly chosen: string;
  readonly notShownYet: string;
  readonly cannotBeShown: (why: string) => string;
  readonly cannotBeShownNow: string;
  /** Complete by its type, for all three unions: an error without a text does not compile. */
  readonly errors: Readonly<Record<PostkasseFeil['__typename'], Text>>;
}
