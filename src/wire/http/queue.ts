import { type Place, Roll } from '../../domain/roll.ts';
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
  /** Where it stands. The line's own. */
  standing?: Standing | undefined;
  /** Whether it stands in the queues of its key. The line's own. */
  isBeside?: boolean;
  /** Where it stands in a queue. The queue's own. */
  turn?: Turn | undefined;
}

/** Among those who wait, or who have a place, or whose place is free for others. */
export interface Standing {
  readonly among: 'waiting' | 'working' | 'aside';
  readonly place: Place<Ticket>;
}

/** Tickets in the order in which their turns come: callers take turns, within one its requests, within those the first to come. */
export interface Queue {
  add(ticket: Ticket): void;
  take(): Ticket | undefined;
  remove(ticket: Ticket): void;
}

interface Turn {
  readonly ofCaller: CallerTurn;
  readonly ofRequest: RequestTurn;
  readonly place: Place<Ticket>;
}

interface CallerTurn {
  readonly caller: string;
  readonly requests: Roll<RequestTurn>;
  place: Place<CallerTurn> | undefined;
}

interface RequestTurn {
  readonly request: object;
  readonly tickets: Roll<Ticket>;
  place: Place<RequestTurn> | undefined;
}

/** No Maps, for the reason that `Roll` gives: those who wait are few enough to be looked through. */
export function createQueue(): Queue {
  /** Those who have tickets in it. Whose turn is over is put at the end. */
  const callers = new Roll<CallerTurn>();

  function turnOf(caller: string): CallerTurn {
    const known = callers.find((one) => one.caller === caller);
    if (known) return known;
    const turn: CallerTurn = { caller, requests: new Roll(), place: undefined };
    turn.place = callers.add(turn);
    return turn;
  }

  function turnIn({ requests }: CallerTurn, request: object): RequestTurn {
    const known = requests.find((one) => one.request === request);
    if (known) return known;
    const turn: RequestTurn = { request, tickets: new Roll(), place: undefined };
    turn.place = requests.add(turn);
    return turn;
  }

  function remove(ticket: Ticket): void {
    if (!ticket.turn) return;
    const { ofCaller, ofRequest, place } = ticket.turn;
    ticket.turn = undefined;
    ofRequest.tickets.remove(place);
    if (ofRequest.tickets.size === 0 && ofRequest.place) ofCaller.requests.remove(ofRequest.place);
    if (ofCaller.requests.size === 0 && ofCaller.place) callers.remove(ofCaller.place);
  }

  return {
    remove,
    add(ticket) {
      const ofCaller = turnOf(ticket.caller);
      const ofRequest = turnIn(ofCaller, ticket.request);
      ticket.turn = { ofCaller, ofRequest, place: ofRequest.tickets.add(ticket) };
    },
    take() {
      const ofCaller = callers.first;
      const ofRequest = ofCaller?.requests.first;
      const ticket = ofRequest?.tickets.first;
      if (!ofCaller || !ticket) return undefined;
      if (ofCaller.place) callers.toEnd(ofCaller.place);
      if (ofRequest.place) ofCaller.requests.toEnd(ofRequest.place);
      remove(ticket);
      return ticket;
    },
  };
}
