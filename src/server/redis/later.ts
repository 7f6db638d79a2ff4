import { type Link, LOST } from './link.ts';
import { MAX_LATER } from './settings.ts';

/** What must be told to the store, when it can be told. */
export interface Later {
  /** Tells it now, or when the store is back. */
  run(place: string, tell: Tell): Promise<void>;
  /** Tells it when the store is back. What is told of the same place afterwards takes its place. */
  add(place: string, tell: Tell): void;
}

/** Answers LOST where it could not be told; false where there is nothing left to tell. */
type Tell = () => Promise<unknown> | false;

export function createLater(link: Link): Later {
  const waiting = new Map<string, Tell>();

  function add(place: string, tell: Tell): void {
    waiting.delete(place);
    waiting.set(place, tell);
    const [oldest] = waiting.keys();
    if (waiting.size > MAX_LATER && oldest !== undefined) waiting.delete(oldest);
  }

  /** One after another, each once: what is lost again waits for the next time. */
  async function tellAll(): Promise<void> {
    for (const [place, tell] of waiting) {
      const told = await tell();
      if (told === LOST) return;
      if (waiting.get(place) === tell) waiting.delete(place);
    }
  }

  link.onBack(() => void tellAll());
  return {
    async run(place, tell) {
      waiting.delete(place);
      if ((await tell()) === LOST) add(place, tell);
    },
    add,
  };
}
