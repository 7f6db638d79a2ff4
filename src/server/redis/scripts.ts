import { createHash } from 'node:crypto';

/** Each runs in Redis as one step, that nothing comes between. */
const TEXTS = {
  /** Whether the store takes something: KEYS probe; ARGV for how many milliseconds. */
  probe: `return redis.call('SET', KEYS[1], '', 'PX', ARGV[1])`,

  /**
   * KEYS record; ARGV the claim, for how many milliseconds. Answers 1 where nobody else has claimed or settled it, else what there is, and
   * for how many milliseconds more.
   */
  claim: `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}`,

  /** KEYS record; ARGV the claim. Takes the claim back, and nothing that stands there instead of it. */
  release: `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`,

  /**
   * KEYS record, the caller's list; ARGV the outcome, for how many milliseconds, how many of one caller. Of more, the caller's oldest give way;
   * the list holds each record's name and value's first part, so that none is deleted that has taken an old one's place.
   */
  settle: `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('RPUSH', KEYS[2], ARGV[4] .. ' ' .. KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
if redis.call('LLEN', KEYS[2]) > tonumber(ARGV[3]) then
  local mark, record = string.match(redis.call('LPOP', KEYS[2]), '^(%S+) (.*)$')
  local value = redis.call('GET', record)
  if value and string.find(value, mark, 1, true) then redis.call('DEL', record) end
end
return 1`,

  /**
   * KEYS what one has taken; ARGV how much, of how much, the window's milliseconds, the name of the window that this one begins. Answers
   * whether it was taken, what is used, the milliseconds that are left, and the window's name.
   */
  take: `
local known = redis.call('HMGET', KEYS[1], 'used', 'window')
local used, wanted = tonumber(known[1] or 0), tonumber(ARGV[1])
if used + wanted > tonumber(ARGV[2]) then return {0, used, redis.call('PTTL', KEYS[1]), known[2]} end
if known[2] then
  return {1, redis.call('HINCRBY', KEYS[1], 'used', wanted), redis.call('PTTL', KEYS[1]), known[2]}
end
redis.call('HSET', KEYS[1], 'used', wanted, 'window', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1, wanted, tonumber(ARGV[3]), ARGV[4]}`,

  /**
   * KEYS what one has taken; ARGV how much is added, or given back where it is negative, the window in which it was taken, the window's
   * milliseconds. What is given back of a window that has ended is nothing; what is added then begins the next.
   */
  correct: `
local window = redis.call('HGET', KEYS[1], 'window')
if window == ARGV[2] or (window and tonumber(ARGV[1]) > 0) then
  redis.call('HINCRBY', KEYS[1], 'used', ARGV[1])
elseif tonumber(ARGV[1]) > 0 then
  redis.call('HSET', KEYS[1], 'used', ARGV[1], 'window', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1`,

  /** KEYS proof, the count of its key's proofs; ARGV milliseconds, how many of one key are kept. Answers 0 for one that has been used. */
  see: `
if not redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[1]) then return 0 end
local count = redis.call('INCR', KEYS[2])
if count == 1 then redis.call('PEXPIRE', KEYS[2], ARGV[1]) end
if count > tonumber(ARGV[2]) then redis.call('DEL', KEYS[1]) end
return 1`,
} as const;

export type ScriptName = keyof typeof TEXTS;

/** By their names, with the hashes that Redis knows them by. */
export const SCRIPTS = Object.fromEntries(
  Object.entries(TEXTS).map(([name, text]) => [name, { text, sha: createHash('sha1').update(text).digest('hex') }]),
) as Readonly<Record<ScriptName, { readonly text: string; readonly sha: string }>>;

/** All that the gateway asks of Redis: what a user of its own must be allowed. `select` only for a database that is not the first. */
export const COMMANDS = [
  ...['evalsha', 'eval', 'select'],
  ...['set', 'get', 'del', 'pttl', 'pexpire', 'incr'],
  ...['rpush', 'llen', 'lpop'],
  ...['hmget', 'hget', 'hset', 'hincrby'],
] as const;
