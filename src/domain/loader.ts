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
  /** Of the request: what it has yet to get round to may ask for more. */
  pace: Pace;
}): OutcomeLoader<Id, Data, Feil | Registerfeil> {
  const loader = new DataLoader<Key, Outcome<Data, Feil>, string>(loadBatch, {
    cacheKeyFn: cacheKey,
    // As the library does it: after all that follows from what has come already. And after what waits for its turn.
    batchScheduleFn: (dispatch) => void Promise.resolve().then(() => process.nextTick(() => pace.whenIdle(dispatch))),
  });
  return {
    async load(id) {
      const key = parse(id);
      return key.ok ? loader.load(key.data) : key;
    },
    clearAll: () => loader.clearAll(),
  };

  async function loadBatch(keys: readonly Key[]): Promise<readonly Outcome<Data, Feil>[]> {
    const outcomes = await ask(keys);
    // Of a wrong number nobody knows whose is missing, and one person's data must never answer for another.
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

/** Asks about each distinct key once, all at once, and answers in the order of the keys. */
export function askEach<Key, Answer>(keys: readonly Key[], ask: (key: Key) => Promise<Answer>): Promise<Answer[]> {
  const asked = new Map<Key, Promise<Answer>>();
  return Promise.all(
    keys.map((key) => {
      const answer = asked.get(key) ?? ask(key);
      asked.set(key, answer);
      return answer;
    }),
  );
}
