import { isUtf8 } from 'node:buffer';
import type { DatabaseSync } from 'node:sqlite';
import { withoutHolders } from './rows.ts';
import type { Writer } from './writer.ts';

// The register's Fjernet: a copy must forget the unit, its name included, wherever that stands. What stays is the number, with the
// day, so that the unit is answered as removed and not as unknown: the register itself answers as much (410).

/** Within the transaction that stores the feed's position. */
export function eraseUnit(database: DatabaseSync, writer: Writer, number: number, at: string): void {
  eraseAsHolder(database, writer, number);
  writer.dropUnit(number);
  database.prepare('DELETE FROM changes WHERE number = ?').run(number);
  database
    .prepare('INSERT INTO removed (number, at) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET at = excluded.at')
    .run(number, at);
}

/** Takes out the roles that the unit holds in others: they hold its name. */
function eraseAsHolder(database: DatabaseSync, writer: Writer, holder: number): void {
  const rows = database
    .prepare('SELECT roles.number, roles.json FROM holders JOIN roles USING (number) WHERE holders.holder = ?')
    .all(holder);
  for (const { number, json } of rows) {
    const roles = { number: Number(number), count: 0, holders: [], json: String(json) };
    writer.putRoles(withoutHolders(roles, new Set([holder])));
  }
}

/** The words of a unit's name, as long as it is there. */
export function wordsOfUnit(database: DatabaseSync, number: number): string[] {
  const words = database.prepare('SELECT words FROM units WHERE number = ?').get(number)?.words;
  return typeof words === 'string' && words !== '' ? words.split(' ') : [];
}

/**
 * After units have been erased, at the end of a round. FTS5 takes their words out of its lists (`secure-delete`), but keeps
 * beginnings of words as signposts between its pages, and such a one may come from a word that no other unit has. Then the index
 * is written anew, which takes half a minute where there are two million names; one removed unit in fifty needs it.
 */
export function sweepIndex(database: DatabaseSync, words: ReadonlySet<string>): boolean {
  const isNeeded = hasSignpost(database, words);
  if (isNeeded) rebuildIndex(database);
  return isNeeded;
}

export function rebuildIndex(database: DatabaseSync): void {
  database.exec(`INSERT INTO names (names) VALUES ('rebuild')`);
}

function hasSignpost(database: DatabaseSync, words: ReadonlySet<string>): boolean {
  const erased = Array.from(words, (word) => Buffer.from(word));
  const signposts = database.prepare('SELECT term FROM names_idx').all();
  const beginnings = signposts
    // The first byte says which of the index's lists it belongs to.
    .map(({ term }) => Buffer.from(term as Uint8Array).subarray(1))
    .filter((term) => term.length > 0 && erased.some((word) => word.subarray(0, term.length).equals(term)));
  const isUsed = database.prepare('SELECT 1 FROM names WHERE names MATCH ? LIMIT 1');
  // One that ends within a letter cannot be asked for.
  return !beginnings.every((term) => isUtf8(term) && isUsed.get(`"${term.toString()}"*`));
}
