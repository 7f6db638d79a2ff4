import { kodeGroup } from '../../domain/kode-group.ts';
import { graphqlMethodOf } from '../http/methods.ts';
import { OTHER } from './families.ts';

// What labels say is one of a few words, whatever clients and registers send.

/** The methods that are answered; OpenTelemetry's conventions have `_OTHER` for the rest. */
export function methodLabel(method: string | undefined): string {
  return graphqlMethodOf(method) ?? '_OTHER';
}

/** A word out of a list that is known before; any other is `other`. */
export function wordLabel(word: string, known: ReadonlySet<string>): string {
  return known.has(word) ? word : OTHER;
}

/** A code of a catalogue, or one of ours; statuses by their first digit, and any other is `other`: a register chooses its own codes. */
export function kodeLabel(kode: string, documented: ReadonlySet<string>): string {
  return documented.has(kode) ? kode : kodeGroup(kode);
}

/** So many words are told apart of those that nobody lists: the library's codes for what is wrong with a token. */
export const MAX_WORDS = 64;

/** Words as they come, the first so many of them: what they look like is checked, since a word of a library could hold anything. */
export function createWords(max = MAX_WORDS): (word: string) => string {
  const known = new Set<string>();
  return (word) => {
    if (known.has(word)) return word;
    if (known.size >= max || !/^[A-Z][A-Z\d_]{0,63}$/.test(word) || /\d{5}/.test(word)) return OTHER;
    known.add(word);
    return word;
  };
}
