import type { CallContext, CallReport } from '../../domain/call.ts';
import type { Verdict } from './breaker.ts';
import { openConnection, type Progress } from './connection.ts';
import { createDurations } from './durations.ts';
import { createExchange, type Exchanged } from './exchange.ts';
import { createGate, type Gate } from './gate.ts';
import {
  type CallSubject,
  failure,
  type HttpClient,
  type HttpClientOptions,
  type HttpFailure,
  type HttpResponse,
  type HttpState,
  type ReadReport,
  reasonOf,
  refusal,
} from './http.ts';
import { createLine } from './line.ts';
import type { Ticket, Unserved } from './queue.ts';
import { createRetries } from './retry.ts';
import { CALL_POLICY, mergePolicies } from './settings.ts';
import { createSuspects } from './suspects.ts';

/** Asks one address: by turns, so many at once, and not while it is known to fail. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const policy = mergePolicies(CALL_POLICY, options);
  const base = new URL(options.url);
  const server = {
    address: base.hostname.replace(/^\[|\]$/g, ''),
    port: Number(base.port) || PORTS[base.protocol] || 0,
  };
  const connection = openConnection(base, {
    sockets: policy.maxConcurrent,
    spare: policy.maxSlow,
    tls: options.tls,
    proxy: policy.proxy,
  });
  const exchange = createExchange(base, connection, { ...options, timeoutMs: policy.timeoutMs });
  const durations = createDurations();
  const suspects = createSuspects();
  const line = createLine(policy);
  const retries = createRetries(policy);
  const gates = { read: gateOf('read'), write: gateOf('write') };
  let state: HttpState = 'UNKNOWN';

  function gateOf(kind: CallSubject['kind']): Gate {
    return createGate(policy, (from, to) => {
      if (to !== 'closed') line.refuseAll(kind, 'open');
      // Those who come back must be able to say so.
      if (to === 'open') suspects.forget();
      options.onTransition?.({ what: 'breaker', kind, from, to });
    });
  }

  function become(now: HttpState): void {
    if (now === state) return;
    const from = state;
    state = now;
    options.onTransition?.({ what: 'state', from, to: now });
  }

  function send(
    request: Parameters<HttpClient['send']>[0],
    call: CallContext,
    subject: CallSubject,
  ): Promise<HttpResponse | HttpFailure> {
    if (call.signal.aborted) return Promise.resolve(failure(reasonOf(call.signal), true));
    const gate = gates[subject.kind];
    const refused = gate.refuses(call.deadlineAt);
    if (refused) {
      report(call, subject, refused);
      return Promise.resolve(refused);
    }
    return new Promise((resolve, reject) => {
      const asked = performance.now();
      const progress: Progress = { sent: false };
      let isUnderWay = false;
      const refuse = (answer: HttpFailure) => {
        call.signal.removeEventListener('abort', leave);
        report(call, subject, answer, { waitedMs: performance.now() - asked });
        resolve(answer);
      };
      // An ended signal leaves the line at once, and waits for nothing that is under way.
      const leave = () => {
        const answer = failure(reasonOf(call.signal), !progress.sent);
        if (isUnderWay) return resolve(answer);
        line.leave(ticket);
        refuse(answer);
      };
      const go = async (): Promise<void> => {
        const begun = performance.now();
        const period = gate.breaker.begin();
        if (period === undefined) {
          refuse(refusalOf('open', gate));
          return queueMicrotask(() => line.leave(ticket));
        }
        isUnderWay = true;
        progress.trace = call.trace?.();
        let verdict: Verdict = 'nothing';
        try {
          const made = typeof request === 'function' ? await request() : request;
          if (subject.kind === 'read' && (subject.attempt ?? 1) === 1) retries.count();
          const exchanged = await exchange(made, call, progress);
          const { answer } = exchanged;
          const read = answer.kind === 'response' ? await made.reads?.(answer) : undefined;
          const durationMs = performance.now() - begun;
          verdict = judge(exchanged, read, subject, durationMs);
          const { method } = made;
          const { errorCode } = exchanged;
          const { trace } = progress;
          report(call, subject, answer, { waitedMs: begun - asked, durationMs, read, errorCode, method, trace });
          resolve(answer);
        } catch (bug) {
          reject(bug);
        } finally {
          call.signal.removeEventListener('abort', leave);
          gate.breaker.end(period, verdict);
          line.leave(ticket);
        }
      };
      const ticket: Ticket = {
        kind: subject.kind,
        isBehind: (subject.attempt ?? 1) > 1,
        isSuspect: suspects.has(subject.key),
        caller: call.caller.id,
        request: call,
        key: subject.key,
        until: call.deadlineAt ?? Infinity,
        slowAfterMs: () => durations.slowAfterMs(subject.operation),
        go,
        refuse: (why) => refuse(refusalOf(why, gate)),
        onAside: subject.onAside,
        since: asked,
      };
      call.signal.addEventListener('abort', leave, { once: true });
      line.join(ticket);
    });
  }

  function refusalOf(why: Unserved, gate: Gate): HttpFailure {
    if (why === 'held') return gate.held();
    if (why === 'open') return refusal('KRETS_AAPEN', gate.breaker.refuses() ?? 1);
    return refusal('OVERBELASTET', Math.max(1, Math.ceil(line.longestWaitMs() / 1000)));
  }

  /** What a call says of the register, for its breaker; takes in what it says beside. */
  function judge(
    { answer, isTimedOut }: Exchanged,
    read: ReadReport | undefined,
    { kind, operation, key }: CallSubject,
    durationMs: number,
  ): Verdict {
    if (answer.kind === 'response') {
      const until = gates[kind].hear(answer);
      if (until !== undefined) line.hold(kind, until);
      suspects.clear(key);
      const isDown = answer.status >= 500 && !read?.isAnswer;
      if (!isDown) durations.add(operation, durationMs);
      become(isDown ? 'DOWN' : 'UP');
      return isDown ? 'failed' : 'answered';
    }
    if (answer.kode === 'UGYLDIG_SVAR') {
      become('UP');
      return 'answered';
    }
    // A request that had no time left says nothing of the register.
    const isSilent = answer.kode === 'TIDSAVBRUDD' && (isTimedOut || durationMs >= durations.slowAfterMs(operation));
    if (answer.kode !== 'TILKOBLING' && !isSilent) return 'nothing';
    become('DOWN');
    // One key that hangs again and again says no more than the first time. What was not sent was no question about the key.
    return isSilent && !answer.unsent && key !== undefined && !suspects.add(key) ? 'nothing' : 'failed';
  }

  function report(
    call: CallContext,
    { operation, attempt = 1 }: CallSubject,
    answer: HttpResponse | HttpFailure,
    {
      waitedMs = 0,
      durationMs = 0,
      read,
      errorCode,
      method,
      trace,
    }: Partial<Pick<CallReport, 'waitedMs' | 'durationMs' | 'errorCode' | 'method' | 'trace'>> & {
      read?: ReadReport | undefined;
    } = {},
  ): void {
    call.report?.({
      kilde: options.kilde,
      operation,
      attempt,
      waitedMs,
      durationMs: answer.kind === 'failure' && answer.unsent ? 0 : durationMs,
      kode:
        answer.kind === 'failure'
          ? answer.kode
          : (read?.kode ?? (read?.isAnswer ? undefined : kodeOfStatus(answer.status))),
      answered: read?.answered,
      status: answer.kind === 'response' ? answer.status : undefined,
      errorCode,
      fault: read?.fault,
      securityStep: read?.securityStep,
      method,
      server,
      trace,
    });
  }

  const { renew, close } = connection;
  return {
    maxConcurrent: policy.maxConcurrent,
    retries,
    service: options.service,
    send,
    state: () => state,
    breakers: () => ({ read: gates.read.breaker.state(), write: gates.write.breaker.state() }),
    renew,
    close,
  };
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** The statuses that say that the register cannot answer now. */
function kodeOfStatus(status: number): string | undefined {
  return status === 429 || status >= 500 ? `HTTP_${status}` : undefined;
}
