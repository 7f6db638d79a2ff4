import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { isLoopback } from '../../domain/authority.ts';
import { codeOf, isElsewhere, optionsOf } from '../../server/redis/client.ts';
import { SCRIPTS, type ScriptName } from '../../server/redis/scripts.ts';
import type { SharedSettings } from '../../server/redis/settings.ts';
import type { Check, State } from './check.ts';

/** Milliseconds that a person at a terminal waits for it. */
const TIMEOUT_MS = 5_000;
/** Milliseconds that what is written here stays: it is of nobody. */
const KEPT_MS = 2_000;
/** The oldest that is supported. */
const OLDEST = [6, 2] as const;

/** What each script is tried with, on keys that nobody else has. */
const TRIED: readonly (readonly [ScriptName, keys: readonly string[], args: readonly (string | number)[]])[] = [
  ['probe', ['probe'], [KEPT_MS]],
  ['claim', ['write'], ['claim', KEPT_MS]],
  ['release', ['write'], ['claim']],
  ['settle', ['write', 'writes'], ['mark outcome', KEPT_MS, 0, 'mark']],
  ['take', ['rate'], [1, 2, KEPT_MS, 'window']],
  ['correct', ['rate'], [1, 'window', KEPT_MS]],
  ['see', ['proof', 'proofs'], [KEPT_MS, 0]],
];

/** Whether the store that gateways share answers, lets the gateway do what it must, and keeps what it is told. */
export async function checkRedis(shared: SharedSettings | undefined): Promise<Check[]> {
  if (!shared) return [];
  const { Redis: Client } = await import('ioredis');
  const options = { ...optionsOf(shared), retryStrategy: () => null, connectTimeout: TIMEOUT_MS };
  const redis = new Client(shared.url, { ...options, commandTimeout: TIMEOUT_MS });
  let last: unknown;
  redis.on('error', (error) => {
    last = error;
  });
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    return [told('failure', `REDIS_URL: cannot be reached (${codeOf(last ?? error)})`)];
  }
  try {
    if (isElsewhere(last)) return [told('failure', `REDIS_URL: its database cannot be chosen (${codeOf(last)})`)];
    return [...(await tryScripts(redis, shared)), ...(await readInfo(redis)), ...checkAddress(shared)];
  } finally {
    redis.disconnect();
  }
}

async function tryScripts(redis: Redis, { prefix }: SharedSettings): Promise<Check[]> {
  const own = `${prefix}doctor:${randomUUID()}:`;
  const began = performance.now();
  for (const [name, keys, args] of TRIED) {
    const { text, sha } = SCRIPTS[name];
    const rest = [keys.length, ...keys.map((key) => own + key), ...args];
    try {
      // As a gateway does it the first time, and then each time.
      await redis.call('eval', [text, ...rest]);
      await redis.call('evalsha', [sha, ...rest]);
    } catch (error) {
      return [told('failure', `REDIS_URL: what a gateway does there is refused (${codeOf(error)}, script ${name})`)];
    }
  }
  const ms = Math.round((performance.now() - began) / TRIED.length);
  return [told('ok', `REDIS_URL: answers, in ${ms} ms`, { ms })];
}

async function readInfo(redis: Redis): Promise<Check[]> {
  let info: ReadonlyMap<string, string>;
  try {
    info = parseInfo(String(await redis.call('info')));
  } catch (error) {
    return [told('warning', `REDIS_URL: whether it keeps what it is told cannot be asked (info: ${codeOf(error)})`)];
  }
  const valkey = info.get('valkey_version');
  const version = valkey ?? info.get('redis_version') ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  const name = `${valkey ? 'Valkey' : 'Redis'} ${version}`;
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  return [
    told(isOld ? 'warning' : 'ok', `${name}${isOld ? `; ${OLDEST.join('.')} or newer is supported` : ''}`, { version }),
    policy === 'noeviction'
      ? told('ok', 'maxmemory-policy noeviction')
      : told('warning', `maxmemory-policy ${policy}: a full store drops which writes were sent; noeviction does not`),
    info.get('aof_enabled') === '1'
      ? told('ok', 'appendonly yes')
      : told('warning', 'appendonly no: a restart of it forgets which writes were sent'),
  ];
}

function checkAddress({ url }: SharedSettings): Check[] {
  if (url.startsWith('rediss:') || isLoopback(url)) return [];
  return [told('warning', 'REDIS_URL: its password goes to another machine in clear; rediss:// has TLS')];
}

/** `name:value` a line, under headings. */
function parseInfo(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value]));
}

function told(state: State, text: string, facts?: Check['facts']): Check {
  return { area: 'shared', state, text, ...(facts && { facts }) };
}
