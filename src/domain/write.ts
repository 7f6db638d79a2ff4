import { createHmac } from 'node:crypto';
import type { CallContext } from './call.ts';
import type { Idempotenslager, WriteOutcome } from './idempotens.ts';
import type { Outcome } from './outcome.ts';

/** One write: the field of the graph it stands behind, the check before it, the call, and what is to be done after it. */
export interface Write<Input> {
  readonly felt: string;
  /** What to send, or the documented error that the input earns without a call. */
  parse(): Outcome<Input>;
  send(input: Input, call: CallContext): Promise<Outcome<null>>;
  /** Runs when something may have been written, whatever the outcome says. */
  after(): void;
}

export type RunWrite = <Input>(write: Write<Input>) => Promise<WriteOutcome>;

export interface WriteSettings {
  readonly lager: Idempotenslager;
  /** The key of the hashes under which outcomes are kept. */
  readonly hemmelighed: Uint8Array;
  /** Every write that is under way, so that a gateway that closes can wait for them. */
  readonly underWay: Set<Promise<unknown>>;
}

/**
 * The writes of one request. `call.signal` ends with the request; once a write is on its way only `deadline` ends it:
 * a client that hangs up takes nothing back.
 */
export function createWriteRunner(
  { lager, hemmelighed, underWay }: WriteSettings,
  call: CallContext,
  deadline: AbortSignal,
): RunWrite {
  const turns = new Map<string, number>();

  return async ({ felt, parse, send, after }) => {
    // The first, second … of its kind in the operation: a client that renames an alias still means the same write.
    const turn = (turns.get(felt) ?? 0) + 1;
    turns.set(felt, turn);
    const input = parse();
    if (!input.ok) return input;
    // Nothing is sent for a client that has hung up before: the signal that has ended answers so.
    const begin = () => send(input.data, call.signal.aborted ? call : { ...call, signal: deadline });
    const { idempotensnoegle, kalder } = call;
    const running =
      idempotensnoegle === undefined
        ? begin()
        : lager.once(
            { noegle: hash([kalder.id, idempotensnoegle, felt, turn]), aftryk: hash([kalder.id, felt, input.data]) },
            begin,
          );
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
      after();
    }
  };

  function hash(parts: readonly unknown[]): string {
    return createHmac('sha256', hemmelighed).update(JSON.stringify(parts)).digest('base64url');
  }
}
