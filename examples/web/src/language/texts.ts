import type { EnhetTexts } from '../enhet/texts.ts';
import type { KontaktinformationTexts } from '../kontaktinformation/texts.ts';
import type { PostkasseTexts } from '../postkasse/texts.ts';
import type { CallerId } from '../sandbox/callers.ts';

/** What happened, in a sentence, and what to do about it. */
export interface Text {
  readonly what: string;
  readonly todo: string;
}

/** What the page says in one language: a table for each, and the compiler finds what is missing in it. */
export interface Texts {
  /** For the attribute `lang`, and for the words of dates. */
  readonly lang: string;
  /** The language, in itself. */
  readonly name: string;
  readonly page: PageTexts;
  readonly answer: AnswerTexts;
  readonly enhet: EnhetTexts;
  readonly postkasse: PostkasseTexts;
  readonly kontaktinformation: KontaktinformationTexts;
}

interface PageTexts {
  readonly about: string;
  readonly registers: string;
  readonly language: string;
  /** Beside a register that did not answer when it was last asked. */
  readonly notAnswering: string;
  readonly caller: string;
  readonly callers: Readonly<Record<CallerId, string>>;
}

interface AnswerTexts {
  /** The place where answers come. */
  readonly answer: string;
  readonly loading: string;
  readonly cancel: string;
  readonly tryAgain: string;
  readonly tryExamples: string;
  /** In small print: an error's `kode`, its `melding`, and its `betydning`, which is in English. */
  readonly kode: string;
  readonly melding: string;
  readonly betydning: string;
  readonly cancelled: Text;
  /** A change that may be made all the same. */
  readonly cancelledWrite: Text;
  readonly noAnswer: Text;
  readonly unexpected: Text;
  readonly tooOld: Text;
  /** The gateway does not hold the document that was asked for: it, or the page, is another version. */
  readonly otherVersion: Text;
  readonly notLoggedIn: Text;
  /** A gateway that is not before the sandbox was asked as one of the sandbox's callers. */
  readonly notSandbox: Text;
  readonly down: (register: string, seconds: number | null | undefined) => Text;
  readonly noAccess: (register: string) => Text;
  readonly outcomeUnknown: (register: string) => Text;
}
