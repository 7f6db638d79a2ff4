import { getDefaultBundledSettingsAsync, getDictionary, mergeSettings } from 'cspell-lib';

/** English as Americans and the British write it, and the words of the field: of networks, POSIX, Node, TypeScript and HTML. */
const DICTIONARIES = [
  'en_us',
  'en-gb',
  'softwareTerms',
  'software-tools',
  'coding-compound-terms',
  'computing-acronyms',
  'networking-terms',
  'posix-errno',
  'typescript',
  'node',
  'html',
];

/** Whether a word, in lower case, stands in an English dictionary. */
export async function englishDictionary(): Promise<(word: string) => boolean> {
  const bundled = await getDefaultBundledSettingsAsync();
  const dictionary = await getDictionary(mergeSettings(bundled, { dictionaries: DICTIONARIES, words: [] }));
  return (word) => dictionary.has(word);
}
