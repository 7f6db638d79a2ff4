import type { IdempotencySettings } from '../../../src/domain/idempotency.ts';
import type { SharedTransition } from '../../../src/server/redis/link.ts';
import { SHARED, type SharedSettings } from '../../../src/server/redis/settings.ts';
import { connectShared, type Shared } from '../../../src/server/redis/shared.ts';
import type { RedisServer } from '../../support/redis.ts';

export const SECRET = 'a secret that everybody knows, of the tests';

export interface TwoSettings {
  readonly idempotency?: IdempotencySettings;
  readonly shared?: Partial<SharedSettings>;
  readonly onTransition?: (transition: SharedTransition) => void;
}

/** What two gateways with one store have of it, and what ends both. */
export function createPairs(redis: () => RedisServer) {
  const open: Shared[] = [];

  const connectOne = async ({
    idempotency = { ttlMs: 60_000, max: 100 },
    shared,
    onTransition = () => {},
  }: TwoSettings = {}): Promise<Shared> => {
    const settings = { ...SHARED, url: redis().url, ca: undefined, secret: SECRET, timeoutMs: 1_000, ...shared };
    const made = await connectShared(settings, { idempotency, maxRemembered: 100, onTransition });
    open.push(made);
    return made;
  };

  return {
    connectOne,
    connectTwo: async (settings?: TwoSettings) => [await connectOne(settings), await connectOne(settings)] as const,
    async end() {
      await Promise.all(open.splice(0).map((one) => one.close()));
      await redis().client.flushall();
    },
  };
}
