import type { Redis, RedisOptions } from 'ioredis';
import { SCRIPTS, type ScriptName } from './scripts.ts';
import { CONNECT_PAUSES_MS, RECONNECT_MS, type SharedSettings } from './settings.ts';

/** What ioredis is told: nothing is sent twice, and nothing waits for a connection. */
export function optionsOf({ url, ca }: Pick<SharedSettings, 'url' | 'ca'>) {
  return {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times: number) => Math.min(CONNECT_PAUSES_MS.first * 2 ** (times - 1), CONNECT_PAUSES_MS.last),
    // What it would ask beside that is not needed: the fewer commands, the fewer permissions.
    enableReadyCheck: false,
    disableClientInfo: true,
    protocol: 2,
    connectTimeout: RECONNECT_MS,
    ...(url.startsWith('rediss:') && { tls: { ...(ca !== undefined && { ca }) } }),
  } satisfies RedisOptions;
}

/** Nobody is connected to yet. `ask` runs a script, and rejects with `Late` when that takes longer than it may. */
export async function createClient(settings: SharedSettings) {
  // Loaded where a store is configured, and nowhere else.
  const { Redis: Client } = await import('ioredis');
  const redis: Redis = new Client(settings.url, optionsOf(settings));

  /** The script by its hash, which Redis has forgotten when it was restarted. */
  async function evaluate(name: ScriptName, keys: readonly string[], args: readonly (string | number)[]) {
    const { text, sha } = SCRIPTS[name];
    try {
      return await redis.call('evalsha', [sha, keys.length, ...keys, ...args]);
    } catch (error) {
      if (codeOf(error) !== 'NOSCRIPT') throw error;
      return redis.call('eval', [text, keys.length, ...keys, ...args]);
    }
  }

  function ask(name: ScriptName, keys: readonly string[], args: readonly (string | number)[]) {
    return new Promise<unknown>((resolve, reject) => {
      // What has come while this process was busy itself is read before it is called late.
      const timer = setTimeout(() => setImmediate(() => reject(new Late())), settings.timeoutMs);
      evaluate(name, keys, args)
        .finally(() => clearTimeout(timer))
        .then(resolve, reject);
    });
  }

  return { redis, ask };
}

/** Nothing has come in the time that a command may take. */
export class Late extends Error {
  override readonly name = 'Late';
}

/** A word that says what went wrong. No text: Redis' own repeats what it was asked. */
export function codeOf(error: unknown): string {
  if (error instanceof Late) return 'TIMEOUT';
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // What a script may not do is told as an error of the script.
  if (/^ERR The user executing the script can't /.test(error.message)) return 'NOPERM';
  const [word = ''] = /^[A-Z]{2,}\b/.exec(error.message) ?? [];
  return word || 'CLOSED';
}

/** Whether the database could not be chosen: the library goes on in the first one then, where others may keep theirs. */
export function isElsewhere(error: unknown): boolean {
  if (!(error instanceof Error && 'command' in error)) return false;
  return (error.command as { readonly name?: unknown } | undefined)?.name === 'select';
}
