import { describe, expect, test, vi } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import { createKeep, type KeepSettings, type WatchKeys } from '../../src/domain/keep.ts';
import { failed, found, type Outcome } from '../../src/domain/outcome.ts';
import { kildeUtilgjengelig } from '../../src/domain/registerfeil.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';

type Answer = Outcome<string>;

const KEEP_MS = 1_000;
const ANSWER_BYTES = 100;

const callOf = (id: string, signal = new AbortController().signal) => {
  const kept = vi.fn<NonNullable<CallContext['kept']>>();
  const call: CallContext = { signal, count: () => {}, kept, caller: { ...configuredCaller(undefined), id } };
  return { call, kept };
};

/** Keeps all that is found; its subjects are the key and the words of the answer. Its register answers when it is told to. */
function startKeep({ isInLine = false, ...settings }: Partial<KeepSettings<Answer>> & { isInLine?: boolean } = {}) {
  let time = 10_000;
  const asked: (readonly string[])[] = [];
  const answering: ((answers: readonly Answer[]) => void)[] = [];
  const failing: ((thrown: unknown) => void)[] = [];
  const watching: WatchKeys<Answer>[] = [];
  const keep = createKeep<Answer>({
    keepMs: KEEP_MS,
    maxBytes: 10 * ANSWER_BYTES,
    now: () => time,
    kildeOf: () => 'GRUNNDATA',
    isAskersOwn: (answer) => !answer.ok && answer.feil.opphav === 'GATEWAY',
    prepare: (key, answer) =>
      answer.ok
        ? { answer, kilde: 'GRUNNDATA', subjects: [key, ...answer.data.split(' ')], bytes: ANSWER_BYTES }
        : undefined,
    ...settings,
  });
  return {
    keep,
    asked,
    watching,
    failing,
    ask: (keys: readonly string[], { call } = callOf('a')) =>
      keep.answer(keys, call, (some, watch) => {
        asked.push(some);
        watching.push(watch);
        if (!isInLine) for (const key of some) watch.begins(key);
        return new Promise((resolve, reject) => {
          answering.push(resolve);
          failing.push(reject);
        });
      }),
    answer: (index: number, ...answers: Answer[]) => answering[index]?.(answers),
    pass(ms: number) {
      time += ms;
    },
  };
}

async function withKept(settings?: Partial<KeepSettings<Answer>>) {
  const world = startKeep(settings);
  const first = world.ask(['1']);
  world.answer(0, found('svar'));
  await first;
  return world;
}

const TIMED_OUT = failed(kildeUtilgjengelig('GRUNNDATA', 'TIDSAVBRUDD'));

describe('an answer', () => {
  test('is kept for every caller, and each is told of how old it is', async () => {
    const { ask, asked, pass } = await withKept();
    pass(KEEP_MS - 1);
    const other = callOf('b');
    expect(await ask(['1'], other)).toEqual([found('svar')]);
    expect(other.kept.mock.calls).toEqual([['GRUNNDATA', 10_000]]);
    expect(asked).toEqual([['1']]);
  });

  test('is asked for anew when its time is up, counted from when it was asked for', async () => {
    const { ask, asked, pass, answer } = startKeep();
    const first = ask(['1']);
    pass(KEEP_MS);
    answer(0, found('svar'));
    await first;
    const caller = callOf('b');
    void ask(['1'], caller);
    expect(asked).toEqual([['1'], ['1']]);
    expect(caller.kept).not.toHaveBeenCalled();
  });

  test('that is none of those that are kept is asked for anew', async () => {
    const { ask, asked, answer } = startKeep();
    const first = ask(['1']);
    answer(0, TIMED_OUT);
    expect(await first).toEqual([TIMED_OUT]);
    void ask(['1']);
    expect(asked).toEqual([['1'], ['1']]);
  });
});

