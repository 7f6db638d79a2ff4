import type { Exchange, Parts } from '../context.ts';

/**
 * `deadline` fires when the time is up, with a TimeoutError. `signal` fires then too, and when the client hangs up, with
 * an AbortError. The deadline does not: a write that has been sent is not aborted when the client hangs up. `stop` fires `signal`
 * when nobody waits any more for what is still out. `closing` is to be called when the answer is sent, or the client has hung up.
 */
export function endOf(
  began: number,
  { options, ends }: Pick<Parts, 'options' | 'ends'>,
  oneATurn: (go: () => void) => void,
): Pick<Exchange, 'signal' | 'deadline' | 'deadlineAt' | 'stop'> & { readonly closing: (isAnswered: boolean) => void } {
  const end = new AbortController();
  let deadline: AbortController | undefined;
  let reason: DOMException | undefined;
  const timeIsUp = () => {
    reason = new DOMException('The request has taken all its time.', 'TimeoutError');
    deadline?.abort(reason);
    end.abort(reason);
  };
  const deadlineAt = began + options.deadlineMs;
  const over = () => {
    clearTimeout(timer);
    ends.remove(place);
  };
  const endNow = () => {
    over();
    oneATurn(timeIsUp);
  };
  const timer = setTimeout(endNow, options.deadlineMs);
  const place = ends.add(endNow);
  const stop = () => oneATurn(() => end.abort());
  return {
    closing: (isAnswered) => (isAnswered ? over() : stop()),
    signal: end.signal,
    deadline() {
      deadline ??= new AbortController();
      if (reason && !deadline.signal.aborted) deadline.abort(reason);
      return deadline.signal;
    },
    deadlineAt,
    stop,
  };
}
