import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { askEach, createLoader } from '../../src/domain/loader.ts';
import { failed, found, type Outcome } from '../../src/domain/outcome.ts';
import { createPacer, SLICE } from '../../src/domain/pace.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../src/domain/registerfeil.ts';

const MALFORMED: Registerfeil = {
  ...kildeUtilgjengelig('STAR', 'UGYLDIG_SVAR'),
  kind: 'documented',
  opphav: 'GATEWAY',
};
const PASSING = kildeUtilgjengelig('STAR', 'TIDSAVBRUDD');
const LASTING = kildeUtilgjengelig('STAR', 'UGYLDIG_SVAR');

const withoutSpaces = (id: string) => id.replaceAll(' ', '');

/** A loader over a port that writes down what it was asked for. Ids of lower-case letters are well formed. */
function createRecorded(answer: (key: string) => Outcome<string> = (key) => found(`data of ${key}`)) {
  const calls: (readonly string[])[] = [];
  const loader = createLoader<string, string, string>({
    cacheKey: withoutSpaces,
    parse: (id) => (/^[a-z ]+$/.test(id) ? found(withoutSpaces(id)) : failed(MALFORMED)),
    ask: async (keys) => {
      calls.push(keys);
      return keys.map(answer);
    },
    pace: createPacer().forRequest(),
  });
  const loadAll = (...ids: string[]) => Promise.all(ids.map((id) => loader.load(id)));
  return { calls, loadAll };
}

describe('the loader of one operation', () => {
  it('asks for all keys at once, each once, and answers in their order', async () => {
    const { calls, loadAll } = createRecorded();
    const outcomes = await loadAll('c', 'a', 'c', 'b', 'a');
    expect(outcomes).toEqual(['c', 'a', 'c', 'b', 'a'].map((key) => found(`data of ${key}`)));
    expect(calls).toEqual([['c', 'a', 'b']]);
  });

  it('takes two spellings for one question', async () => {
    const { calls, loadAll } = createRecorded();
    const [one, other] = await loadAll('a b', 'ab');
    expect(other).toBe(one);
    await loadAll(' ab');
    expect(calls).toEqual([['ab']]);
  });

  it('answers malformed ids without a call, in their places among the others', async () => {
    const { calls, loadAll } = createRecorded();
    expect(await loadAll('1', '2')).toEqual([failed(MALFORMED), failed(MALFORMED)]);
    expect(calls).toEqual([]);
    expect(await loadAll('3', 'b', '4', 'a')).toEqual([
      failed(MALFORMED),
      found('data of b'),
      failed(MALFORMED),
      found('data of a'),
    ]);
    expect(calls).toEqual([['b', 'a']]);
  });

  it('asks again after a failure that may pass, and keeps what lasts', async () => {
    const answers: Record<string, Outcome<string>> = {
      passing: failed(PASSING),
      lasting: failed(LASTING),
      data: found('x'),
    };
    const { calls, loadAll } = createRecorded((key) => answers[key] ?? failed(LASTING));
    const first = await loadAll('passing', 'lasting', 'data');
    answers.passing = found('now');
    const second = await loadAll('passing', 'lasting', 'data');
    expect(first).toEqual([failed(PASSING), failed(LASTING), found('x')]);
    expect(second).toEqual([found('now'), failed(LASTING), found('x')]);
    expect(calls).toEqual([['passing', 'lasting', 'data'], ['passing']]);
  });

  it.each([
    ['fewer', () => [found('x')]],
    ['more', () => [found('x'), found('y'), found('z')]],
    ['no', () => []],
  ] as const)('throws when the port answers %s outcomes than keys', async (_, answers) => {
    const ask = async () => answers();
    const loader = createLoader<string, string, string>({
      cacheKey: (id) => id,
      parse: found,
      ask,
      pace: createPacer().forRequest(),
    });
    const settled = await Promise.allSettled([loader.load('a'), loader.load('b')]);
    for (const { status } of settled) expect(status).toBe('rejected');
  });
});

