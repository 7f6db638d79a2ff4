import type { Kilde, Registerfeil } from 'registergraf-client';
import type { Text, Texts } from '../language/texts.ts';

/** The shape in which the register's errors reach the page. */
export type Feil = Registerfeil & { readonly betydning: string; readonly proevIgjenOm?: number | null };

/** Codes of a register that was not asked, since the caller may not. */
export const NO_ACCESS: ReadonlySet<string> = new Set(['MANGLER_SCOPE', 'IKKE_TILBUDT']);

/** What people call the registers, in all languages; two of them can be asked in two ways. */
const NAMES: Readonly<Partial<Record<Kilde, string>>> = {
  GRUNNDATA: 'Enhetsregisteret',
  ENHETSREGISTERET: 'Enhetsregisteret',
  OPPSLAGSTJENESTEN: 'Kontakt- og reservasjonsregisteret',
  KRR: 'Kontakt- og reservasjonsregisteret',
  STAR: 'STAR',
};

export const nameOf = (kilde: Kilde): string => NAMES[kilde] ?? kilde;

/** The language of each register's own texts. STAR writes the same in Danish and English, mostly the latter. */
const LANGUAGES: Readonly<Partial<Record<Kilde, string>>> = {
  GRUNNDATA: 'nn',
  ENHETSREGISTERET: 'nb',
  OPPSLAGSTJENESTEN: 'nb',
  KRR: 'nb',
};

/** The language of `melding`: of a register that could not be asked, the gateway speaks, in English. */
export const languageOf = ({ __typename, kilde }: Feil): string =>
  (__typename === 'KildeUtilgjengelig' ? undefined : LANGUAGES[kilde]) ?? 'en';

/** The gateway has one type for a register that it could not ask, and its code says how that came. */
export function unavailable({ answer }: Texts, { kode, kilde, proevIgjenOm }: Feil): Text {
  const register = nameOf(kilde);
  if (kode === 'UTFALL_UKJENT') return answer.outcomeUnknown(register);
  if (NO_ACCESS.has(kode)) return answer.noAccess(register);
  return answer.down(register, proevIgjenOm);
}
