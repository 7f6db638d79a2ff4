import { findNationalNumber } from '../../domain/reason.ts';
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { type Caller, NO_ORGANISATION, type Organisation } from '../../domain/caller.ts';
import { LRUCache } from 'lru-cache';
import type { Audit, AuditedOperation } from '../../graph-kit/audit.ts';
import type { Person } from '../../domain/operation-field.ts';
import { recordable, type SaidReason } from './reason.ts';
import type { Reason } from '../../domain/reason.ts';
import type { LineWriter } from './line-writer.ts';

/** Writes one line, ended by a newline. Rejects when it cannot be written, and when it has not been written in time. */
export type WriteRecord = (line: string, how: Parameters<LineWriter['append']>[1]) => void | Promise<void>;

export interface AuditTrail {
  /** The records of one request, which ends at that time of performance.now. */
  forRequest(requestId: string, caller: Caller, endsAt: number, reason?: Reason): Audit;
  /** What stands for an organisation in the log; undefined for none. */
  hashOrganisation(organisation: Organisation): string | undefined;
}

/** Milliseconds that writing a record may take when the request's time is up: operations that the deadline ended are recorded too. */
const RECORD_MS = 400;

/**
 * Who asked which register about whom, and what came of it. The person is a keyed hash (HMAC): with the key one
 * citizen's records can be found; without it nobody learns from a record whom it is about.
 */
export function createAuditTrail({
  key = randomBytes(32).toString('hex'),
  write,
  onLost,
  now = () => new Date(),
}: {
  readonly key?: string | undefined;
  readonly write: WriteRecord;
  /** Told of the record of a write that could not be kept, or has not been kept in time. */
  readonly onLost: (error: unknown, requestId: string) => void;
  readonly now?: () => Date;
}): AuditTrail {
  const hash = createPersonHash(key);
  return {
    hashOrganisation: createOrganisationHash(key),
    forRequest(requestId, { user, organisation, userOrganisation }, endsAt, reason = {}) {
      // Made with the first record: most requests ask about nobody.
      let recorded: Map<string, Promise<void>> | undefined;
      // One error for all fields of a request: a thousand errors would be a thousand stacks and a thousand log lines.
      let unkept: Error | undefined;
      const describeCaller = () => ({
        user: hideNationalNumber(user.identifikator, hash),
        userType: user.type,
        organisation: nameOrganisation(organisation),
        userOrganisation: nameOrganisation(userOrganisation),
        ...reason,
      });
      let caller: ReturnType<typeof describeCaller> | undefined;

      async function keep({
        operation,
        kilde,
        outcome,
        kode,
        opphav,
        writes,
        effect,
        person,
      }: AuditedOperation): Promise<void> {
        caller ??= describeCaller();
        const what = { operation, kilde, outcome, kode, opphav, effect, personKind: person.kind, person: hash(person) };
        const line = `${JSON.stringify({ audit: 1, time: now().toISOString(), requestId, ...caller, ...what })}\n`;
        const until = Math.max(endsAt, performance.now() + RECORD_MS);
        try {
          await write(line, { until, keep: writes });
        } catch (error) {
          // A read is not answered without its record. A write has already happened, and is answered all the same.
          if (writes) return onLost(error, requestId);
          unkept ??= new Error('the audit record could not be kept', { cause: error });
          throw unkept;
        }
      }

      return {
        record(audited) {
          const { operation, outcome, kode, opphav, writes, person } = audited;
          if (writes) return keep(audited);
          // Looked up before the hash is made: a list under aliases can hold the same person a hundred thousand times.
          const key = `${operation} ${outcome} ${kode} ${opphav} ${person.kind}:${person.identifikator}`;
          recorded ??= new Map();
          const kept = recorded.get(key) ?? keep(audited);
          recorded.set(key, kept);
          return kept;
        },
      };
    },
  };
}

/** Step audit: what records the operations of one request on persons. No answer of theirs is shown before its record is kept. */
export function recordOperations(
  {
    requestId,
    caller,
    began,
    reason,
  }: {
    readonly requestId: string;
    readonly caller?: Caller | undefined;
    readonly began: number;
    readonly reason?: SaidReason | undefined;
  },
  { options }: { readonly options: { readonly audit: AuditTrail; readonly deadlineMs: number } },
): Audit {
  if (!caller) throw new Error('nobody is known to have asked');
  return options.audit.forRequest(requestId, caller, began + options.deadlineMs, reason && recordable(reason));
}

/** Organisations whose hash is remembered: making it anew for each request costs more than the rest of its line. */
const MAX_ORGANISATIONS = 1_000;

/**
 * HMAC-SHA-256 over `organisation:<type>/<kode>`, in hexadecimal, under the key of the audit records: who has that key, and nobody else,
 * finds the log lines of an organisation that stands in a record, on every gateway that shares the key.
 */
export function createOrganisationHash(secret: string): AuditTrail['hashOrganisation'] {
  const key = createSecretKey(Buffer.from(secret, 'utf8'));
  const known = new LRUCache<string, string>({ max: MAX_ORGANISATIONS });
  return (organisation) => {
    const name = nameOrganisation(organisation);
    if (name === NOBODY) return undefined;
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    const hash = createHmac('sha256', key).update(`organisation:${name}`).digest('hex');
    known.set(name, hash);
    return hash;
  };
}

/** HMAC-SHA-256 over the kind and the identifier (`cpr:…`), in hexadecimal: what a record holds in a person's place. */
export function createPersonHash(secret: string): (person: Person) => string {
  const key = createSecretKey(Buffer.from(secret, 'utf8'));
  return ({ kind, identifikator }) => createHmac('sha256', key).update(`${kind}:${identifikator}`).digest('hex');
}

const NOBODY = nameOrganisation(NO_ORGANISATION);

export function nameOrganisation({ type, kode }: Organisation): string {
  return `${type}/${kode}`;
}

/** Ten or eleven digits, as people write them, in whatever an issuer has put around them. No part of a UUID is like that. */
const NATIONAL_NUMBER = /(?<![\p{L}\p{N}])(\d{6})[\s-]?(\d{4,5})(?![\p{L}\p{N}])/u;

/** Whether a user is known by the national number. */
export function holdsNationalNumber(identifikator: string): boolean {
  return digitsOf(identifikator) !== undefined;
}

/** As it mostly stands there, or else grouped in any way, where it is a number that somebody can have. */
function digitsOf(identifikator: string): string | undefined {
  const [, date, rest] = NATIONAL_NUMBER.exec(identifikator) ?? [];
  return date === undefined ? findNationalNumber(identifikator) : `${date}${rest}`;
}

/** Some issuers know a user by the national number, and a record holds none in clear: the hash of its digits stands in its place. */
function hideNationalNumber(identifikator: string, hash: (person: Person) => string): string {
  const digits = digitsOf(identifikator);
  return digits === undefined ? identifikator : hash({ kind: 'personidentifikator', identifikator: digits });
}
