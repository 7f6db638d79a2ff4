import type { NumberFormTexts } from '../answer/number-form.tsx';
import type { EnhetQuery } from '../graph/graphql.ts';
import type { Text } from '../language/texts.ts';
import type { ENHETER } from '../sandbox/people.ts';

export type BasisdataResultat = NonNullable<EnhetQuery['enhet']>['basisdata'];
export type EnhetFeil = Extract<BasisdataResultat, { kode: string }>;

export interface EnhetTexts {
  readonly name: string;
  readonly form: NumberFormTexts & { readonly examples: Readonly<Record<keyof typeof ENHETER, string>> };
  readonly organisasjonsnummer: string;
  readonly organisasjonsform: string;
  readonly registered: string;
  readonly forretningsadresse: string;
  readonly postadresse: string;
  readonly notRegistered: string;
  readonly asOf: (day: string) => string;
  /** To another unit, by its name where that is known. */
  readonly goTo: (navn: string | undefined) => string;
  /** Complete by its type: an error that the graph gets, and that has no text, does not compile. */
  readonly errors: Readonly<Record<Exclude<EnhetFeil['__typename'], 'KildeUtilgjengelig'>, Text>>;
}

const ABOUT_THE_NUMBER = [
  'OrgnrIkkeGitt',
  'UgyldigOrganisasjonsnummer',
  'UgyldigOrganisasjonsnummerFormat',
  'EnhetAldriOpprettet',
] as const satisfies readonly EnhetFeil['__typename'][];

/** The error, where it is about what was typed, which the field says then. */
export function aboutTheNumber(resultat: BasisdataResultat | undefined) {
  return ABOUT_THE_NUMBER.find((name) => name === resultat?.__typename);
}
