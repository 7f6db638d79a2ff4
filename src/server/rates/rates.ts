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
  /** How the caller, and the organisation, stand with the calls of a minute. If one of them has too few left, nothing was taken. */
  readonly standings: readonly (readonly [Allowance, Standing])[];
  readonly refused: Standing | undefined;
  /** Gives back what was taken for calls that were not made, or takes what they came to beside it. */
  settle(calls: number): ValueOrPromise<void>;
}

/** An allowance of each caller's own, and one that all callers of an organisation share. */
interface Shared {
  readonly caller: Allowance | undefined;
  readonly organisation: Allowance | undefined;
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
  });
  const calls = share('calls', MINUTE_S, settings.callsPerMinute, settings.organisationCallsPerMinute);
  const quotas = new Map(
    Object.entries(settings.quotas).map(([name, { perHour, organisationPerHour }]) => [
      name,
      share(name.toLowerCase(), HOUR_S, perHour, organisationPerHour),
    ]),
  );

  const hash = createKeyedHash(secret);
  // Whoever sends a verified token again is the same object.
  const known = new WeakMap<Caller, { readonly caller: string; readonly organisation: string | undefined }>();
  const keysOf = (who: Caller) => {
    const kept = known.get(who);
    if (kept) return kept;
    const { type, kode } = who.organisation;
    const organisation = kode === '' ? undefined : hash('organisation', type, kode);
    const keys = { caller: hash('caller', who.id), organisation };
    known.set(who, keys);
    return keys;
  };

  /** Those that have a limit, with the caller's key. Callers without an organisation have none in common. */
  function* allowancesOf({ caller, organisation }: Shared, who: Caller): Generator<readonly [Allowance, string]> {
    const keys = keysOf(who);
    if (caller) yield [caller, keys.caller];
    if (organisation && keys.organisation !== undefined) yield [organisation, keys.organisation];
  }

  function take(shared: Shared, who: Caller, amount: number): ValueOrPromise<Admission> {
    const asked = [...allowancesOf(shared, who)];
    const taken: (readonly [Allowance, string, Standing])[] = [];

    function takeNext(): ValueOrPromise<Admission> {
      const next = asked[taken.length];
      if (!next) {
        return {
          standings: taken.map(([allowance, , standing]) => [allowance, standing]),
          refused: undefined,
          settle: (used) => correctAll(taken, ({ limit }) => used - Math.min(amount, limit)),
        };
      }
      const [allowance, key] = next;
      return withValue(allowance.take(key, amount), (standing) => {
        if (!standing.ok) return refusal(allowance, standing);
        taken.push([allowance, key, standing]);
        return takeNext();
      });
    }

    function refusal(allowance: Allowance, refused: Standing): ValueOrPromise<Admission> {
      const givenBack = correctAll(taken, ({ limit }) => -Math.min(amount, limit));
      return withValue(givenBack, () => ({ standings: [[allowance, refused]], refused, settle() {} }));
    }

    return takeNext();
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

/** Of each that something has been taken from; all at once, for they are no matter of each other. */
function correctAll(
  taken: readonly (readonly [Allowance, string, Standing])[],
  change: (allowance: Allowance) => number,
): ValueOrPromise<void> {
  const waiting = taken.flatMap(([allowance, key, standing]) => {
    const by = change(allowance);
    const corrected = by === 0 ? undefined : allowance.correct(key, by, standing);
    return corrected instanceof Promise ? corrected : [];
  });
  if (waiting.length > 0) return Promise.all(waiting).then(() => {});
}

/** Whole seconds, at least one: sent any sooner, it would be refused again. */
export function secondsUntil({ endsAt }: Standing): number {
  return Math.max(1, Math.ceil((endsAt - performance.now()) / 1_000));
}
