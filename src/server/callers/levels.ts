/** How surely somebody is known who has logged in, from the lowest: the levels of eIDAS, under the names of ID-porten. */
export const LEVELS = ['low', 'substantial', 'high'] as const;

export type Level = (typeof LEVELS)[number];

/** The older names, as TokenX writes them (`Level4`) and HelseID (`4`). */
const NUMBERED: Readonly<Record<string, Level>> = { 2: 'low', 3: 'substantial', 4: 'high' };

/** What a token's word for a level means: `idporten-loa-high`, `eidas-loa-high`, `high`, `Level4`, `4`. Undefined for all others. */
export function readLevel(text: string): Level | undefined {
  const [, word] = /^(?:[a-z-]*-)?(low|substantial|high)$/.exec(text) ?? [];
  if (word) return LEVELS.find((level) => level === word);
  const [, digit = ''] = /^(?:Level)?([234])$/.exec(text) ?? [];
  return NUMBERED[digit];
}

export function reaches(level: Level | undefined, least: Level): boolean {
  return level !== undefined && LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
