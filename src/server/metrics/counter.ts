import { UTILGJENGELIG } from '../../domain/registerfeil.ts';
import { isOfRouter } from '../callers/router-proof.ts';
import type { Transition } from '../log/transitions.ts';
import { createBusy } from './busy.ts';
import { countCalls } from './count-calls.ts';
import { COUNTED, DURATION_BUCKETS, OWN_BUCKETS, READ } from './definitions.ts';
import { type Count, createCounts, createHistograms, observe, type Reading, readingOf } from './families.ts';
import { createWords, kodeLabel, methodLabel, wordLabel } from './labels.ts';
import type { Counted, Metrics, RequestMetrics } from './observer.ts';

/** What labels may say that is not the same for every gateway. */
export interface Known {
  /** Names of the operations that are told apart: those of the persisted documents. */
  readonly operations: ReadonlySet<string>;
  /** Codes that a register documents. */
  readonly documented: ReadonlySet<string>;
  /** `extensions.code` of refusals. */
  readonly refusals: ReadonlySet<string>;
  /** Whether every request must bring a token: only then is it counted what becomes of them. */
  readonly tokenRequired: boolean;
}

export interface Counter extends Metrics {
  transition(told: Transition): void;
  read(): readonly Reading[];
}

const ROUTE = '/graphql';
/** Outcomes are told as one text, type and kode: so many texts are remembered with what they are counted as. */
const MAX_TEXTS = 2_000;

/** Counts in this process's memory, by labels out of few words, and does nothing else until it is read. */
export function createCounter(known: Known): Counter {
  const durations = createHistograms(COUNTED.requestDuration);
  const own = createHistograms(COUNTED.ownDuration);
  const ways = createCounts(COUNTED.ways);
  const outcomes = createCounts(COUNTED.outcomes);
  const tokens = createCounts(COUNTED.tokens);
  const kept = createCounts(COUNTED.kept);
  const transitions = createCounts(COUNTED.transitions);
  const calls = countCalls(known.documented);
  const tokenWord = createWords();
  const texts = new Map<string, Count>();
  let active = 0;

  // Alerts look for an increase of these, and of a series that begins with 1 there is none.
  for (const kode of Object.keys(UTILGJENGELIG)) outcomes.of('KildeUtilgjengelig', kode);
  if (known.tokenRequired) for (const result of ['ok', 'KEYS_UNAVAILABLE']) tokens.of(result);

  function outcomeOf(text: string): Count {
    const found = texts.get(text);
    if (found) return found;
    const space = text.indexOf(' ');
    const type = space < 0 ? text : text.slice(0, space);
    const count = outcomes.of(type, space < 0 ? '' : kodeLabel(text.slice(space + 1), known.documented));
    if (texts.size < MAX_TEXTS) texts.set(text, count);
    return count;
  }

  function countTokens({ operation: { why }, caller }: Counted): void {
    // Whoever is no router has no token that anybody has looked at.
    if (why !== undefined && isOfRouter(why)) return;
    if (why !== undefined) tokens.of(tokenWord(why)).value += 1;
    else if (caller) tokens.of('ok').value += 1;
  }

  return {
    begin(): RequestMetrics {
      active += 1;
      const busy = createBusy();
      const wasBusy = (since: number) => {
        const now = performance.now();
        busy.add(now - since, now);
      };
      return {
        callOver(report) {
          busy.add(report.waitedMs + report.durationMs, performance.now());
          calls.over(report);
        },
        joined(kilde, since) {
          wasBusy(since);
          calls.joined(kilde);
        },
        paused: wasBusy,
        over(request, { status, isUnanswered }) {
          active -= 1;
          const ms = performance.now() - request.began;
          const { name, kind = '', refused } = request.operation;
          const error = refused === undefined ? '' : wordLabel(refused, known.refusals);
          const nameLabel = name === undefined ? '' : wordLabel(name, known.operations);
          const method = methodLabel(request.request.method);
          observe(durations.of(ROUTE, method, status, kind, nameLabel, error), DURATION_BUCKETS, ms / 1000);
          if (known.tokenRequired) countTokens(request);
          for (const [text, count] of request.tally.outcomes) outcomeOf(text).value += count;
          for (const [kilde, count] of Object.entries(request.tally.kept)) kept.of(kilde).value += count ?? 0;
          if (request.way === undefined || refused !== undefined) return;
          ways.of(request.way).value += 1;
          // Of a client that has hung up, calls are still under way.
          if (!isUnanswered) observe(own.of(kind), OWN_BUCKETS, Math.max(0, ms - busy.total()) / 1000);
        },
      };
    },
    transition({ kilde, service, what, kind = '', to }) {
      transitions.of(kilde, service, what, kind, to).value += 1;
    },
    read: () => [
      ...[durations, own, ways, outcomes, tokens, kept, transitions].map((family) => family.read()),
      ...calls.read(),
      readingOf(READ.active, [{ labels: {}, value: active }]),
    ],
  };
}
