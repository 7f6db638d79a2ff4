import type { Person } from '../domain/operation-field.ts';
import type { Effect } from '../domain/outcome.ts';
import type { Kilde, Opphav } from '../domain/registerfeil.ts';

/** One operation of a register on one person, and what it came to. */
export interface AuditedOperation {
  readonly operation: string;
  readonly kilde: Kilde;
  /** The name of the union's member, or UVENTET_FEIL for a bug. */
  readonly outcome: string;
  /** The register's code, or the gateway's word, of a failure. */
  readonly kode?: string | undefined;
  readonly opphav: Opphav;
  /** Whether it is a write. Every write is recorded; a read that several fields of a request share is recorded once. */
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

/**
 * What the audit record of a write shall say, by the value that the write has answered or thrown. Kept beside the value: what
 * stands in the value is the graph's, and an error is told to the client.
 */
export class AuditNotes {
  readonly #notes = new WeakMap<object, AuditNote>();

  add<Value extends object>(value: Value, note: AuditNote): Value {
    this.#notes.set(value, note);
    return value;
  }

  of(value: unknown): AuditNote | undefined {
    return typeof value === 'object' && value !== null ? this.#notes.get(value) : undefined;
  }
}
