import type { Kilde, Opphav } from '../domain/registerfeil.ts';
import type { Person } from './persons.ts';

/** One operation of a register on one person, and what it came to. */
export interface AuditedOperation {
  readonly operasjon: string;
  readonly kilde: Kilde;
  /** The name of the union's member, or UVENTET_FEIL for a bug. */
  readonly utfall: string;
  /** The register's code, or the gateway's word, of a failure. */
  readonly kode?: string | undefined;
  readonly opphav: Opphav;
  /** A write is an act each time; a read that others of the request have joined is one. */
  readonly skriver: boolean;
  readonly person: Person;
}

export interface Audit {
  record(operation: AuditedOperation): void;
}
