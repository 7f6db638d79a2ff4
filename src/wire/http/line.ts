import type { CallSubject } from './http.ts';
import type { CallPolicy } from './settings.ts';
import { createQueue, type Queue, type Ticket, type Unserved } from './queue.ts';

/** Lets calls to one address go by turns, so many at once. */
export interface Line {
  /** Goes at once where there is a place; else waits, or is refused. */
  join(ticket: Ticket): void;
  /** Gives back its place, or its place in line. */
  leave(ticket: Ticket): void;
  /** Lets no call of a kind go before then, and refuses those who would not wait so long. */
  hold(kind: CallSubject['kind'], until: number): void;
  /** Refuses all of a kind that wait. */
  refuseAll(kind: CallSubject['kind'], why: Unserved): void;
  /** Milliseconds that the first in line has waited; 0 where nobody waits. */
  longestWaitMs(): number;
}

/** How often those who wait are looked at: whether they have waited too long, or a place is free beside a slow call. */
const TICK_MS = 25;
/** A key has at most one in so many of the places, but one. */
const SHARE = 4;
/** The queues of writes and reads, of those behind, and of suspects come in this order; from here on they are of suspects. */
const SUSPECTS_FROM = 4;

type Settings = Pick<CallPolicy, 'maxConcurrent' | 'maxSlow' | 'maxWaiting' | 'maxWaitMs'>;

/**
 * Writes go first, then reads, then those that are behind, then the suspects; callers take turns, and within a caller its requests.
 * A call that has become slow stands aside while others wait: its place is free for them, up to `maxSlow` such.
 */
