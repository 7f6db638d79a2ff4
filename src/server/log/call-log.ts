import type { CallReport } from '../../domain/call.ts';
import { kodeGroup } from '../../domain/kode-group.ts';
import { adviceOn } from '../../sources/index.ts';
import { createLineLimit } from './line-limit.ts';
import type { Logger } from 'pino';

/** Told of each call to a register when it is over. */
export type LogCall = (requestId: string, report: CallReport) => void;

/** A refusal by Maskinporten is told once in so long, by source and code: it meets every request until somebody mends it. */
export const REFUSAL_AGAIN_MS = 10 * 60_000;

/** One line a failed call, at the level warn; at debug one for each of the others too. */
export function createCallLog(logger: Logger): LogCall {
  const isOneMore = createLineLimit<{ kilde: string; kode: string }>((group, leftOut) => {
    logger.warn({ ...group, leftOut }, 'more calls failed');
  });
  const logRefusal = createRefusalLog(logger);
  const isDebug = logger.isLevelEnabled('debug');
  return (requestId, report) => {
    const { kilde, kode } = report;
    if (isRefusal(report)) return logRefusal(requestId, report);
    // Of a client that hung up nobody can say what the register would have answered.
    const isFailed = kode !== undefined && kode !== 'AVBRUTT';
    if (isFailed ? isOneMore({ kilde, kode: kodeGroup(kode) }) : isDebug) {
      logger[isFailed ? 'warn' : 'debug'](lineOf(requestId, report), isFailed ? 'call failed' : 'call');
    }
  };
}

/** Of calls, only those for a token end so: any other that lacks configuration is not made. */
function isRefusal({ kode }: CallReport): boolean {
  return kode === 'IKKE_KONFIGURERT';
}

/** As many are remembered as there are sources and codes: a code is three digits. */
function createRefusalLog(logger: Logger): LogCall {
  const told = new Map<string, { readonly at: number; leftOut: number }>();
  return (requestId, report) => {
    const { kilde, operation, status, fault: { bracketCode: mpCode, ...fault } = {} } = report;
    const key = `${kilde} ${mpCode ?? operation}`;
    const last = told.get(key);
    if (last && performance.now() < last.at + REFUSAL_AGAIN_MS) {
      last.leftOut += 1;
      return;
    }
    told.set(key, { at: performance.now(), leftOut: 0 });
    const advice = adviceOn(mpCode) ?? 'look at MASKINPORTEN_ISSUER, and at what the client is registered with there';
    const leftOut = last?.leftOut || undefined;
    logger.warn(
      { requestId, kilde, operation, status, mpCode, advice, fault, leftOut },
      'Maskinporten refuses a token',
    );
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
