/** How one address is asked. Every number is an operator's to change; docs/operations.md says what they do. */
export interface CallPolicy {
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** Calls under way at once; the rest wait in line. */
  readonly maxConcurrent: number;
  /** Calls beside those that have lasted much longer than others do, and are waited for without a place. */
  readonly maxSlow: number;
  /** Calls that wait in line. One more is refused. */
  readonly maxWaiting: number;
  /** Milliseconds that a call waits in line before it is refused. */
  readonly maxWaitMs: number;
  /** Milliseconds before each further try of a read; as many tries more as there are pauses. */
  readonly pausesMs: readonly number[];
  /** Further tries of reads, out of a hundred calls; a hundred are no limit. */
  readonly retryBudgetPercent: number;
  /** How many of the last calls a breaker looks at; 0: it never opens. */
  readonly breakerCalls: number;
  /** Out of a hundred of those, so many failures open it. Calls that have not been made yet count as answered. */
  readonly breakerFailuresPercent: number;
  /** Milliseconds that it stays open before one call may probe. */
  readonly breakerPauseMs: number;
  /** By which proxy the address is asked. */
  readonly proxy: ProxySettings;
}

/** Addresses of proxies. They may hold passwords: never for a log. */
export interface ProxySettings {
  /** For whatever address. */
  readonly always?: string | undefined;
  /** For those with http, and for those with https, but not for this machine's own. */
  readonly http?: string | undefined;
  readonly https?: string | undefined;
  /** The hosts that are asked without these two, as NO_PROXY has them. */
  readonly except?: string | undefined;
}

/** What is said of a policy; what is undefined is not. */
export type PolicyChanges = { readonly [Name in keyof CallPolicy]?: CallPolicy[Name] | undefined };

/** Milliseconds before each further try, as many as are wanted. The register is left alone longer each time. */
export const PAUSES_MS: readonly number[] = [500, 2_000, 4_000, 8_000, 8_000];

export const DEFAULT_RETRIES = 2;

export function pausesOf(retries: number): readonly number[] {
  return PAUSES_MS.slice(0, retries);
}

/** What holds where neither the operator nor the register's adapter says otherwise. */
export const CALL_POLICY: CallPolicy = {
  timeoutMs: 15_000,
  maxConcurrent: 8,
  maxSlow: 8,
  maxWaiting: 1_000,
  maxWaitMs: 10_000,
  pausesMs: pausesOf(DEFAULT_RETRIES),
  retryBudgetPercent: 10,
  breakerCalls: 20,
  breakerFailuresPercent: 50,
  breakerPauseMs: 5_000,
  proxy: {},
};

/** The first policy with what the others say of its numbers instead, the last one last. What is undefined says nothing. */
export function mergePolicies(first: CallPolicy, ...others: readonly (PolicyChanges | undefined)[]): CallPolicy {
  const said = others.flatMap((other) =>
    Object.entries(other ?? {}).filter(([name, value]) => name in CALL_POLICY && value !== undefined),
  );
  return { ...first, ...Object.fromEntries(said) };
}