export function createLine({ maxConcurrent, maxSlow, maxWaiting, maxWaitMs }: Settings): Line {
  const share = Math.max(1, Math.floor(maxConcurrent / SHARE));
  const mostSuspects = Math.max(1, Math.floor(maxConcurrent / 2));
  const queues = createQueues();
  /** All who wait, the first to come first. */
  const waiting = new Set<Ticket>();
  /** The same, by caller. */
  const byCaller = new Map<string, Set<Ticket>>();
  const working = new Set<Ticket>();
  const aside = new Set<Ticket>();
  /** Under way, by key. Keys stand here in clear, and for as long as their calls last. */
  const underWay = new Map<string, number>();
  /** Those whose key has its share, by key, in queues of the key's own: there writes go first, too, and callers take turns. */
  const beside = new Map<string, { readonly tickets: Set<Ticket>; readonly queues: readonly Queue[] }>();
  const heldUntil = { read: 0, write: 0 };
  /** Suspects under way. */
  let suspects = 0;
  let timer: NodeJS.Timeout | undefined;

  const hasShare = (key: string | undefined) => key !== undefined && (underWay.get(key) ?? 0) >= share;

  function wait(ticket: Ticket): void {
    waiting.add(ticket);
    const others = byCaller.get(ticket.caller);
    if (others) others.add(ticket);
    else byCaller.set(ticket.caller, new Set([ticket]));
    queueOf(queues, ticket).add(ticket);
  }

  /** Whether it has waited. */
  function waitNoMore(ticket: Ticket): boolean {
    const others = byCaller.get(ticket.caller);
    if (others?.delete(ticket) && others.size === 0) byCaller.delete(ticket.caller);
    return waiting.delete(ticket);
  }

  function start(ticket: Ticket, now: number): void {
    waitNoMore(ticket);
    working.add(ticket);
    ticket.since = now;
    if (ticket.key !== undefined) underWay.set(ticket.key, (underWay.get(ticket.key) ?? 0) + 1);
    if (ticket.isSuspect) suspects += 1;
    ticket.go();
  }

  /** The next whose turn it is. Those whose key has its share are put beside. */
  function take(now: number): Ticket | undefined {
    for (const [index, queue] of queues.entries()) {
      if (heldUntil[index % 2 === 0 ? 'write' : 'read'] > now) continue;
      if (index >= SUSPECTS_FROM && suspects >= mostSuspects) return undefined;
      for (let ticket = queue.take(); ticket; ticket = queue.take()) {
        if (!hasShare(ticket.key)) return ticket;
        putBeside(ticket);
      }
    }
    return undefined;
  }

  function putBeside(ticket: Ticket): void {
    const key = ticket.key ?? '';
    const own = beside.get(key) ?? { tickets: new Set(), queues: createQueues() };
    beside.set(key, own);
    own.tickets.add(ticket);
    queueOf(own.queues, ticket).add(ticket);
  }

  /** A place of the key's may be free: those who were put beside for it may take their turns again, one out of each queue. */
  function takeBack(key: string): void {
    const own = beside.get(key);
    if (!own || hasShare(key)) return;
    for (const queue of own.queues) {
      const ticket = queue.take();
      if (!ticket) continue;
      own.tickets.delete(ticket);
      queueOf(queues, ticket).add(ticket);
    }
    if (own.tickets.size === 0) beside.delete(key);
  }

  function remove(ticket: Ticket): void {
    const { key } = ticket;
    const own = key === undefined ? undefined : beside.get(key);
    if (own?.tickets.delete(ticket)) {
      queueOf(own.queues, ticket).remove(ticket);
      if (own.tickets.size === 0) beside.delete(key as string);
      return;
    }
    queueOf(queues, ticket).remove(ticket);
    // It may have been the one that had been taken back.
    if (own) takeBack(key as string);
  }

  /** For whom there is no room: of the caller who has most in line the last to come, a read sooner than a write. */
  function oneTooMany({ caller }: Ticket): Ticket {
    let most = byCaller.get(caller) as Set<Ticket>;
    for (const tickets of byCaller.values()) if (tickets.size > most.size) most = tickets;
    const tickets = [...most];
    return tickets.findLast(({ kind }) => kind === 'read') ?? (tickets.at(-1) as Ticket);
  }

  function refuse(ticket: Ticket, why: Unserved): void {
    waitNoMore(ticket);
    remove(ticket);
    ticket.refuse(why);
  }

  /** Gives places to those who wait, also those of calls that have become slow. */
  function proceed(): void {
    if (waiting.size > 0) {
      const now = performance.now();
      if (working.size >= maxConcurrent) putAside(now);
      while (working.size < maxConcurrent) {
        const ticket = take(now);
        if (!ticket) break;
        start(ticket, now);
      }
    }
    if (waiting.size > 0) timer ??= setTimeout(tick, TICK_MS);
  }

  function putAside(now: number): void {
    for (const ticket of working) {
      if (aside.size >= maxSlow) return;
      if (now - ticket.since < ticket.slowAfterMs()) continue;
      working.delete(ticket);
      aside.add(ticket);
      // Not from within: who is told may join at once.
      if (ticket.onAside) queueMicrotask(ticket.onAside);
    }
  }

  function tick(): void {
    timer = undefined;
    const now = performance.now();
    for (const ticket of waiting) {
      if (now - ticket.since < maxWaitMs) break;
      refuse(ticket, 'late');
    }
    proceed();
  }

  return {
    join(ticket) {
      const now = performance.now();
      ticket.since = now;
      const isFree = working.size < maxConcurrent && waiting.size === 0;
      const isOneTooMany = ticket.isSuspect && suspects >= mostSuspects;
      if (isFree && heldUntil[ticket.kind] <= now && !isOneTooMany && !hasShare(ticket.key)) return start(ticket, now);
      // It may be that all who wait are beside or held, and a place is free: then it is counted among them for a moment.
      wait(ticket);
      proceed();
      if (waiting.size > maxWaiting) refuse(oneTooMany(ticket), 'full');
    },
    leave(ticket) {
      if (working.delete(ticket) || aside.delete(ticket)) {
        if (ticket.isSuspect) suspects -= 1;
        if (ticket.key !== undefined) {
          const left = (underWay.get(ticket.key) ?? 1) - 1;
          if (left > 0) underWay.set(ticket.key, left);
          else underWay.delete(ticket.key);
          takeBack(ticket.key);
        }
        proceed();
      } else if (waitNoMore(ticket)) {
        remove(ticket);
        proceed();
      }
      if (waiting.size === 0 && timer) {
        clearTimeout(timer);
        timer = undefined;
      }
      Object.assign(ticket, ENDED);
    },
    hold(kind, until) {
      heldUntil[kind] = Math.max(heldUntil[kind], until);
      for (const ticket of waiting) {
        const endsAt = Math.min(ticket.until, ticket.since + maxWaitMs);
        if (ticket.kind === kind && endsAt < until) refuse(ticket, 'held');
      }
    },
    refuseAll(kind, why) {
      for (const ticket of waiting) if (ticket.kind === kind) refuse(ticket, why);
    },
    longestWaitMs() {
      const [first] = waiting;
      return first ? performance.now() - first.since : 0;
    },
  };
}

/**
 * What a ticket leads to when it has left. V8 makes a Set with much coming and going a new table every few members, to which the old one
 * points: once a full collection has made one old, all that come after it stay with their members until the next. So those lead to no request.
 */
const ENDED: Pick<Ticket, 'request' | 'slowAfterMs' | 'go' | 'refuse' | 'onAside'> = {
  request: {},
  slowAfterMs: () => Number.POSITIVE_INFINITY,
  go: () => {},
  refuse: () => {},
  onAside: undefined,
};

function createQueues(): readonly Queue[] {
  return Array.from({ length: SUSPECTS_FROM + 2 }, createQueue);
}

function queueOf(queues: readonly Queue[], { kind, isBehind, isSuspect }: Ticket): Queue {
  return queues[(kind === 'write' ? 0 : 1) + (isSuspect ? SUSPECTS_FROM : isBehind ? 2 : 0)] as Queue;
}
