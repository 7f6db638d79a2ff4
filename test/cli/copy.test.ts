import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameOf } from '../sources/enhet/copy/made-up.ts';
import { startWorld, SUB_UNITS, UNITS, type World } from '../sources/enhet/copy/world.ts';
import { runCli } from '../support/cli.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runCli(['copy', ...args], { env: { ENHET_COPY: world.file, ENHETSREGISTERET_URL: world.register.url, ...env } });

test('a copy is fetched, followed and told of, and nothing else is printed', async () => {
  const fetched = await run(['fetch']);
  expect(fetched).toEqual({
    code: 0,
    stdout: `fetched: ${UNITS} units, ${SUB_UNITS} sub-units, ${UNITS} units with roles\n`,
    stderr: `units: ${UNITS}\nsub-units: ${SUB_UNITS}\nunits with roles: ${UNITS}\n`,
  });
  const [number = ''] = world.units.keys();
  world.units.set(number, 'removed');
  world.enter('units', number, 'Fjernet');
  expect(await run(['follow'])).toEqual({
    code: 0,
    stdout: 'followed: 1 units, 0 sub-units, 0 units with roles\n',
    stderr: '',
  });
  const { code, stdout, stderr } = await run(['status', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const status = JSON.parse(stdout);
  expect(status).toMatchObject({ units: UNITS - 1, subUnits: SUB_UNITS, deleted: 0 });
  expect(status.ageSeconds).toBeLessThan(600);
  expect(stdout).not.toContain(nameOf(number));
  expect((await run(['status'])).stdout).toMatch(/^units {7}59\nsub-units {3}40\n[\s\S]+ \(\d+ min ago\)\n/);
});

test('what cannot be done is one line', async () => {
  const nothing = `error: there is no copy at ${world.file}: fetch one\n`;
  expect(await run(['status'])).toEqual({ code: 1, stdout: '', stderr: nothing });
  expect(await run(['follow'])).toEqual({ code: 1, stdout: '', stderr: nothing });
  world.register.instead = (path, response) => {
    if (!path.startsWith('/oppdateringer')) return false;
    response.writeHead(400).end();
    return true;
  };
  expect(await run(['fetch'])).toEqual({ code: 1, stdout: '', stderr: 'error: the feed of units answers HTTP 400\n' });
});

test('every variable that is missing or wrong is named', async () => {
  const { code, stderr } = await run(['status'], { ENHET_COPY: '', ENHET_COPY_FOLLOW: 'perhaps' });
  expect(code).toBe(1);
  expect(stderr).toContain('ENHET_COPY: is missing: the file of the copy.');
  expect(stderr).toContain('ENHET_COPY_FOLLOW: must be one of off, on.');
});

test('the proxy of all registers is asked for files and feeds alike', async () => {
  // Nobody listens there: whatever does not go by it would succeed.
  const { code, stderr } = await run(['fetch'], { SOURCE_PROXY: 'http://127.0.0.1:9' });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^error: the feed of units cannot be asked: no connection to http:\/\/127\.0\.0\.1:\d+ by the proxy \(ECONNREFUSED\)\n$/,
  );
  expect(world.register.asked).toEqual([]);
});
