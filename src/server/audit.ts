import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import type { Kalder, Organisation } from '../domain/kalder.ts';
import type { Audit } from '../graph/audit.ts';
import type { Person } from '../graph/persons.ts';

/** Takes one line, ended by a newline. Throws when it cannot be kept. */
export type WriteRecord = (line: string) => void;

export interface AuditTrail {
  /** The records of one request. */
  forRequest(requestId: string, kalder: Kalder): Audit;
}

/**
 * Who asked which register about whom, and what came of it. The person is a keyed hash: who holds the key finds one
 * citizen's records, and nobody else learns from them whom they are about.
 */
export function createAuditTrail({
  noegle = randomBytes(32).toString('hex'),
  write,
  onLost,
  now = () => new Date(),
}: {
  readonly noegle?: string | undefined;
  readonly write: WriteRecord;
  /** Told of the record of a write that could not be kept. */
  readonly onLost: (error: unknown) => void;
  readonly now?: () => Date;
}): AuditTrail {
  const hash = createPersonHash(noegle);
  return {
    forRequest(requestId, { bruger, organisation, brugerorganisation }) {
      const recorded = new Set<string>();
      const kalder = {
        bruger: isBarePersonnummer(bruger.identifikator)
          ? hash({ art: 'personidentifikator', identifikator: bruger.identifikator })
          : bruger.identifikator,
        brugertype: bruger.type,
        organisation: nameOrganisation(organisation),
        brugerorganisation: nameOrganisation(brugerorganisation),
      };
      return {
        record({ operasjon, kilde, utfall, kode, opphav, skriver, effect, person }) {
          // Looked up before anything is hashed: a list under aliases can hold the same person a hundred thousand times.
          const key = `${operasjon} ${utfall} ${kode} ${opphav} ${person.art}:${person.identifikator}`;
          if (!skriver && recorded.has(key)) return;
          const what = { operasjon, kilde, utfall, kode, opphav, effect, personart: person.art, person: hash(person) };
          try {
            write(`${JSON.stringify({ audit: 1, tid: now().toISOString(), requestId, ...kalder, ...what })}\n`);
            recorded.add(key);
          } catch (error) {
            // What is read is not shown without a record. What is written has happened: hiding that helps nobody.
            if (!skriver) throw new Error('the audit record could not be kept', { cause: error });
            onLost(error);
          }
        },
      };
    },
  };
}

/** HMAC-SHA-256 over the kind and the identifier (`cpr:…`), in hexadecimal: what a record holds in a person's place. */
export function createPersonHash(noegle: string): (person: Person) => string {
  const key = createSecretKey(Buffer.from(noegle, 'utf8'));
  return ({ art, identifikator }) => createHmac('sha256', key).update(`${art}:${identifikator}`).digest('hex');
}

/** Appends to the file, or to standard error, which the log does not use; each record is written before its field is answered. */
export function openAuditStream(file: string | undefined): WriteRecord {
  const descriptor = file === undefined ? process.stderr.fd : openSync(file, 'a', 0o600);
  return (line) => {
    const bytes = Buffer.from(line, 'utf8');
    let written = 0;
    while (written < bytes.length) written += writeSome(descriptor, bytes.subarray(written));
  };
}

const PIPE_WAIT_MS = 5;

/** A pipe that nobody has emptied yet answers EAGAIN. */
function writeSome(descriptor: number, bytes: Buffer): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_WAIT_MS);
    return 0;
  }
}

function nameOrganisation({ type, kode }: Organisation): string {
  return `${type}/${kode}`;
}

/** Some issuers know a user by nothing but the national number, and a record holds none in clear. */
function isBarePersonnummer(identifikator: string): boolean {
  return /^\d{6}[- ]?\d{4,5}$/.test(identifikator);
}
