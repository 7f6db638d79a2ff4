/**
 * Masks identifiers, phone numbers and addresses in a text that the gateway did not write itself:
 * six digits or more, also when they are grouped (010150-5006, 67 00 00 01, 01.01.50/5006), anything@host.tld in any
 * alphabet, and the address of a digital mailbox (test.person#S02A).
 */
export function mask(text: string): string {
  return maskAddresses(text).replace(/\d(?:[\s._/\p{Pd}]{0,3}\d){5,}/gu, '******');
}

function maskAddresses(text: string): string {
  return text.replace(WORD, (word, rest?: string) => (rest ? `***${rest[0]}***` : word));
}

/** Characters of the longest identifier: so much at the end of a cut text can be half of one. */
const LONGEST = 200;

/**
 * The first `max` characters of the masked text. Of a long text, which a client may have sent by the megabyte,
 * little more than that is read; an identifier that may be cut off at the end is left out.
 */
export function maskStart(text: string, max: number): string {
  if (text.length <= max + LONGEST) return mask(text).slice(0, max);
  const read = mask(text.slice(0, max + LONGEST));
  return read.slice(0, Math.max(0, Math.min(max, read.length - LONGEST)));
}

/** A name that a client chose, for the log: its digits too, when there are so many that they could be somebody's number. */
export function maskName(name: string): string {
  const masked = maskStart(name, 100);
  return (masked.match(/\d/g)?.length ?? 0) < 8 ? masked : masked.replace(/\d/g, '*');
}

/**
 * Each word is read once, whether the rest of an address follows it or not: clients choose the text, and one long word
 * must not be read again from each of its letters.
 */
const WORD =
  /[\p{L}\p{M}\p{N}_.+-]+(@[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+|(?<=[\p{L}\p{N}])#[\p{L}\p{N}]+)?/gu;

/** Characters of a secret from which on it is left out: what is shorter stands in every text by chance. */
const SHORTEST_SECRET = 4;
/** Characters that are read of a register's text: more than is kept, so that what the mask has shortened is filled up. */
const READ = 2_000;

/**
 * A text that a register wrote, for the log: its first `max` characters on one line, masked more strictly than `mask` does. Digits count
 * together whatever punctuation stands between them, and in every script; long words, which may be a token or a certificate, are
 * left out, as is what stands from the first `<` on, which quotes a message. `secrets` are ours: a register may repeat a password.
 */
export function maskForeign(text: string, max: number, secrets: readonly string[] = []): string {
  const withoutSecrets = secrets
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .reduce((left, secret) => left.replaceAll(secret, '***'), text);
  const read = withoutSecrets.slice(0, READ).normalize('NFKC').replace(INVISIBLE, '').replace(BLANK, ' ');
  const masked = maskAddresses(read.split('<', 1)[0] ?? '')
    .replace(LONG_WORD, '***')
    .replace(DIGITS, '******');
  const isCut = withoutSecrets.length > READ;
  return masked
    .slice(0, isCut ? -LONGEST : undefined)
    .slice(0, max)
    .trim();
}

/** What does not show, and would divide a number for the mask alone. */
const INVISIBLE = /[\p{Cf}\p{Mn}]/gu;
const BLANK = /[\p{C}\p{Z}]+/gu;
const LONG_WORD = /[\p{L}\p{N}+/=_-]{40,}/gu;
const DIGITS = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){5,}/gu;
