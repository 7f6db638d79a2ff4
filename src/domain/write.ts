import type { CallContext } from './call.ts';
import {
  type IdempotencyStore,
  NEVER_KNOWN,
  STORE_LOST,
  type StoreResult,
  UNDER_WAY,
  type WriteResult,
} from './idempotency.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { notDone, type Outcome, unknownEffect, type WriteOutcome } from './outcome.ts';
import type { Quota } from './quota.ts';
import { type Kilde, kildeUtilgjengelig } from './registerfeil.ts';

/** One write: the field of the graph it stands behind, the check before it, the call, and what is to be done after it. */
export interface Write<Input> {
  readonly felt: string;
  /** What to send, or the documented error that the input earns without a call. */
  parse(): Outcome<Input>;
  send(input: Input, call: CallContext): Promise<WriteOutcome>;
  /** Runs when something may have been written, whatever the outcome says. */
  after(): void;
}

export type RunWrite = <Input>(write: Write<Input>) => Promise<WriteResult>;

export interface WriteSettings {
  readonly store: IdempotencyStore;
  /** Makes the keys under which outcomes are kept. */
  readonly hash: KeyedHash;
  /** Every write that is under way, so that a gateway that closes can wait for them. */
  readonly underWay: Set<Promise<unknown>>;
  /** Fires when a gateway that closes can wait no longer: what is under way then ends, and says what it knows. */
  readonly closing: AbortSignal;
}

/** Whose writes they are, and what each counts for. */
export interface WritingSource {
  readonly kilde: Kilde;
  quotaOf(felt: string): Quota | undefined;
}

/**
 * The writes of one request to one source. `call.signal` ends with the request; once a write is on its way only `deadline` ends it, or the end
 * of the gateway: a client that hangs up takes nothing back.
 */
export function createWriteRunner(
  { store, hash, underWay, closing }: WriteSettings,
  call: CallContext,
  deadline: AbortSignal,
  source: WritingSource,
): RunWrite {
  const turns = new Map<string, number>();

  return async ({ felt, parse, send, after }) => {
    // The first, second … of its kind in the operation: a client that renames an alias still means the same write.
    const turn = (turns.get(felt) ?? 0) + 1;
    turns.set(felt, turn);
    const input = parse();
    if (!input.ok) return { replayed: false, outcome: notDone(input.feil) };
    // Nothing is sent for a client that has hung up before: the signal that has ended answers so.
    const begin = () =>
      withinQuota(felt, (counted) =>
        send(input.data, call.signal.aborted ? counted : { ...counted, signal: AbortSignal.any([deadline, closing]) }),
      );
    const { idempotencyKey, caller } = call;
    const running =
      idempotencyKey === undefined
        ? begin().then((outcome) => ({ replayed: false, outcome }))
        : store
            .once(
              {
                key: hash(caller.id, idempotencyKey, felt, turn),
                fingerprint: hash(caller.id, felt, input.data),
                caller: hash(caller.id),
              },
              begin,
              { signal: call.signal, deadlineAt: call.deadlineAt ?? performance.now() + LONGEST_WRITE_MS },
            )
            .then((result) => told(result, source.kilde));
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
      after();
    }
  };

  /** Here, behind the Idempotency-Key: what was done before is told again, however much of the quota is left. */
  async function withinQuota(felt: string, begin: (call: CallContext) => Promise<WriteOutcome>): Promise<WriteOutcome> {
    const quota = call.quotas && source.quotaOf(felt);
    const taken = quota && (await call.quotas?.take(quota));
    if (!taken) return begin(call);
    if (!taken.ok) return notDone(kildeUtilgjengelig(source.kilde, 'KVOTE_BRUKT', { proevIgjenOm: taken.retryAfterS }));
    let isSent = false;
    const count = (kilde: Kilde) => {
      isSent = true;
      call.count(kilde);
    };
    try {
      return await begin({ ...call, count });
    } finally {
      if (!isSent) await taken.giveBack();
    }
  }
}

/** Seconds after which a store that was lost may be back, or a write under way at another gateway have ended. */
const TRY_AGAIN_S = 1;

/** Milliseconds after which a write has ended where its request has no deadline that is known. */
const LONGEST_WRITE_MS = 30_000;

/** What a store that gateways share could not say, in the codes of the graph. A lost answer between gateways is what one of a register's is. */
function told(result: StoreResult, kilde: Kilde): WriteResult {
  const again = { proevIgjenOm: TRY_AGAIN_S };
  switch (result) {
    case STORE_LOST:
      return { replayed: false, outcome: notDone(kildeUtilgjengelig(kilde, 'NOEKKELLAGER_NEDE', again)) };
    case UNDER_WAY:
      return { replayed: true, outcome: notDone(kildeUtilgjengelig(kilde, 'SKRIVING_PAAGAAR', again)) };
    case NEVER_KNOWN: {
      const how = { opphav: 'GATEWAY' } as const;
      return { replayed: true, outcome: unknownEffect(kildeUtilgjengelig(kilde, 'UTFALL_UKJENT', how)) };
    }
    default:
      return result;
  }
}
