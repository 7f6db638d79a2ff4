import { describe, expect, test } from 'vitest';
import { createIdempotenslager, NOEGLE_GJENBRUKT } from '../../src/domain/idempotens.ts';
import { failed, found, type Outcome } from '../../src/domain/outcome.ts';
import { kildeUtilgjengelig, udokumentertFeil } from '../../src/domain/registerfeil.ts';

function createClock() {
  let time = 0;
  return {
    now: () => time,
    advance(ms: number) {
      time += ms;
    },
  };
}

/** A write that answers this, and counts how often it is run. */
function createWrite(outcome: Outcome<null> = found(null)) {
  const write = async () => {
    write.runs += 1;
    return outcome;
  };
  write.runs = 0;
  return write;
}

const once = (noegle: string, aftryk = 'input') => ({ noegle, aftryk });

describe('the store of outcomes', () => {
  test('runs the first write under a key, and gives its outcome to those who come after', async () => {
    const lager = createIdempotenslager();
    const write = createWrite();
    expect(await lager.once(once('a'), write)).toEqual(found(null));
    expect(await lager.once(once('a'), write)).toEqual(found(null));
    expect(write.runs).toBe(1);
  });

  test('refuses another input, also while the first is under way', async () => {
    const lager = createIdempotenslager();
    const write = createWrite();
    const first = lager.once(once('a'), write);
    expect(await lager.once(once('a', 'another'), write)).toBe(NOEGLE_GJENBRUKT);
    await first;
    expect(await lager.once(once('a', 'another'), write)).toBe(NOEGLE_GJENBRUKT);
    expect(write.runs).toBe(1);
  });

  test('forgets an outcome when its time is up, counted from when it was known', async () => {
    const clock = createClock();
    const lager = createIdempotenslager({ levetidMs: 100, maks: 10 }, clock.now);
    const write = createWrite();
    await lager.once(once('a'), write);
    clock.advance(99);
    await lager.once(once('a'), write);
    expect(write.runs).toBe(1);
    clock.advance(1);
    await lager.once(once('a', 'another'), write);
    expect(write.runs).toBe(2);
  });

  test('holds so many outcomes and no more: the oldest give way', async () => {
    const lager = createIdempotenslager({ levetidMs: 100, maks: 2 });
    const write = createWrite();
    for (const noegle of ['a', 'b', 'c']) await lager.once(once(noegle), write);
    expect(lager.size).toBe(2);
    await lager.once(once('c'), write);
    await lager.once(once('b'), write);
    expect(write.runs).toBe(3);
    await lager.once(once('a'), write);
    expect(write.runs).toBe(4);
  });

  test('drops what has expired when something new comes', async () => {
    const clock = createClock();
    const lager = createIdempotenslager({ levetidMs: 100, maks: 10 }, clock.now);
    for (const noegle of ['a', 'b', 'c']) await lager.once(once(noegle), createWrite());
    clock.advance(100);
    await lager.once(once('d'), createWrite());
    expect(lager.size).toBe(1);
  });

  test('never lets a write that is under way give way', async () => {
    const lager = createIdempotenslager({ levetidMs: 100, maks: 1 });
    let finish: (outcome: Outcome<null>) => void = () => {};
    let runs = 0;
    const slow = () => {
      runs += 1;
      return new Promise<Outcome<null>>((resolve) => {
        finish = resolve;
      });
    };
    const first = lager.once(once('slow'), slow);
    for (const noegle of ['a', 'b', 'c']) await lager.once(once(noegle), createWrite());
    const second = lager.once(once('slow'), slow);
    finish(found(null));
    expect([await first, await second, runs]).toEqual([found(null), found(null), 1]);
  });

  test.each([
    ['a failure of the register', udokumentertFeil('STAR', '1'), 1],
    ['an unknown outcome', kildeUtilgjengelig('STAR', 'UDFALD_UKENDT'), 1],
    ['a write that was never sent', kildeUtilgjengelig('STAR', 'TILKOBLING'), 2],
    ['a write that the client left before it was sent', kildeUtilgjengelig('STAR', 'AVBRUTT'), 2],
    ['a register that asks for patience', kildeUtilgjengelig('STAR', 'HTTP_429'), 2],
    ['a source that is not configured', kildeUtilgjengelig('STAR', 'IKKE_KONFIGURERT'), 2],
  ])('after %s', async (_, feil, runs) => {
    const lager = createIdempotenslager();
    const write = createWrite(failed(feil));
    await lager.once(once('a'), write);
    await lager.once(once('a'), write);
    expect(write.runs).toBe(runs);
  });

  test('keeps a bug: better an error twice than a write', async () => {
    const lager = createIdempotenslager();
    let runs = 0;
    const buggy = async (): Promise<Outcome<null>> => {
      runs += 1;
      throw new Error('a bug');
    };
    await expect(lager.once(once('a'), buggy)).rejects.toThrow('a bug');
    await expect(lager.once(once('a'), buggy)).rejects.toThrow('a bug');
    expect(runs).toBe(1);
  });
});
