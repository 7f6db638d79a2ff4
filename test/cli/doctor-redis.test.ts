import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../../src/cli/doctor/check.ts';
import { checkRedis } from '../../src/cli/doctor/redis.ts';
import { readConfig } from '../../src/config.ts';
import { COMMANDS } from '../../src/server/redis/scripts.ts';
import { createFiles, starCertificates } from '../support/certificates.ts';
import { ROOT, runCli } from '../support/cli.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { freePorts } from '../support/ports.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

const SECRET = 'a secret that everybody knows, of the tests';
const PASSWORD = 'a-password-that-nobody-may-see';
const skipped = reasonToSkip(JUDGES.redis);

/** The words of the line that the page gives for a user of the gateway's own, from its rules on. */
const [, userLine = ''] =
  /^user registergraf on >password (.+)$/m.exec(readFileSync(join(ROOT, 'docs/several-gateways.md'), 'utf8')) ?? [];
const USER = userLine.split(' ');

describe.skipIf(skipped)(`doctor looks at the shared Redis${skipped ? ` (${skipped})` : ''}`, () => {
  const files = createFiles();
  let redis: RedisServer;
  let tlsPort: number;
  beforeAll(async () => {
    const { server } = starCertificates();
    tlsPort = await freePorts();
    const tls = ['--tls-port', `${tlsPort}`, '--tls-auth-clients', 'no'];
    const [cert, key] = [files.write('redis.pem', server.cert), files.write('redis-key.pem', server.key)];
    redis = await startRedis([...tls, '--tls-cert-file', cert, '--tls-key-file', key]);
  });
  afterAll(async () => {
    await redis?.stop();
    files[Symbol.dispose]();
  });
  afterEach(async () => {
    await redis.client.config('SET', 'maxmemory-policy', 'noeviction');
    await redis.client.config('SET', 'appendonly', 'yes');
  });

  async function look(url: string, more: Record<string, string> = {}): Promise<string[]> {
    const { shared } = readConfig({ REDIS_URL: url, REDIS_SECRET: SECRET, ...more });
    const checks: Check[] = await checkRedis(shared);
    expect(JSON.stringify(checks)).not.toMatch(`${PASSWORD}|${SECRET}`);
    return checks.map(({ state, text }) => `${state}: ${text}`);
  }

  /** The address of a user with these rights. */
  async function login(rules: readonly string[]): Promise<string> {
    await redis.client.call('ACL', ['SETUSER', 'registergraf', 'reset', 'on', `>${PASSWORD}`, ...rules]);
    return redis.url.replace('//', `//registergraf:${PASSWORD}@`);
  }

  test('and finds nothing wrong with one that is set up as the page says', async () => {
    expect(await look(`${redis.url}/3`)).toEqual([
      expect.stringMatching(/^ok: REDIS_URL: answers, in \d+ ms$/),
      expect.stringMatching(/^ok: (?:Redis|Valkey) \d+\.\d+\.\d+$/),
      'ok: maxmemory-policy noeviction',
      'ok: appendonly yes',
    ]);
  });

  test('and warns of one that forgets', async () => {
    await redis.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await redis.client.config('SET', 'appendonly', 'no');
    expect((await look(redis.url)).slice(2)).toEqual([
      'warning: maxmemory-policy allkeys-lru: a full store drops which writes were sent; noeviction does not',
      'warning: appendonly no: a restart of it forgets which writes were sent',
    ]);
  });

  test.each([
    ['that nobody listens at', async () => 'redis://127.0.0.1:1', /^failure: .*cannot be reached \(ECONNREFUSED\)$/],
    [
      'that does not know the password',
      async () => (await login(USER)).replace(PASSWORD, 'another'),
      /^failure: .*\(WRONGPASS\)$/,
    ],
    ['that has no such database', async () => `${redis.url}/99`, /^failure: .*database cannot be chosen \(ERR\)$/],
  ])('and fails for one %s', async (_, address, said) => {
    expect(await look(await address())).toEqual([expect.stringMatching(said)]);
  });

  test('and trusts it by the authorities of REDIS_CA only', async () => {
    const url = `rediss://127.0.0.1:${tlsPort}`;
    const REDIS_CA = files.write('ca.pem', starCertificates().ca);
    expect((await look(url, { REDIS_CA }))[0]).toMatch(/^ok: /);
    expect(await look(url)).toEqual([expect.stringMatching(/^failure: .*cannot be reached \([A-Z_]+\)$/)]);
  });

  test('by the command line, too', async () => {
    const env = { REDIS_URL: 'redis://127.0.0.1:1', REDIS_SECRET: SECRET };
    const { code, stdout } = await runCli(['doctor'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/failure\s+shared\s+REDIS_URL: cannot be reached/);
  });

  describe('as a user of its own', () => {
    test('who is allowed what the page says, and the page says what is used', async () => {
      const allowed = USER.flatMap((word) => (word.startsWith('+') ? word.slice(1) : []));
      expect(allowed).toEqual([...COMMANDS]);
      expect(await look(`${await login(USER)}/1`)).toEqual([
        expect.stringMatching(/^ok: /),
        'warning: REDIS_URL: whether it keeps what it is told cannot be asked (info: NOPERM)',
      ]);
      expect(await look(await login([...USER, '+info']))).toHaveLength(4);
    });

    test.each(COMMANDS)('who needs %s', async (command) => {
      const [first] = await look(`${await login([...USER, `-${command}`])}/1`);
      expect(first).toMatch(/^failure: .*NOPERM/);
    });

    test('who reaches no key of others', async () => {
      const url = await login(USER);
      expect((await look(url, { REDIS_PREFIX: 'other:' }))[0]).toMatch(/^failure: .*NOPERM/);
    });
  });
});