describe('of a list', () => {
  test('only those are asked for that are not kept, and all come in the order of the keys', async () => {
    const { ask, asked, answer } = await withKept();
    const list = ask(['2', '1', '3']);
    expect(asked[1]).toEqual(['2', '3']);
    answer(1, found('to'), found('tre'));
    expect(await list).toEqual([found('to'), found('svar'), found('tre')]);
  });

  test('the answers that are told are given to others before the whole list is there', async () => {
    const { ask, asked, watching, answer } = startKeep();
    const list = ask(['1', '2']);
    const one = ask(['2'], callOf('b'));
    expect(asked).toEqual([['1', '2']]);
    watching[0]?.tell('2', found('to'));
    expect(await one).toEqual([found('to')]);
    answer(0, found('en'), found('to'));
    expect(await list).toEqual([found('en'), found('to')]);
  });

  test('one whose turn has not come is not waited for, and its later answer replaces none that is newer', async () => {
    const { ask, asked, watching, answer, pass } = startKeep({ isInLine: true });
    const list = ask(['1', '2']);
    watching[0]?.begins('1');
    const one = ask(['1'], callOf('b'));
    const other = ask(['2'], callOf('b'));
    expect(asked).toEqual([['1', '2'], ['2']]);
    pass(1);
    watching[1]?.begins('2');
    answer(1, found('ny'));
    expect(await other).toEqual([found('ny')]);
    answer(0, found('en'), found('gammel'));
    expect(await list).toEqual([found('en'), found('gammel')]);
    expect(await one).toEqual([found('en')]);
    expect(await ask(['1', '2'])).toEqual([found('en'), found('ny')]);
    expect(asked).toHaveLength(2);
  });

  test('one whose turn comes after a change is kept, and its time counts from then', async () => {
    const { keep, ask, asked, watching, answer, pass } = startKeep({ isInLine: true });
    const list = ask(['1']);
    keep.drop(new Set(['1']));
    pass(KEEP_MS - 1);
    watching[0]?.begins('1');
    answer(0, found('svar'));
    await list;
    pass(KEEP_MS - 1);
    expect(await ask(['1'])).toEqual([found('svar')]);
    expect(asked).toHaveLength(1);
  });

  test('a wrong number of answers is a bug, for who waits for one of them, too, and nothing of it is kept', async () => {
    const { ask, asked, answer } = startKeep();
    const both = [ask(['1', '2']), ask(['2'], callOf('b'))];
    answer(0, found('en'));
    for (const one of await Promise.allSettled(both)) expect(one.status).toBe('rejected');
    void ask(['1', '2']);
    expect(asked).toHaveLength(2);
  });

  test('what is thrown is thrown to all who wait', async () => {
    const { ask, failing } = startKeep();
    const both = [ask(['1']), ask(['1'], callOf('b'))];
    failing[0]?.(new Error('bug'));
    expect(await Promise.allSettled(both)).toMatchObject([
      { reason: { message: 'bug' } },
      { reason: { message: 'bug' } },
    ]);
  });
});

