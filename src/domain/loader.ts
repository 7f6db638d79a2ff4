import DataLoader from 'dataloader';
import { failed, type Outcome } from './outcome.ts';
import type { Registerfeil } from './registerfeil.ts';

export type OutcomeLoader<Id, Data, Feil extends Registerfeil = Registerfeil> = Pick<
  DataLoader<Id, Outcome<Data, Feil>>,
  'load'
>;

/**
 * One operation of one source, for one request. Ids that the source would refuse are answered without a call; the rest
 * of a batch goes to the port together, each distinct key once.
 */
export function createLoader<Id, Key, Data, Feil extends Registerfeil = Registerfeil>({
  cacheKey,
  parse,
  ask,
}: {
  /** Two ids with the same cache key are one question. */
  cacheKey: (id: Id) => string;
  /** The key to send, or the documented error that the id earns. */
  parse: (id: Id) => Outcome<Key, Registerfeil>;
  ask: (keys: readonly Key[]) => Promise<readonly Outcome<Data, Feil>[]>;
}): OutcomeLoader<Id, Data, Feil | Registerfeil> {
  const loader = new DataLoader<Id, Outcome<Data, Feil | Registerfeil>, string>(loadBatch, { cacheKeyFn: cacheKey });
  return loader;

  async function loadBatch(ids: readonly Id[]): Promise<Outcome<Data, Feil | Registerfeil>[]> {
    const parsed = ids.map(parse);
    const keys = parsed.flatMap((key) => (key.ok ? [key.data] : []));
    const outcomes = keys.length > 0 ? await ask(keys) : [];
    // Of a wrong number nobody knows whose is missing, and one person's data must never answer for another.
    if (outcomes.length !== keys.length) throw new Error('a port must answer each key with one outcome');
    const answers = outcomes.values();
    return parsed.map((key, index) => {
      if (!key.ok) return failed(key.feil);
      const outcome = answers.next().value;
      if (!outcome) throw new Error('a port must answer each key with one outcome');
      // What may pass is asked again when it is wanted again: after a mutation, say.
      if (!outcome.ok && outcome.feil.kanProevesIgjen) loader.clear(ids[index] as Id);
      return outcome;
    });
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
