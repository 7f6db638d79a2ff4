import { createContext, useContext } from 'react';
import type { Kilde, Registerfeil } from 'registergraf/client';

/** What went wrong, in a sentence, and what to do about it. */
export interface Text {
  readonly what: string;
  readonly todo: string;
}

/** What all registers' parts of the page say, in one language. */
export interface Words {
  readonly lang: 'nb' | 'da';
  /** Of the registers that a part of the page asks. */
  readonly register: Readonly<Partial<Record<Kilde, string>>>;
  readonly loading: string;
  readonly notAnswering: string;
  readonly tryAgain: string;
  readonly tryExamples: string;
  readonly code: string;
  readonly noAnswer: Text;
  readonly unexpected: Text;
  readonly tooOld: Text;
  /** The gateway does not hold the document that was asked for: it, or the page, is another version. */
  readonly otherVersion: Text;
  readonly down: (register: string, seconds: number | null | undefined) => Text;
  readonly noAccess: (register: string) => Text;
  readonly outcomeUnknown: (register: string) => Text;
}

/** The shape in which the register's errors reach the page. */
export type Feil = Registerfeil & { readonly proevIgjenOm?: number | null };

/** Codes of a register that was not asked, since the caller may not. */
export const NO_ACCESS: ReadonlySet<string> = new Set(['MANGLER_SCOPE', 'IKKE_TILBUDT']);

/** The gateway has one type for a register that it could not ask, and its code says how that came. */
export function unavailable(words: Words, { kode, kilde, proevIgjenOm }: Feil): Text {
  const register = words.register[kilde] ?? kilde;
  if (kode === 'UTFALL_UKJENT') return words.outcomeUnknown(register);
  if (NO_ACCESS.has(kode)) return words.noAccess(register);
  return words.down(register, proevIgjenOm);
}

/** What people call them, in both languages; two of them can be asked in two ways. */
const REGISTER: Words['register'] = {
  GRUNNDATA: 'Enhetsregisteret',
  ENHETSREGISTERET: 'Enhetsregisteret',
  OPPSLAGSTJENESTEN: 'Kontakt- og reservasjonsregisteret',
  KRR: 'Kontakt- og reservasjonsregisteret',
  STAR: 'STAR',
};

export const nb: Words = {
  lang: 'nb',
  register: REGISTER,
  loading: 'Henter svar …',
  notAnswering: 'nede',
  tryAgain: 'Prøv igjen',
  tryExamples: 'Prøv med',
  code: 'Kode',
  noAnswer: {
    what: 'Vi fikk ikke kontakt med tjenesten.',
    todo: 'Sjekk nettforbindelsen og prøv igjen. Det du sendte, blir ikke gjort to ganger.',
  },
  unexpected: { what: 'Noe gikk galt hos oss.', todo: 'Prøv igjen om litt. Meld fra hvis det fortsetter.' },
  tooOld: {
    what: 'Vi fikk et svar som denne siden ikke kjenner.',
    todo: 'Last inn siden på nytt. Resten av siden virker som før.',
  },
  otherVersion: {
    what: 'Tjenesten kjenner ikke denne utgaven av siden.',
    todo: 'Last inn siden på nytt. Meld fra hvis det fortsetter.',
  },
  down: (register, seconds) => ({
    what: `${register} svarer ikke nå.`,
    todo: `Resten av siden virker som før. Prøv igjen ${seconds ? `om ${seconds} sekunder` : 'om litt'}.`,
  }),
  noAccess: (register) => ({
    what: `Du har ikke tilgang til dette i ${register}.`,
    todo: 'Be den som gir tilganger hos dere, om hjelp.',
  }),
  outcomeUnknown: (register) => ({
    what: `Vi vet ikke om ${register} rakk å gjøre endringen.`,
    todo: 'Slå opp på nytt, og se hva som er registrert, før du prøver igjen.',
  }),
};

export const da: Words = {
  lang: 'da',
  register: REGISTER,
  loading: 'Henter svar …',
  notAnswering: 'nede',
  tryAgain: 'Prøv igen',
  tryExamples: 'Prøv med',
  code: 'Kode',
  noAnswer: {
    what: 'Vi fik ikke forbindelse til tjenesten.',
    todo: 'Tjek netforbindelsen, og prøv igen. Det, du sendte, bliver ikke gjort to gange.',
  },
  unexpected: { what: 'Noget gik galt hos os.', todo: 'Prøv igen om lidt. Giv besked, hvis det fortsætter.' },
  tooOld: {
    what: 'Vi fik et svar, som denne side ikke kender.',
    todo: 'Genindlæs siden. Resten af siden virker som før.',
  },
  otherVersion: {
    what: 'Tjenesten kender ikke denne udgave af siden.',
    todo: 'Genindlæs siden. Giv besked, hvis det fortsætter.',
  },
  down: (register, seconds) => ({
    what: `${register} svarer ikke lige nu.`,
    todo: `Resten af siden virker som før. Prøv igen ${seconds ? `om ${seconds} sekunder` : 'om lidt'}.`,
  }),
  noAccess: (register) => ({
    what: `Du har ikke adgang til dette hos ${register}.`,
    todo: 'Bed den, der giver adgange hos jer, om hjælp.',
  }),
  outcomeUnknown: (register) => ({
    what: `Vi ved ikke, om ${register} nåede at gemme.`,
    todo: 'Slå op igen, og se, hvad der er registreret, før du prøver igen.',
  }),
};

export const WordsContext = createContext(nb);

export function useWords(): Words {
  return useContext(WordsContext);
}
