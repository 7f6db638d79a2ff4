import type { Effect } from '../domain/outcome.ts';
import type { Kilde, Opphav } from '../domain/registerfeil.ts';
import type { Person } from './persons.ts';

/** One operation of a register on one person, and what it came to. */
export interface AuditedOperation {
  readonly operation: string;
  readonly kilde: Kilde;
  /** The name of the union's member, or UVENTET_FEIL for a bug. */
  readonly outcome: string;
  /** The register's code, or the gateway's word, of a failure. */
  readonly kode?: string | undefined;
  readonly opphav: Opphav;
  /** A write is an act each time; a read that others of the request have joined is one. */
  readonly writes: boolean;
  /** Of a write: whether the register may have done it. */
  readonly effect?: Effect | undefined;
  readonly person: Person;
}

export interface Audit {
  /**
   * Resolves when the record is kept: no answer is shown before. Rejects when the record of a read cannot be kept, or not in
   * time, and the answer is then not shown. A write has happened: its record never rejects, and what is lost is logged.
   */
  record(operation: AuditedOperation): Promise<void>;
}

/** This write was asked for and not sent: its key has been used, for this write (whose outcome is told again) or for another. */
export const NOTHING_SENT = 'nothing sent';

type AuditNote = Effect | typeof NOTHING_SENT;

// Beside the value, for what stands in the value is the graph's, and an error is told to the client. By the very object that
// one field of one request has answered or thrown, and gone with it.
const notes = new WeakMap<object, AuditNote>();

/** Says of what a write has answered or thrown what its audit record shall say. */
export function noteForAudit<Value extends object>(value: Value, note: AuditNote): Value {
  notes.set(value, note);
  return value;
}

export function auditNoteOf(value: unknown): AuditNote | undefined {
  return typeof value === 'object' && value !== null ? notes.get(value) : undefined;
}
