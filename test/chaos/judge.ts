import type { Asked, Field } from './client-process.ts';
import type { Fault } from './faults.ts';
import {
  DEADLINE_MS,
  LATENCY_MS,
  MOST_CALLS,
  MOST_CALLS_MORE,
  MOST_SLOWER,
  OVER_DEADLINE_MS,
  PAUSE_MS,
  SLACK_MS,
  TIMEOUT_MS,
} from './settings.ts';

/** What was seen of a service that failed for a while. */
export interface Seen {
  readonly fault: Pick<Fault, 'codes' | 'shows' | 'retryAfterMs'>;
  /** The questions that the fault befalls. */
  readonly faulty: ReadonlySet<number>;
  readonly asked: readonly Asked[];
  readonly beganMs: number;
  readonly endedMs: number;
  /** Calls about those questions while the fault lasted. */
  readonly calls: number;
}

/** A row of the table. */
export interface Row {
  /** p99 of the requests for one healthy field, in milliseconds. */
  readonly beforeMs: number;
  readonly duringMs: number;
  readonly slower: number;
  readonly longestMs: number;
  /** From the fault's end until the last request was sent that did not get the data. */
  readonly recoveredMs: number;
  readonly mostRecoveredMs: number;
  readonly calls: number;
  readonly wanted: number;
  /** How many answers the faulty fields had of each kind while the fault lasted. */
  readonly said: Readonly<Record<string, number>>;
  /** What is wrong, whatever else the machine does. */
  readonly wrong: readonly string[];
  /** What is too slow, or not there; a machine that stands still for a second can be the cause. */
  readonly slow: readonly string[];
}

/** What a call is answered that has taken too long, for whatever reason, and those that follow it. */
const LATE = new Set(['TIDSAVBRUDD', 'OVERBELASTET', 'KRETS_AAPEN']);

export function judge({ fault, faulty, asked, beganMs, endedMs, calls }: Seen): Row {
  const before = asked.filter(({ atMs, tookMs }) => atMs + tookMs < beganMs);
  const during = asked.filter(({ atMs }) => atMs >= beganMs && atMs < endedMs);
  const after = asked.filter(({ atMs }) => atMs >= endedMs);
  const isFaulty = ({ id }: Field) => faulty.has(id);
  const wrong: string[] = [];
  const slow: string[] = [];

  const failures = (list: readonly Asked[], of: (field: Field) => boolean) =>
    list.flatMap(({ fields }) => fields.filter((field) => of(field) && field.said !== 'right').map(({ said }) => said));
  const tell = (what: string, list: readonly string[]) => {
    const late = list.filter((said) => LATE.has(said));
    const other = list.filter((said) => !LATE.has(said));
    if (other.length > 0) wrong.push(`${what}: ${write(count(other))}`);
    if (late.length > 0) slow.push(`${what}: ${write(count(late))}`);
  };
  tell(
    'healthy fields failed',
    failures(asked, (field) => !isFaulty(field)),
  );
  tell('faulty fields failed before the fault', failures(before, isFaulty));
  const known = new Set([...fault.codes, 'right']);
  tell(
    'faulty fields answered an unknown code',
    failures(asked, isFaulty).filter((said) => !known.has(said)),
  );

  const said = during.flatMap(({ fields }) => fields.filter(isFaulty)).map((field) => field.said);
  if (said.length === 0) wrong.push('nobody asked for the faulty fields');
  if (fault.shows && !fault.shows.some((kode) => said.includes(kode))) slow.push('the fault did not show');

  const alone = (list: readonly Asked[]) =>
    list.filter(({ fields }) => fields.length === 1 && !fields.some(isFaulty)).map(({ tookMs }) => tookMs);
  const beforeMs = p99(alone(before));
  const duringMs = p99(alone(during));
  const slower = duringMs / beforeMs;
  const longestMs = Math.max(...asked.map(({ tookMs }) => tookMs));
  const late = after.filter(({ fields }) => fields.some((field) => isFaulty(field) && field.said !== 'right'));
  const recoveredMs = Math.max(0, ...late.map(({ atMs }) => atMs - endedMs));
  const mostRecoveredMs = Math.max(PAUSE_MS, fault.retryAfterMs ?? 0) + TIMEOUT_MS + LATENCY_MS + SLACK_MS;
  const isOver = (field: Field) => isFaulty(field) && field.said === 'right';
  const last = after.filter(({ atMs }) => atMs - endedMs > mostRecoveredMs);
  if (!last.some(({ fields }) => fields.some(isOver))) slow.push('the faulty fields never came back');

  // What waited when the fault began is called for while it lasts.
  const wanted = asked
    .filter(({ atMs }) => atMs >= beganMs - SLACK_MS && atMs < endedMs)
    .flatMap(({ fields }) => fields.filter((field) => isFaulty(field) && !field.joined)).length;
  if (calls > wanted * MOST_CALLS + MOST_CALLS_MORE) wrong.push(`${calls} calls for ${wanted} that were asked for`);

  if (slower > MOST_SLOWER) slow.push(`healthy fields took ${slower.toFixed(2)} times as long`);
  if (longestMs > DEADLINE_MS + OVER_DEADLINE_MS) slow.push(`an answer took ${Math.round(longestMs)} ms`);
  if (recoveredMs > mostRecoveredMs) slow.push(`${Math.round(recoveredMs)} ms until the data came back`);
  return {
    beforeMs,
    duringMs,
    slower,
    longestMs,
    recoveredMs,
    mostRecoveredMs,
    calls,
    wanted,
    said: count(said),
    wrong,
    slow,
  };
}

export function p99(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

export function count(list: readonly string[]): Record<string, number> {
  const all = [...Map.groupBy(list, (text) => text)].map(([text, same]) => [text, same.length] as const);
  return Object.fromEntries(all.toSorted(([, one], [, other]) => other - one));
}

export function write(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([text, times]) => `${times} ${text}`)
    .join(', ');
}
