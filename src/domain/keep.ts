import { LRUCache } from 'lru-cache';
import type { CallContext } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Kilde } from './registerfeil.ts';
import { type Place, Roll } from './roll.ts';

/** Answers that are the same for every caller, kept across requests: for a time, up to a number of bytes, the least recently asked go first. */
export interface Keep<Answer> {
  /**
   * The answers to the distinct keys, in their order. `ask` is called with those of which nothing is kept, and that nobody else is asking
   * about just now.
   */
  answer(keys: readonly string[], call: CallContext, ask: AskKeys<Answer>): Promise<Answer[]>;
  /** Forgets whatever is said of these subjects, and does not keep what is under way of them. */
  drop(subjects: ReadonlySet<string>): void;
}

export type AskKeys<Answer> = (keys: readonly string[], watch: WatchKeys<Answer>) => Promise<readonly Answer[]>;

/** Is told what becomes of each key of a list, so that others wait for no more than that one. */
export interface WatchKeys<Answer> {
  /** The key's turn has come. Until then nobody waits for it: it may stand behind a thousand others of the same list. */
  begins(key: string): void;
  /** Its answer is there. */
  tell(key: string, answer: Answer): void;
}

/** An answer as it is kept. */
export interface KeptAnswer<Answer> {
  readonly answer: Answer;
  readonly kilde: Kilde;
  /** Whom it says something of. */
  readonly subjects: readonly string[];
  /** What it counts for. */
  readonly bytes: number;
}

export interface KeepLimits {
  /** Milliseconds from when a register was asked. */
  readonly keepMs: number;
  /** Of all that is kept, as `KeptAnswer.bytes` counts it. */
  readonly maxBytes: number;
}

export interface KeepSettings<Answer> extends KeepLimits {
  /** What is kept of an answer that was asked for at that time; undefined for one that is not kept. */
  readonly prepare: (key: string, answer: Answer, askedAt: Date) => KeptAnswer<Answer> | undefined;
  /** Which register has given it. */
  readonly kildeOf: (answer: Answer) => Kilde;
  /** Whether an answer says something of its asker only: whoever else waits for it then asks anew. */
  readonly isAskersOwn: (answer: Answer) => boolean;
  /** In milliseconds, as `performance.now`. */
  readonly now?: () => number;
}

interface Entry<Answer> extends KeptAnswer<Answer> {
  readonly askedAt: number;
}

interface FlightOf<Answer> {
  readonly answered: Promise<Answer>;
  /** Of the request that asks. */
  readonly signal: AbortSignal;
}

/** One key that is being asked about. */
interface Flight<Answer> {
  /** Undefined once it is answered: a Map that is outgrown keeps it till the next full collection, but nothing of its request. */
  by: FlightOf<Answer> | undefined;
  /** When its turn came. */
  askedAt: number;
  /** Subjects that have been dropped since: it may have been answered before they changed. */
  dropped: ReadonlySet<string>[];
}

export function createKeep<Answer extends Pick<Outcome<unknown>, 'ok'>>({
  keepMs,
  maxBytes,
  prepare,
  kildeOf,
  isAskersOwn,
  now = () => performance.now(),
}: KeepSettings<Answer>): Keep<Answer> {
  const kept = new LRUCache<string, Entry<Answer>>({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  /** Those that others may join, by their keys. */
  const underWay = new Map<string, Flight<Answer>>();
  const flights = new Roll<Flight<Answer>>();

  return {
    async answer(keys, call, ask) {
      const answers = new Map<string, Answer>();
      let left = keys;
      while (left.length > 0) {
        const joined: [key: string, flight: FlightOf<Answer>][] = [];
        const asked: string[] = [];
        for (const key of left) {
          const entry = recall(key);
          const flight = entry ? undefined : underWay.get(key)?.by;
          if (entry) {
            call.kept?.(entry.kilde, entry.askedAt);
            answers.set(key, entry.answer);
          } else if (flight) joined.push([key, flight]);
          else asked.push(key);
        }
        if (asked.length + joined.length === 0) break;
        const since = performance.now();
        const [own] = await Promise.all([
          asked.length > 0 ? begin(asked, call, ask) : [],
          ...joined.map(async ([key, { answered, signal }]) => {
            const answer = await answered;
            // Whoever began it hung up, or ran out of time: a failure then says nothing of the register.
            const wasCutShort = !answer.ok && signal.aborted;
            const isOthers = (wasCutShort || isAskersOwn(answer)) && !call.signal.aborted;
            if (isOthers) return;
            call.joined?.(kildeOf(answer), since);
            answers.set(key, answer);
          }),
        ]);
        for (const [index, key] of asked.entries()) answers.set(key, own[index] as Answer);
        left = left.filter((key) => !answers.has(key));
      }
      return keys.map((key) => answers.get(key) as Answer);
    },
    drop(subjects) {
      for (const [key, entry] of kept.entries()) if (isAbout(entry, subjects)) kept.delete(key);
      for (const { dropped } of flights.all()) dropped.push(subjects);
      // Nobody who asks from now on is answered by what was asked before.
      underWay.clear();
    },
  };

  function recall(key: string): Entry<Answer> | undefined {
    const entry = kept.get(key);
    if (!entry || now() < entry.askedAt + keepMs) return entry;
    kept.delete(key);
    return undefined;
  }

  async function begin(keys: readonly string[], call: CallContext, ask: AskKeys<Answer>): Promise<readonly Answer[]> {
    const own = new Map(
      keys.map((key) => {
        const { promise, resolve, reject } = Promise.withResolvers<Answer>();
        // What is thrown is told by `ask` itself, to whoever began.
        promise.catch(() => {});
        const by = { answered: promise, signal: call.signal };
        const flight: Flight<Answer> = { by, askedAt: now(), dropped: [] };
        return [key, { flight, place: flights.add(flight), resolve, reject }] as const;
      }),
    );
    const end = (key: string, { flight, place }: { flight: Flight<Answer>; place: Place<Flight<Answer>> }) => {
      own.delete(key);
      flights.remove(place);
      if (underWay.get(key) === flight) underWay.delete(key);
      flight.by = undefined;
    };
    const begins = (key: string) => {
      const flight = own.get(key)?.flight;
      if (!flight) return;
      flight.askedAt = now();
      flight.dropped = [];
      if (!underWay.has(key)) underWay.set(key, flight);
    };
    const tell = (key: string, answer: Answer) => {
      const one = own.get(key);
      if (!one) return;
      end(key, one);
      const { askedAt, dropped } = one.flight;
      const entry = prepare(key, answer, new Date(Math.ceil(Date.now() - (now() - askedAt))));
      const hasChanged = entry && dropped.some((subjects) => isAbout(entry, subjects));
      const isNewest = askedAt >= (kept.peek(key)?.askedAt ?? 0);
      if (entry && isNewest && !hasChanged) kept.set(key, { ...entry, askedAt });
      one.resolve(answer);
    };
    try {
      const answers = await ask(keys, { begins, tell });
      if (answers.length !== keys.length) throw new Error('a port must answer each key with one outcome');
      for (const [index, key] of keys.entries()) tell(key, answers[index] as Answer);
      return answers;
    } catch (thrown) {
      for (const [key, one] of own) {
        end(key, one);
        one.reject(thrown);
      }
      throw thrown;
    }
  }
}

function isAbout({ subjects }: Pick<KeptAnswer<unknown>, 'subjects'>, some: ReadonlySet<string>): boolean {
  return subjects.some((subject) => some.has(subject));
}
