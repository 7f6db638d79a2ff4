import { randomBytes } from 'node:crypto';
import type { AllowanceSettings, MakeAllowance, OwnAllowance, Standing } from '../rates/allowance.ts';
import type { Link } from './link.ts';
import { LOST } from './link.ts';

/** What the script `take` answers. */
type Taken = readonly [ok: 0 | 1, used: number, leftMs: number, window: string];

/** One that the store has counted, in a window of this name. */
interface SharedStanding extends Standing {
  readonly window: string;
}

/**
 * Counted in the store that gateways share. While that is lost, each counts for itself by `makeOwn`, from nothing: nobody waits, and
 * nobody is refused who has asked for little.
 */
export const sharedAllowance = (
  link: Link,
  prefix: string,
  makeOwn: (settings: AllowanceSettings) => OwnAllowance,
): MakeAllowance => {
  const process = randomBytes(6).toString('base64url');
  let begun = 0;

  return (settings) => {
    const { name, limit, windowS } = settings;
    const own = makeOwn(settings);
    const keyOf = (key: string) => `${prefix}rate:${name}:${key}`;
    const windowMs = Math.ceil(windowS * 1_000);

    async function takeShared(key: string, amount: number): Promise<Standing> {
      const wanted = Math.min(amount, limit);
      begun += 1;
      const taken = await link.run('take', [keyOf(key)], [wanted, limit, windowMs, `${process}.${begun}`]);
      if (taken === LOST) return own.take(key, amount);
      const [ok, used, leftMs, window] = taken as Taken;
      const standing: SharedStanding = {
        ok: ok === 1,
        left: Math.max(0, limit - used),
        endsAt: performance.now() + leftMs,
        window,
      };
      return standing;
    }

    return {
      name,
      limit,
      windowS,
      take: (key, amount) => (link.isLost() ? own.take(key, amount) : takeShared(key, amount)),
      correct(key, change, taken) {
        if (!('window' in taken)) return own.correct(key, change, taken);
        const { window } = taken as SharedStanding;
        // What is lost here was taken in a window that ends by itself.
        return link.run('correct', [keyOf(key)], [change, window, windowMs]).then(() => {});
      },
    };
  };
};
