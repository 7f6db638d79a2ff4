import type { Caller } from '../../domain/caller.ts';
import { createKeyedHash } from '../../domain/keyed-hash.ts';
import type { Quota, Quotas } from '../../domain/quota.ts';
import { type ValueOrPromise, withValue } from '../../domain/value-or-promise.ts';
import { type Allowance, type MakeAllowance, memoryAllowance, type Standing } from './allowance.ts';
import { HOUR_S, MAX_REMEMBERED, MINUTE_S, type RateSettings } from './settings.ts';

/** What the callers of one gateway have asked for, and may still ask for. */
export interface Rates {
  /** Takes the calls that an operation could cost. Undefined where calls have no limit. */
  admit(caller: Caller, calls: number): ValueOrPromise<Admission> | undefined;
  /** Undefined where no field has a quota. */
  quotasOf(caller: Caller): Quotas | undefined;
}

export interface Admission {
  /** What was asked: of the caller, and of the organisation. If one of them has too few left, nothing was taken, and that one stands alone. */
  readonly asked: readonly Asked[];
  /** How each of those stands. */
  readonly standings: readonly Standing[];
  readonly refused: Standing | undefined;
  /** Gives back what was taken for calls that were not made, or takes what they came to beside it. */
  settle(calls: number): ValueOrPromise<void>;
}

/** An allowance, and the key of who takes from it. */
type Asked = readonly [Allowance, string];

/** An allowance of each caller's own, and one that all callers of an organisation share. */
interface Shared {
  readonly caller: Allowance | undefined;
  readonly organisation: Allowance | undefined;
  /** What a caller asks. Whoever sends a verified token again is the same object. */
  readonly known: WeakMap<Caller, readonly Asked[]>;
}

/** Undefined where nothing has a limit. `secret` is the key of the hashes by which callers are remembered. */
export function createRates(
  settings: RateSettings | undefined,
  {
    make = memoryAllowance(settings?.maxRemembered ?? MAX_REMEMBERED),
    secret,
  }: { readonly make?: MakeAllowance; readonly secret?: Uint8Array } = {},
): Rates | undefined {
  if (!settings) return undefined;
  const share = (name: string, windowS: number, ofCaller?: number, ofOrganisation?: number): Shared => ({
    caller: ofCaller === undefined ? undefined : make({ name, limit: ofCaller, windowS }),
    organisation:
      ofOrganisation === undefined ? undefined : make({ name: `${name}-organisation`, limit: ofOrganisation, windowS }),
    known: new WeakMap(),
  });
  const calls = share('calls', MINUTE_S, settings.callsPerMinute, settings.organisationCallsPerMinute);
  const quotas = new Map(
    Object.entries(settings.quotas).map(([name, { perHour, organisationPerHour }]) => [
      name,
      share(name.toLowerCase(), HOUR_S, perHour, organisationPerHour),
    ]),
  );

  const hash = createKeyedHash(secret);

  /** Those that have a limit, with the caller's key. Callers without an organisation have none in common. */
  function askedOf({ caller, organisation, known }: Shared, who: Caller): readonly Asked[] {
    const before = known.get(who);
    if (before) return before;
    const asked: Asked[] = [];
    const { type, kode } = who.organisation;
    if (caller) asked.push([caller, hash('caller', who.id)]);
    if (organisation && kode !== '') asked.push([organisation, hash('organisation', type, kode)]);
    known.set(who, asked);
    return asked;
  }

  function take(shared: Shared, who: Caller, amount: number): ValueOrPromise<Admission> {
    return takeRest(askedOf(shared, who), amount, []);
  }

  const hasCalls = Boolean(calls.caller || calls.organisation);
  const hasQuotas = [...quotas.values()].some(({ caller, organisation }) => caller || organisation);
  if (!hasCalls && !hasQuotas) return undefined;
  return {
    admit: (who, amount) => (hasCalls && amount > 0 ? take(calls, who, amount) : undefined),
    quotasOf: (who) => (hasQuotas ? { take: (quota) => takeOne(quota, who) } : undefined),
  };

  function takeOne({ name }: Quota, who: Caller): ReturnType<Quotas['take']> {
    const shared = quotas.get(name);
    if (!shared) return { ok: true, giveBack() {} };
    return withValue(take(shared, who, 1), ({ refused, settle }) =>
      refused ? { ok: false, retryAfterS: secondsUntil(refused) } : { ok: true, giveBack: () => settle(0) },
    );
  }
}

/** Takes from one after the other, up to the first that has too little. Waits for none that is known at once, as those in memory are. */
function takeRest(asked: readonly Asked[], amount: number, standings: Standing[]): ValueOrPromise<Admission> {
  while (standings.length < asked.length) {
    const [allowance, key] = asked[standings.length] as Asked;
    const standing = allowance.take(key, amount);
    if (standing instanceof Promise) {
      return standing.then((known) => {
        if (!known.ok) return refusal(asked, amount, standings, known);
        return takeRest(asked, amount, [...standings, known]);
      });
    }
    if (!standing.ok) return refusal(asked, amount, standings, standing);
    standings.push(standing);
  }
  const settle = (used: number) => correctAll(asked, standings, ({ limit }) => used - Math.min(amount, limit));
  return { asked, standings, refused: undefined, settle };
}

/** Gives back what the ones before it have given. */
function refusal(
  asked: readonly Asked[],
  amount: number,
  standings: readonly Standing[],
  refused: Standing,
): ValueOrPromise<Admission> {
  const refusing = asked.slice(standings.length, standings.length + 1);
  const givenBack = correctAll(asked, standings, ({ limit }) => -Math.min(amount, limit));
  return withValue(givenBack, () => ({ asked: refusing, standings: [refused], refused, settle() {} }));
}

/** Of each that something has been taken from; all at once, for they are no matter of each other. */
function correctAll(
  asked: readonly Asked[],
  standings: readonly Standing[],
  change: (allowance: Allowance) => number,
): ValueOrPromise<void> {
  const waiting: Promise<void>[] = [];
  for (let index = 0; index < standings.length; index += 1) {
    const [allowance, key] = asked[index] as Asked;
    const by = change(allowance);
    const corrected = by === 0 ? undefined : allowance.correct(key, by, standings[index] as Standing);
    if (corrected instanceof Promise) waiting.push(corrected);
  }
  if (waiting.length > 0) return Promise.all(waiting).then(() => {});
}

/** Whole seconds, at least one: sent any sooner, it would be refused again. */
export function secondsUntil({ endsAt }: Standing): number {
  return Math.max(1, Math.ceil((endsAt - performance.now()) / 1_000));
}
