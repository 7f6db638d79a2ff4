import type { DatabaseSync } from 'node:sqlite';
import { FEEDS, type Feed } from './schema.ts';

/** How far the copy's knowledge goes. */
export interface Knowledge {
  /** What has changed in the register since then is not known yet: a time as ISO 8601 writes it. */
  readonly asOf: string;
  /** Every change between these two times is in the list of changes. The second is empty where no feed has been followed yet. */
  readonly changesFrom: string;
  readonly changesTo: string;
  /** The last entry of each feed that has been applied; 0: none. */
  readonly lastIds: Readonly<Record<Feed, number>>;
}

/** `schema`: of which of the databases that are attached. */
export function readKnowledge(database: DatabaseSync, schema?: 'main' | 'old'): Knowledge {
  return prepareKnowledge(database, schema)();
}

/** For one who asks for it again and again. */
export function prepareKnowledge(database: DatabaseSync, schema: 'main' | 'old' = 'main'): () => Knowledge {
  const select = database.prepare(`SELECT name, value FROM ${schema}.facts`);
  return () => knowledgeIn(new Map(select.all().map(({ name, value }) => [String(name), String(value)])));
}

/** For one who never writes: it is read again when another connection has written, which SQLite tells for a third of the time. */
export function prepareKnowledgeOfReader(database: DatabaseSync): () => Knowledge {
  const select = database.prepare('PRAGMA data_version');
  const read = prepareKnowledge(database);
  let known: { readonly version: unknown; readonly knowledge: Knowledge } | undefined;
  return () => {
    const version = select.get()?.data_version;
    if (known && known.version === version) return known.knowledge;
    known = { version, knowledge: read() };
    return known.knowledge;
  };
}

function knowledgeIn(facts: ReadonlyMap<string, string>): Knowledge {
  const lastIds = Object.fromEntries(FEEDS.map((feed) => [feed, Number(facts.get(`lastId.${feed}`) ?? 0)]));
  return {
    asOf: facts.get('asOf') ?? '',
    changesFrom: facts.get('changesFrom') ?? '',
    changesTo: facts.get('changesTo') ?? '',
    lastIds: lastIds as Record<Feed, number>,
  };
}

/** Whether units have been erased whose words may still stand in the index as signposts. Which words those are is kept nowhere. */
export function isUnswept(database: DatabaseSync): boolean {
  return database.prepare(`SELECT value FROM facts WHERE name = 'unswept'`).get()?.value === 'yes';
}

export function writeFact(
  database: DatabaseSync,
  name: 'asOf' | 'changesFrom' | 'changesTo' | 'unswept' | `lastId.${Feed}`,
  value: string,
): void {
  database
    .prepare('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
    .run(name, value);
}
