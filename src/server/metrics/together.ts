import { WHOLE } from './definitions.ts';
import { type Exposition, expose } from './exposition.ts';
import { type Reading, readingOf } from './families.ts';

/** Milliseconds that a worker is given to say what it has counted; then what it said before counts. */
export const ANSWER_MS = 2_000;

/** What several workers have counted, as one. */
export interface Together {
  /** A worker answers requests from now on. `ask`: asks it what it has counted; its answer is given to `told`. */
  joined(place: number, ask: () => void): void;
  told(place: number, readings: readonly Reading[]): void;
  /** A worker has ended: what it had counted remains. */
  left(place: number, crashed: boolean): void;
  scrape(): Promise<Exposition>;
}

interface Member {
  readonly ask: () => void;
  /** As it last said. */
  readings: readonly Reading[];
  /** Who waits for what it says next. */
  waiting: (() => void)[];
}

/**
 * Sums up what workers have counted. Not the library's own way to do so: it fails as a whole where one worker does not answer, and forgets
 * what a worker had counted that has crashed, so that sums go down, which Prometheus takes for a restart and counts all of the rest anew.
 */
export function createTogether(answerMs = ANSWER_MS): Together {
  const members = new Map<number, Member>();
  /** Counters and histograms of those that have ended, as one. */
  let ended: readonly Reading[] = [];
  let crashes = 0;

  function hear(member: Member): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, answerMs);
      member.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
      member.ask();
    });
  }

  return {
    joined(place, ask) {
      members.set(place, { ask, readings: [], waiting: [] });
    },
    told(place, readings) {
      const member = members.get(place);
      if (!member) return;
      member.readings = readings;
      for (const go of member.waiting.splice(0)) go();
    },
    left(place, crashed) {
      crashes += Number(crashed);
      const member = members.get(place);
      if (!member) return;
      members.delete(place);
      ended = sum([ended, member.readings.filter(({ type }) => type !== 'gauge')]);
      for (const go of member.waiting.splice(0)) go();
    },
    async scrape() {
      await Promise.all([...members.values()].map(hear));
      const whole = [
        readingOf(WHOLE.workers, [{ labels: {}, value: members.size }]),
        readingOf(WHOLE.crashes, [{ labels: {}, value: crashes }]),
      ];
      return expose([...[...members.values()].map(({ readings }) => readings), ended, whole]);
    },
  };
}

/** Counters and histograms with equal names and labels as one. */
function sum(processes: readonly (readonly Reading[])[]): readonly Reading[] {
  const metrics = new Map<
    string,
    { readonly reading: Reading; readonly values: Map<string, Reading['values'][number]> }
  >();
  for (const reading of processes.flat()) {
    const metric = metrics.get(reading.name) ?? { reading, values: new Map() };
    metrics.set(reading.name, metric);
    for (const value of reading.values) {
      const key = JSON.stringify([value.metricName, value.labels]);
      const before = metric.values.get(key)?.value ?? 0;
      metric.values.set(key, { ...value, value: before + value.value });
    }
  }
  return [...metrics.values()].map(({ reading, values }) => ({ ...reading, values: [...values.values()] }));
}
