/** `CHAOS=full`: every service with every fault. Else the short form: every fault once, every source at least three times. */
export const FORM: 'short' | 'full' = readForm(process.env.CHAOS);

function readForm(text: string | undefined): 'short' | 'full' {
  if (text === undefined || text === 'short') return 'short';
  if (text === 'full') return 'full';
  throw new Error('CHAOS is short or full');
}

/** Clients, each with a token of its own. */
export const CLIENTS = 64;
/** Milliseconds between two questions of one client, which does not wait for the answer of the last. */
export const EVERY_MS = 400;

/** What a register that is well takes to answer. */
export const LATENCY_MS = 30;

/** REQUEST_DEADLINE_MS and SOURCE_TIMEOUT_MS of the gateway. */
export const DEADLINE_MS = 1_500;
export const TIMEOUT_MS = 500;
/** Milliseconds for which a breaker stays open before the next probe. */
export const PAUSE_MS = FORM === 'full' ? 1_000 : 500;
/** What the register that answers 429 asks for: longer than any request can wait. */
export const RETRY_AFTER_S = 2;

// What the issue asks for.
/** Of an answer, beyond the request's deadline. */
export const OVER_DEADLINE_MS = 250;
/** p99 of healthy fields during the fault, divided by that before. */
export const MOST_SLOWER = 1.3;
/** Calls to the faulty register, divided by those asked for; and so many more in any case, as the budget of retries allows. */
export const MOST_CALLS = 1.1;
export const MOST_CALLS_MORE = 10;
/** What an answer takes beside its calls, on a machine that does other things as well. */
export const SLACK_MS = 100;

/** How long each part of a row lasts. The fault outlasts a request, which otherwise may wait till it is over. */
export const PARTS = FORM === 'full' ? { beforeMs: 2_500, duringMs: 3_500 } : { beforeMs: 800, duringMs: 2_000 };
