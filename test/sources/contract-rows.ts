import type { CallContext } from '../../src/domain/call.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Kilde } from '../../src/domain/registerfeil.ts';
import type { RegisterName, Sandbox } from '../../src/sandbox/index.ts';
import type { SandboxDoors } from '../../src/sources/define.ts';
import type { Ports, SourcesConfig } from '../../src/sources/index.ts';
import type { SoapVersion } from '../../src/wire/soap/envelope.ts';

// What the suite of `contract.ts` is told of a port and of its operations.

/** What is the same for every operation of a source. */
export interface Source {
  readonly kilde: Kilde;
  /** The register of the sandbox that plays it. */
  readonly register: RegisterName;
  /** Calls under way at once. */
  readonly maxConcurrent: number;
  /** By which doors the sandbox is asked: `soap` where nothing is said. */
  readonly doors?: SandboxDoors;
  /** The configuration that chooses this register and says nothing of where it is. Left out: none. */
  readonly notConfigured?: Partial<SourcesConfig>;
  /** Where the register is asked only for what something else does not answer. */
  readonly behind?: {
    readonly title: string;
    start(sandbox: Sandbox): Promise<Front>;
  };
}

/** What stands before a register, and answers some of what it is asked. */
export interface Front {
  /** Puts it before the register of a configuration. */
  put(config: SourcesConfig): SourcesConfig;
  remove(): void;
}

/** What an operation has none of, and why: its test is left out then. A skip would do, but in CI a skip is a judge that is missing. */
export interface None {
  readonly none: string;
}

/** One read operation of a port, and what the sandbox knows that it can be asked about. */
export interface Operation<Key = unknown> {
  readonly navn: string;
  /** Keys with data, no two the same. */
  readonly keys: readonly Key[];
  /** Keys that the register refuses with a code, and would refuse again. */
  readonly refused: readonly Key[] | None;
  /** Keys that the register fails on in a way that may pass. */
  readonly failing: readonly Key[] | None;
  /** As many different keys as are wanted, known to the register or not. */
  anyKey(index: number): Key;
  ask(ports: Ports, keys: readonly Key[], call: CallContext): Promise<readonly Outcome<unknown>[]>;
  /** How many keys one call takes: 1 when absent. */
  readonly keysPerCall?: number;
  /** The operation whose calls are made just as this one's are, so that what takes long is tried on that one alone. */
  readonly alike?: string;
  /** How many calls it takes, where a key is not answered by one, or many by one. */
  readonly calls?: Calls;
  /** What a copy answers without a call, whatever the register does: asked beside all else. */
  readonly held?: Held<Key> | undefined;
  /** The version that its faults are written in, or why it has none. */
  readonly soap: SoapVersion | None;
  /** Absent where the port joins duplicates. */
  readonly joined?: None;
  /** Sets the sandbox up before each test. */
  prepare?(sandbox: Sandbox): Promise<unknown>;
}

export interface Held<Key> {
  /** Keys with data, no two the same. */
  readonly keys: readonly Key[];
  /** Keys that it answers with a code, as the register would. */
  readonly refused: readonly Key[];
}

/** Counted by hand from what is asked. */
export interface Calls {
  /** About `keys`. */
  readonly keys: number;
  /** About `keys` when each call fails: those that are made before any has been answered. */
  readonly failed: number;
  /** About `refused` and `keys`. */
  readonly refused: number;
  /** Calls that are answered about a key of `failing` before the one that fails: none when absent. */
  readonly beforeFailing?: number;
  /** So many different keys, and the calls about them, that calls wait for others. */
  readonly crowd: { readonly keys: number; readonly calls: number };
}

/** Lets operations with different kinds of keys stand in one list. */
export function operation<Key>(of: Operation<Key>): Operation {
  return of;
}

/** What an operation takes of which nothing is said: each key is in one call. */
export function ordinaryCalls({ keys, refused, keysPerCall = 1 }: Operation, maxConcurrent: number): Calls {
  const callsFor = (asked: readonly unknown[]) => Math.ceil(new Set(asked).size / keysPerCall);
  const crowded = maxConcurrent * 2;
  return {
    keys: callsFor(keys),
    failed: callsFor(keys),
    refused: callsFor(isNone(refused) ? keys : [...refused, ...keys]),
    crowd: { keys: crowded * keysPerCall, calls: crowded },
  };
}

export const isNone = (of: unknown): of is None => typeof of === 'object' && of !== null && 'none' in of;
