import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FollowRound, startFollower } from '../../../../src/sources/enhet/adapters/copy/follower.ts';
import { PATIENCE } from '../../../support/patience.ts';
import { madeUpUnit } from './made-up.ts';
import { POLICY, startWorld, type World } from './world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('a gateway that follows tells of each round, goes on after a failure, and stops when it is told to', async () => {
  const rounds: FollowRound[] = [];
  const changed: string[] = [];
  const bugs: unknown[] = [];
  const register = { url: world.register.url, policy: POLICY };
  const follower = startFollower(
    { file: world.file, register, everyMs: 50 },
    {
      onRound: (round) => rounds.push(round),
      onChanged: (numbers) => changed.push(...numbers),
      onBug: (error) => bugs.push(error),
    },
  );
  await expect
    .poll(() => rounds[0], PATIENCE)
    .toEqual({
      kind: 'failed',
      says: `there is no copy at ${world.file}: fetch one`,
    });
  await world.fetch();
  const [number = ''] = world.units.keys();
  world.units.set(number, { ...madeUpUnit(number), navn: 'NYTT NAVN AS' });
  world.enter('units', number);
  const nameOf = () => JSON.stringify(world.store.lookUp([number]).get(number) ?? null);
  await expect.poll(nameOf, PATIENCE).toContain('NYTT NAVN AS');
  const followed = { kind: 'followed', counts: { units: 1, subUnits: 0, roles: 0 } };
  await expect.poll(() => rounds, PATIENCE).toContainEqual(followed);
  expect(changed).toEqual([number]);
  await follower.close();
  const count = world.register.asked.length;
  world.enter('units', number);
  expect(world.register.asked).toHaveLength(count);
  expect(bugs).toEqual([]);
});
