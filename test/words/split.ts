/** Names that are one word, though their capitals say two. */
const WHOLE = /GraphiQL|GraphQL|OpenSSL|OAuth|JavaScript|TypeScript/g;

/** What has letters and is no word: colours of CSS, escapes in templates, numbers in base 16. */
const NO_WORD = /#[0-9a-f]{3,8}\b|\\u\{?[0-9a-f]{1,6}\}?|\\x[0-9a-f]{2}|\\[nrtbf]|\b0x[0-9a-f]+|\bU\+[0-9a-f]{4,6}/gi;

/** A run of capitals, or letters of which at most the first is a capital: `parseXMLText` is parse, XML, Text. */
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;

/** The words of a name or of a text, in lower case: `kebab-case`, `camelCase` and `UPPER_CASE` are split at their seams. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  const rest = text
    .normalize('NFC')
    .replace(NO_WORD, ' ')
    .replace(/n['’]t\b/g, ' ')
    .replace(WHOLE, (name) => {
      words.push(name.toLowerCase());
      return ' ';
    });
  for (const [part] of rest.matchAll(PART)) words.push(part.toLowerCase());
  return words;
}
