import { z } from 'zod';
import { LOST_WRITES, SHARED, type SharedSettings } from '../server/redis/settings.ts';
import { type FromFiles, readTrust } from '../sources/keys.ts';
import { oneOf, text, wholeNumber } from '../sources/values.ts';

// The store that several gateways share.

/** Whether it says one server and nothing else: what stands after a question mark would change how the client asks. */
function isRedis(text: string): boolean {
  try {
    const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
    for (const part of [username, password]) decodeURIComponent(part);
    return /^rediss?:$/.test(protocol) && hostname !== '' && /^(?:\/\d{0,3})?$/.test(pathname) && search + hash === '';
  } catch {
    return false;
  }
}

export const SHARED_VARIABLES = {
  REDIS_URL: z
    .string()
    .refine(isRedis, 'must be redis:// or rediss://, user:password@ where there is one, a host, :port, and /database')
    .optional()
    .meta({
      secret: true,
      description:
        'The Redis or Valkey that gateways share for Idempotency-Keys, limits and proofs: see [Several gateways](docs/several-gateways.md)',
      example: 'rediss://registergraf:password@redis.example:6379/0',
    }),
  REDIS_SECRET: z.string().min(32, 'must be at least 32 characters').optional().meta({
    secret: true,
    description: 'The key of all that is hashed and encrypted there, 32 characters or more, the same at all gateways',
    example: 'replace-this-by-44-other-random-characters',
  }),
  REDIS_CA: text.meta({
    description: 'File with the authorities by which a rediss:// server is trusted; else those that Node trusts',
    example: 'redis-ca.pem',
  }),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w:.-]{1,64}$/, 'must be 1 to 64 letters, digits and : . _ -')
    .default(SHARED.prefix)
    .meta({ description: 'What each key there begins with', example: 'registergraf-test:' }),
  REDIS_TIMEOUT_MS: wholeNumber(1, 2_000).default(SHARED.timeoutMs).meta({
    description: 'Milliseconds for one command; after one that takes longer nobody waits until it answers again',
    example: '250',
  }),
  REDIS_LOST_WRITES: oneOf(LOST_WRITES).default(SHARED.lostWrites).meta({
    description: 'Writes with an Idempotency-Key while it does not answer: `refuse` them, or `proceed` without it',
    example: 'proceed',
  }),
};

/** The store as it is configured, with a line for each mistake that more than one variable makes. */
export function readShared(from: FromFiles, read: Read | undefined): SharedSettings | undefined {
  const { set, problems } = from;
  const { REDIS_URL, REDIS_SECRET, REDIS_CA } = set;
  if (!REDIS_URL) {
    const orphan = Object.keys(SHARED_VARIABLES).find((name) => set[name]);
    if (orphan) problems.push(`REDIS_URL: missing, though ${orphan} is set.`);
    return undefined;
  }
  if (!REDIS_SECRET) problems.push('REDIS_SECRET: missing; REDIS_URL needs it.');
  if (REDIS_CA && !REDIS_URL.startsWith('rediss:')) problems.push('REDIS_CA: set, though REDIS_URL is no rediss://.');
  const ca = readTrust(from, 'REDIS_CA')?.map((one) => one.toString());
  if (read?.REDIS_URL === undefined || read.REDIS_SECRET === undefined) return undefined;
  return {
    url: read.REDIS_URL,
    ca: ca?.join(''),
    prefix: read.REDIS_PREFIX,
    secret: read.REDIS_SECRET,
    timeoutMs: read.REDIS_TIMEOUT_MS,
    lostWrites: read.REDIS_LOST_WRITES,
  };
}

type Read = z.output<z.ZodObject<typeof SHARED_VARIABLES>>;