describe('a thousand outcomes that come at once', () => {
  it('are let through in slices, each once, whoever else waits for it', async () => {
    const { loadAll } = createRecorded();
    const ids = Array.from({ length: 1000 }, (_, index) =>
      index.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? ''),
    );
    let isRunning = true;
    let count = 0;
    const counts: number[] = [];
    const all = Promise.all(ids.map((id) => loadAll(id, id).then(() => (count += 1)))).finally(() => {
      isRunning = false;
    });
    while (isRunning) {
      await nextTurn();
      counts.push(count);
      count = 0;
    }
    await all;
    expect(counts.reduce((sum, one) => sum + one)).toBe(1000);
    // The first slice comes with the answer; the next may come in the same count.
    expect(Math.max(...counts)).toBeLessThanOrEqual((2 * SLICE) / 10);
  });
});

describe('askEach', () => {
  /** A port's question that the test answers, and how it takes turns. */
  function createAsked(atOnce: number) {
    const asked: string[] = [];
    const answers = new Map<string, () => void>();
    const rests = new Map<string, () => void>();
    const request = new AbortController();
    const ask = async (key: string, rest: () => void) => {
      asked.push(key);
      rests.set(key, rest);
      await new Promise<void>((resolve) => {
        answers.set(key, resolve);
        request.signal.addEventListener('abort', () => resolve());
      });
      return `${key}!`;
    };
    const turns = { atOnce, signal: request.signal, ended: () => 'ended' };
    const call = async (done: (() => void) | undefined) => {
      done?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    return {
      asked,
      request,
      askAll: (...keys: string[]) => askEach(keys, ask, turns),
      answer: (key: string) => call(answers.get(key)),
      rest: (key: string) => call(rests.get(key)),
    };
  }

  it('asks about each distinct key once, and answers in the order of the keys', async () => {
    const { asked, askAll, answer } = createAsked(2);
    const answers = askAll('b', 'a', 'b');
    expect(asked).toEqual(['b', 'a']);
    await answer('a');
    await answer('b');
    expect(await answers).toEqual(['b!', 'a!', 'b!']);
  });

  it('asks about no more at once than it is told, and about the next when one is answered', async () => {
    const { asked, askAll, answer } = createAsked(2);
    const answers = askAll('a', 'b', 'c', 'd');
    expect(asked).toEqual(['a', 'b']);
    await answer('b');
    expect(asked).toEqual(['a', 'b', 'c']);
    for (const key of ['c', 'a', 'd']) await answer(key);
    expect(await answers).toEqual(['a!', 'b!', 'c!', 'd!']);
  });

  it('gives the turn of a key that rests to the next, once', async () => {
    const { asked, askAll, answer, rest } = createAsked(1);
    const answers = askAll('a', 'b', 'c');
    await rest('a');
    await rest('a');
    expect(asked).toEqual(['a', 'b']);
    // It has no turn to give any more: `c` waits for `b`.
    await answer('a');
    expect(asked).toEqual(['a', 'b']);
    await answer('b');
    await answer('c');
    expect(await answers).toEqual(['a!', 'b!', 'c!']);
  });

  it('asks about none whose turn has not come when the request ends', async () => {
    const { asked, askAll, request } = createAsked(2);
    const answers = askAll('a', 'b', 'c', 'd');
    request.abort();
    expect(await answers).toEqual(['a!', 'b!', 'ended', 'ended']);
    expect(asked).toEqual(['a', 'b']);
    expect(await askAll('e')).toEqual(['ended']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('asks about no more after a bug', async () => {
    const asked: string[] = [];
    const ask = async (key: string): Promise<string> => {
      asked.push(key);
      throw new Error(key);
    };
    const signal = new AbortController().signal;
    await expect(askEach(['a', 'b'], ask, { atOnce: 1, signal, ended: () => '' })).rejects.toThrow('a');
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual(['a']);
  });

  it('asks about no more after a bug, also when another of the keys is answered later', async () => {
    const asked: string[] = [];
    const ask = async (key: string): Promise<string> => {
      asked.push(key);
      if (key === 'a') throw new Error(key);
      await nextTurn();
      return key;
    };
    const signal = new AbortController().signal;
    await expect(askEach(['a', 'b', 'c'], ask, { atOnce: 2, signal, ended: () => '' })).rejects.toThrow('a');
    await nextTurn();
    await nextTurn();
    expect(asked).toEqual(['a', 'b']);
  });

  it('asks nothing about no keys', async () => {
    expect(await createAsked(1).askAll()).toEqual([]);
  });
});
