import { STATUS_CODES } from 'node:http';
import type { CallReport } from '../../domain/call.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import { COUNTED, DURATION_BUCKETS, WAIT_BUCKETS } from './definitions.ts';
import { createCounts, createHistograms, observe, OTHER, type Reading } from './families.ts';
import { kodeLabel } from './labels.ts';

/** Counts calls to registers, by what their reports say: `documented` are the codes that a register documents. */
export function countCalls(documented: ReadonlySet<string>) {
  const durations = createHistograms(COUNTED.callDuration);
  const calls = createCounts(COUNTED.calls);
  const waits = createHistograms(COUNTED.waits);
  const retries = createCounts(COUNTED.retries);
  const joins = createCounts(COUNTED.joins);
  return {
    over(report: CallReport): void {
      const { kilde, operation, kode, answered, status, attempt, waitedMs, durationMs } = report;
      const error = kode === undefined ? '' : kodeLabel(kode, documented);
      const isSent = durationMs > 0 || status !== undefined;
      if (isSent) {
        observe(durations.of(kilde, operation, statusLabel(status), error), DURATION_BUCKETS, durationMs / 1000);
      }
      const told = kode === undefined && answered !== undefined ? kodeLabel(answered, documented) : error;
      calls.of(kilde, operation, resultOf(report, isSent), told).value += 1;
      observe(waits.of(kilde), WAIT_BUCKETS, waitedMs / 1000);
      if (attempt > 1) retries.of(kilde, operation).value += 1;
    },
    joined(kilde: Kilde): void {
      joins.of(kilde).value += 1;
    },
    read: (): readonly Reading[] => [durations, calls, waits, retries, joins].map((family) => family.read()),
  };
}

function resultOf({ kode, answered }: CallReport, isSent: boolean): string {
  if (kode === undefined) return answered === undefined ? 'data' : 'documented';
  if (kode === 'AVBRUTT') return 'aborted';
  return isSent ? 'failed' : 'unsent';
}

/** A register may send any three digits. */
function statusLabel(status: number | undefined): number | string {
  if (status === undefined) return '';
  return status in STATUS_CODES ? status : OTHER;
}