describe('callers who ask at once', () => {
  test('share one call, which none of them is told of as kept', async () => {
    const { ask, asked, answer } = startKeep();
    const callers = ['a', 'b', 'c'].map((id) => ({ ...callOf(id), joined: vi.fn() }));
    const all = callers.map(({ call, kept, joined }) => ask(['1'], { call: { ...call, joined }, kept }));
    answer(0, found('svar'));
    expect(await Promise.all(all)).toEqual([[found('svar')], [found('svar')], [found('svar')]]);
    expect(asked).toEqual([['1']]);
    for (const { kept } of callers) expect(kept).not.toHaveBeenCalled();
    expect(callers.map(({ joined }) => joined.mock.calls)).toEqual([
      [],
      [['GRUNNDATA', expect.any(Number)]],
      [['GRUNNDATA', expect.any(Number)]],
    ]);
  });

  test('share a failure, too, when nobody’s time was up', async () => {
    const { ask, asked, answer } = startKeep();
    const both = [ask(['1']), ask(['1'], callOf('b'))];
    answer(0, TIMED_OUT);
    expect(await Promise.all(both)).toEqual([[TIMED_OUT], [TIMED_OUT]]);
    expect(asked).toHaveLength(1);
  });

  test('ask for themselves when nothing was sent for whoever began', async () => {
    const { ask, asked, answer } = startKeep();
    const first = ask(['1']);
    const second = ask(['1'], callOf('b'));
    const refused = failed(kildeUtilgjengelig('GRUNNDATA', 'OVERBELASTET'));
    answer(0, refused);
    expect(await first).toEqual([refused]);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    answer(1, found('svar'));
    expect(await second).toEqual([found('svar')]);
  });

  test('ask for themselves, together, when whoever began has hung up', async () => {
    const { ask, asked, answer } = startKeep();
    const asker = new AbortController();
    const first = ask(['1'], callOf('a', asker.signal));
    const others = ['b', 'c'].map((id) => ask(['1'], callOf(id)));
    asker.abort();
    answer(0, TIMED_OUT);
    expect(await first).toEqual([TIMED_OUT]);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    answer(1, found('svar'));
    expect(await Promise.all(others)).toEqual([[found('svar')], [found('svar')]]);
    expect(asked).toHaveLength(2);
  });
});

describe('what has changed', () => {
  test('is asked for anew, and nothing else is', async () => {
    const { keep, ask, asked, answer } = await withKept();
    const second = ask(['2']);
    answer(1, found('to om 7'));
    await second;
    keep.drop(new Set(['7', '9']));
    await ask(['1']);
    expect(asked).toEqual([['1'], ['2']]);
    void ask(['2']);
    expect(asked).toEqual([['1'], ['2'], ['2']]);
  });

  test('is not kept when it was under way, and is no answer to who asks after the change', async () => {
    const { keep, ask, asked, answer } = startKeep();
    const before = ask(['1']);
    keep.drop(new Set(['7']));
    const after = ask(['1'], callOf('b'));
    answer(1, found('ny'));
    expect(await after).toEqual([found('ny')]);
    answer(0, found('gammel om 7'));
    expect(await before).toEqual([found('gammel om 7')]);
    expect(await ask(['1'])).toEqual([found('ny')]);
    expect(asked).toHaveLength(2);
  });

  test('keeps what was under way of others', async () => {
    const { keep, ask, asked, answer } = startKeep();
    const before = ask(['1']);
    keep.drop(new Set(['7']));
    answer(0, found('svar'));
    await before;
    await ask(['1']);
    expect(asked).toHaveLength(1);
  });
});

describe('at the bytes that are allowed', () => {
  const fill = async (maxBytes: number) => {
    const world = await withKept({ maxBytes });
    const second = world.ask(['2']);
    world.answer(1, found('to'));
    await second;
    return world;
  };

  test('two that just fit are both kept', async () => {
    const { ask, asked } = await fill(2 * ANSWER_BYTES);
    await ask(['1', '2']);
    expect(asked).toHaveLength(2);
  });

  test('a byte less, and the one asked for least recently has gone', async () => {
    const { ask, asked } = await fill(2 * ANSWER_BYTES - 1);
    await ask(['2']);
    void ask(['1']);
    expect(asked).toEqual([['1'], ['2'], ['1']]);
  });

  test('one that alone is too large is not kept, and costs no other its place', async () => {
    const prepare: KeepSettings<Answer>['prepare'] = (key, answer) => ({
      answer,
      kilde: 'GRUNNDATA',
      subjects: [],
      bytes: key === 'large' ? 2 * ANSWER_BYTES + 1 : ANSWER_BYTES,
    });
    const { ask, asked, answer } = await withKept({ maxBytes: 2 * ANSWER_BYTES, prepare });
    const large = ask(['large']);
    answer(1, found('svar'));
    await large;
    await ask(['1']);
    expect(asked).toEqual([['1'], ['large']]);
    void ask(['large']);
    expect(asked).toHaveLength(3);
  });
});
