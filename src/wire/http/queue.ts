import type { CallSubject } from './http.ts';

/** Why a call's turn never came: too many waited, it has waited too long, none may go before a time, or none at all. */
export type Unserved = 'full' | 'late' | 'held' | 'open';

/** One call that wants a place. */
export interface Ticket {
  readonly kind: CallSubject['kind'];
  /** It goes after all others of its kind: a further try. */
  readonly isBehind: boolean;
  /** Its key has just timed out: it goes after those, and such have half of the places at most. */
  readonly isSuspect: boolean;
  readonly caller: string;
  /** Those of one caller's requests take turns, too. */
  readonly request: object;
  readonly key: string | undefined;
  /** When it gives up by itself, by `performance.now()`. */
  readonly until: number;
  /** Milliseconds after which it is slow; asked when somebody waits for its place. */
  readonly slowAfterMs: () => number;
  /** Its turn has come. */
  readonly go: () => void;
  readonly refuse: (why: Unserved) => void;
  readonly onAside: (() => void) | undefined;
  /** When it joined, and since its turn came when that was. The line's own. */
  since: number;
}

/** Tickets in the order in which their turns come: callers take turns, within one its requests, within those the first to come. */
export interface Queue {
  add(ticket: Ticket): void;
  take(): Ticket | undefined;
  remove(ticket: Ticket): void;
}

export function createQueue(): Queue {
  // A Map keeps the order in which its keys came: whose turn is over is put at the end.
  const callers = new Map<string, Map<object, Set<Ticket>>>();

  return {
    add(ticket) {
      const requests = callers.get(ticket.caller) ?? new Map<object, Set<Ticket>>();
      const tickets = requests.get(ticket.request) ?? new Set();
      tickets.add(ticket);
      requests.set(ticket.request, tickets);
      callers.set(ticket.caller, requests);
    },
    take() {
      for (const [caller, requests] of callers) {
        callers.delete(caller);
        for (const [request, tickets] of requests) {
          requests.delete(request);
          const [ticket] = tickets;
          if (!ticket) continue;
          tickets.delete(ticket);
          if (tickets.size > 0) requests.set(request, tickets);
          if (requests.size > 0) callers.set(caller, requests);
          return ticket;
        }
      }
      return undefined;
    },
    remove(ticket) {
      const requests = callers.get(ticket.caller);
      const tickets = requests?.get(ticket.request);
      tickets?.delete(ticket);
      if (tickets?.size === 0) requests?.delete(ticket.request);
      if (requests?.size === 0) callers.delete(ticket.caller);
    },
  };
}
