import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { idsOf, type Kind, STATE } from './schema.ts';
import type { RolesRow, UnitRow } from './rows.ts';

/** Writes units and roles; whoever calls it holds the transaction. */
export interface Writer {
  putUnit(row: UnitRow): void;
  putRoles(row: RolesRow): void;
  /** The unit has no roles any more. */
  dropRoles(number: number): void;
  /** The unit and its roles; nothing says that it has been here. */
  dropUnit(number: number): void;
}

interface Kept {
  readonly id: number;
  readonly kind: number;
  readonly state: number;
  readonly words: string;
  readonly marks: string;
}

export function createWriter(database: DatabaseSync): Writer {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  const find = prepare('SELECT id, kind, state, words, marks FROM units WHERE number = ?');
  const lastId = prepare('SELECT max(id) AS id FROM units WHERE id >= ? AND id < ?');
  const insertUnit = prepare(
    'INSERT INTO units (id, number, kind, state, parent, words, marks) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const updateUnit = prepare('UPDATE units SET state = ?, parent = ?, words = ?, marks = ? WHERE id = ?');
  const insertDocument = prepare('INSERT INTO documents (id, kind, state, head, rest) VALUES (?, ?, ?, ?, ?)');
  const updateDocument = prepare('UPDATE documents SET state = ?, head = ?, rest = ? WHERE id = ?');
  const deleteUnit = prepare('DELETE FROM units WHERE id = ?');
  const deleteDocument = prepare('DELETE FROM documents WHERE id = ?');
  const index = prepare('INSERT INTO names (rowid, words, marks) VALUES (?, ?, ?)');
  const unindex = prepare(`INSERT INTO names (names, rowid, words, marks) VALUES ('delete', ?, ?, ?)`);
  const upsertRoles = prepare(
    `INSERT INTO roles (number, count, json) VALUES (?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET count = excluded.count, json = excluded.json`,
  );
  const hasRoles = prepare('SELECT 1 FROM roles WHERE number = ?');
  const deleteRoles = prepare('DELETE FROM roles WHERE number = ?');
  const insertHolder = prepare('INSERT OR IGNORE INTO holders (holder, number) VALUES (?, ?)');
  const deleteHolders = prepare('DELETE FROM holders WHERE number = ?');

  const findKept = (number: number) => find.get(number) as unknown as Kept | undefined;
  const leaveIndex = ({ id, state, words, marks }: Kept) => {
    if (state === STATE.live) unindex.run(id, words, marks);
  };
  const lastIds = new Map<Kind, number>();
  const lastOf = (kind: Kind) => {
    const { first, after } = idsOf(kind);
    return Number(lastId.get(first, after)?.id ?? first - 1);
  };
  // There is one writer at a time: who holds the lock.
  const nextId = (kind: Kind) => {
    const id = (lastIds.get(kind) ?? lastOf(kind)) + 1;
    lastIds.set(kind, id);
    return id;
  };
  const dropRoles = (number: number) => {
    if (deleteRoles.run(number).changes > 0) deleteHolders.run(number);
  };
  const drop = (kept: Kept) => {
    leaveIndex(kept);
    deleteUnit.run(kept.id);
    deleteDocument.run(kept.id);
  };

  return {
    putUnit({ number, kind, state, parent, words, marks, document: { head, rest } }) {
      let kept = findKept(number);
      // Its id is one of the other kind's.
      if (kept && kept.kind !== kind) {
        drop(kept);
        kept = undefined;
      }
      if (!kept) {
        const id = nextId(kind);
        insertUnit.run(id, number, kind, state, parent, words, marks);
        insertDocument.run(id, kind, state, head, rest);
        // Who searches for a name wants a unit that is there.
        if (state === STATE.live) index.run(id, words, marks);
        return;
      }
      const isIndexedAlike = kept.state === state && kept.words === words && kept.marks === marks;
      if (!isIndexedAlike) leaveIndex(kept);
      updateUnit.run(state, parent, words, marks, kept.id);
      updateDocument.run(state, head, rest, kept.id);
      if (!isIndexedAlike && state === STATE.live) index.run(kept.id, words, marks);
    },
    putRoles({ number, count, holders, json }) {
      // Not for each of a file's: there is no index yet by which they would be found.
      if (hasRoles.get(number)) deleteHolders.run(number);
      upsertRoles.run(number, count, json);
      for (const holder of holders) insertHolder.run(holder, number);
    },
    dropRoles,
    dropUnit(number) {
      dropRoles(number);
      const kept = findKept(number);
      if (kept) drop(kept);
    },
  };
}
