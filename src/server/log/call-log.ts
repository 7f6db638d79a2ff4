import type { CallReport } from '../../domain/call.ts';
import { UTILGJENGELIG } from '../../domain/registerfeil.ts';
import type { Logger } from 'pino';

/** Told of each call to a register when it is over. */
export type LogCall = (requestId: string, report: CallReport) => void;

/** So many failed calls of one source, with one kode, are logged one by one in a second. Those beyond are counted. */
export const MAX_A_SECOND = 10;
const SECOND_MS = 1_000;

/** One line a failed call, at the level warn; at debug one for each of the others too. */
export function createCallLog(logger: Logger): LogCall {
  const limit = createLimit((kilde, kode, leftOut) => {
    logger.warn({ kilde, kode, leftOut }, 'more calls failed');
  });
  const isDebug = logger.isLevelEnabled('debug');
  return (requestId, report) => {
    const { kilde, kode } = report;
    // Of a client that hung up nobody can say what the register would have answered.
    const isFailed = kode !== undefined && kode !== 'AVBRUTT';
    if (isFailed ? limit(kilde, groupOf(kode)) : isDebug) {
      logger[isFailed ? 'warn' : 'debug'](lineOf(requestId, report), isFailed ? 'call failed' : 'call');
    }
  };
}

function lineOf(requestId: string, report: CallReport): object {
  const { kilde, operation, kode, answered, status, errorCode, attempt, fault, securityStep } = report;
  return {
    requestId,
    kilde,
    operation,
    kode,
    answered,
    status,
    errorCode: errorCode !== undefined && /^[A-Z\d_]{1,64}$/.test(errorCode) ? errorCode : undefined,
    attempt,
    waitedMs: tenths(report.waitedMs),
    durationMs: tenths(report.durationMs),
    fault,
    securityStep,
  };
}

/** Milliseconds with one decimal. */
export function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** What is counted together: a register chooses its statuses and its own codes, and could send another each time. */
function groupOf(kode: string): string {
  if (Object.hasOwn(UTILGJENGELIG, kode)) return kode;
  return /^HTTP_\d{3}$/.test(kode) ? `${kode.slice(0, 'HTTP_n'.length)}xx` : 'other';
}

/** Whether one more may be logged. When a second is over, `tell` is told how many could not. */
function createLimit(tell: (kilde: string, group: string, leftOut: number) => void) {
  const counts = new Map<string, number>();
  return (kilde: string, group: string): boolean => {
    const key = `${kilde} ${group}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count === 1) {
      setTimeout(() => {
        const leftOut = (counts.get(key) ?? 0) - MAX_A_SECOND;
        counts.delete(key);
        if (leftOut > 0) tell(kilde, group, leftOut);
      }, SECOND_MS).unref();
    }
    return count <= MAX_A_SECOND;
  };
}
