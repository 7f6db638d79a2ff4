import DataLoader from 'dataloader';
import type { Outcome } from './outcome.ts';
import type { Pace } from './pace.ts';
import type { Registerfeil } from './registerfeil.ts';

export interface OutcomeLoader<Id, Data, Feil extends Registerfeil = Registerfeil> {
  load(id: Id): Promise<Outcome<Data, Feil>>;
  /** Forgets everything: what a write does, so that the next read asks anew. */
  clearAll(): unknown;
}

/** What an outcome weighs against the fields of an answer. */
const OUTCOME = 10;

/**
 * One operation of one source, for one request. Ids that the source would refuse are answered here, and nothing is made of
 * them; the rest of a batch goes to the port together, each distinct key once.
 */
export function createLoader<Id, Key, Data, Feil extends Registerfeil = Registerfeil>({
  parse,
  cacheKey,
  ask,
  pace,
}: {
  /** The key to send, or the documented error that the id earns. */
  parse: (id: Id) => Outcome<Key, Registerfeil>;
  /** Two keys with the same cache key are one question. */
  cacheKey: (key: Key) => string;
  ask: (keys: readonly Key[]) => Promise<readonly Outcome<Data, Feil>[]>;
  /** Of the request. A batch waits for fields that still wait for their turn, since they may ask for more keys. */
  pace: Pace;
}): OutcomeLoader<Id, Data, Feil | Registerfeil> {
  const loader = new DataLoader<Key, Outcome<Data, Feil>, string>(loadBatch, {
    cacheKeyFn: cacheKey,
    // As the library does it: after all that follows from what has come already. And after what waits for its turn.
    batchScheduleFn: (dispatch) => void Promise.resolve().then(() => process.nextTick(() => pace.whenIdle(dispatch))),
  });
  return {
    load(id) {
      const key = parse(id);
      return key.ok ? loader.load(key.data) : Promise.resolve(key);
    },
    clearAll: () => loader.clearAll(),
  };

  async function loadBatch(keys: readonly Key[]): Promise<readonly Outcome<Data, Feil>[]> {
    const outcomes = await ask(keys);
    // With a wrong number of outcomes it is unknown which key has none, and one person's data must never answer for another.
    if (outcomes.length !== keys.length) throw new Error('a port must answer each key with one outcome');
    // What may pass is asked again when it is wanted again: after a mutation, say.
    for (const [index, outcome] of outcomes.entries()) {
      if (!outcome.ok && outcome.feil.kanProevesIgjen) loader.clear(keys[index] as Key);
    }
    // Each may be waited for under a hundred aliases: a thousand that come at once are let through in slices. The library
    // takes a promise in an outcome's place.
    return outcomes.map((outcome) => pace.turn(OUTCOME)?.then(() => outcome) ?? outcome) as typeof outcomes;
  }
}

/** How a port asks a register that takes one key a call about many keys. */
export interface Turns<Answer> {
  /** Keys under way at once: as many as the register is asked at once. */
  readonly atOnce: number;
  /** Ends the request: no key's turn comes after it. */
  readonly signal: AbortSignal;
  /** What a key is answered whose turn never came. */
  readonly ended: () => Answer;
}

/**
 * Asks about each distinct key once, and answers in the order of the keys. Nothing is made for a key before its turn: a
 * thousand that wait behind a silent register cost nothing while they wait, nor when the time is up.
 * `rest` gives the turn to the next key, while this one waits before it is tried again.
 */
export function askEach<Key, Answer>(
  keys: readonly Key[],
  ask: (key: Key, rest: () => void) => Promise<Answer>,
  { atOnce, signal, ended }: Turns<NoInfer<Answer>>,
): Promise<Answer[]> {
  const waiting = [...new Set(keys)];
  const count = waiting.length;
  const answers = new Map<Key, Answer>();
  let next = 0;
  let underWay = 0;
  return new Promise((resolve, reject) => {
    proceed();

    function proceed(): void {
      while (next < count && underWay < atOnce && !signal.aborted) begin(waiting[next++] as Key);
      if (next < count && signal.aborted) {
        const answer = ended();
        while (next < count) answers.set(waiting[next++] as Key, answer);
      }
      if (answers.size === count) resolve(keys.map((key) => answers.get(key) as Answer));
    }

    function begin(key: Key): void {
      let holds = true;
      const rest = () => {
        if (holds) underWay -= 1;
        holds = false;
      };
      underWay += 1;
      ask(key, () => {
        rest();
        proceed();
      }).then(
        (answer) => {
          rest();
          answers.set(key, answer);
          proceed();
        },
        (bug: unknown) => {
          next = count;
          reject(bug);
        },
      );
    }
  });
}
