import { Roll } from '../../domain/roll.ts';
import { MIN_SLOW_MS } from './durations.ts';
import type { CallSubject } from './http.ts';
import type { CallPolicy } from './settings.ts';
import { createQueue, type Queue, type Standing, type Ticket, type Unserved } from './queue.ts';

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
  const waiting = new Roll<Ticket>();
  const working = new Roll<Ticket>();
  /** Under way, and their places are free for others. */
  const aside = new Roll<Ticket>();
  /** Under way, by key. Keys stand here in clear, and for as long as their calls last. */
  const underWay = new Map<string, number>();
  /** Those whose key has its share, by key: how many, in queues of the key's own: there writes go first, too, and callers take turns. */
  const beside = new Map<string, Beside>();
  const heldUntil = { read: 0, write: 0 };
  /** Suspects under way. */
  let suspects = 0;
  let timer: NodeJS.Timeout | undefined;

  const rolls = { waiting, working, aside };
  const hasShare = (key: string | undefined) => key !== undefined && (underWay.get(key) ?? 0) >= share;

  function stand(ticket: Ticket, among: Standing['among']): void {
    stepAway(ticket);
    ticket.standing = { among, place: rolls[among].add(ticket) };
  }

  /** Where it has stood. */
  function stepAway(ticket: Ticket): Standing['among'] | undefined {
    if (!ticket.standing) return undefined;
    const { among, place } = ticket.standing;
    rolls[among].remove(place);
    ticket.standing = undefined;
    return among;
  }

  const isWaiting = ({ standing }: Ticket) => standing?.among === 'waiting';

  function start(ticket: Ticket, now: number): void {
    stand(ticket, 'working');
    ticket.since = now;
    if (ticket.key !== undefined) underWay.set(ticket.key, (underWay.get(ticket.key) ?? 0) + 1);
    if (ticket.isSuspect) suspects += 1;
    ticket.go();
  }

  /** The next whose turn it is. Those whose key has its share are put beside. */
  function take(now: number): Ticket | undefined {
    for (let index = 0; index < queues.length; index += 1) {
      if (heldUntil[index % 2 === 0 ? 'write' : 'read'] > now) continue;
      if (index >= SUSPECTS_FROM && suspects >= mostSuspects) return undefined;
      const queue = queues[index] as Queue;
      for (let ticket = queue.take(); ticket; ticket = queue.take()) {
        if (!hasShare(ticket.key)) return ticket;
        putBeside(ticket);
      }
    }
    return undefined;
  }

  function putBeside(ticket: Ticket): void {
    const key = ticket.key ?? '';
    const own = beside.get(key) ?? { count: 0, queues: createQueues() };
    if (own.count === 0) beside.set(key, own);
    own.count += 1;
    ticket.isBeside = true;
    queueOf(own.queues, ticket).add(ticket);
  }

  function isBesideNoMore(ticket: Ticket, own: Beside): void {
    ticket.isBeside = false;
    own.count -= 1;
    if (own.count === 0) beside.delete(ticket.key ?? '');
  }

  /** A place of the key's may be free: those who were put beside for it may take their turns again, one out of each queue. */
  function takeBack(key: string): void {
    const own = beside.get(key);
    if (!own || hasShare(key)) return;
    for (const queue of own.queues) {
      const ticket = queue.take();
      if (!ticket) continue;
      isBesideNoMore(ticket, own);
      queueOf(queues, ticket).add(ticket);
    }
  }

  function remove(ticket: Ticket): void {
    const { key } = ticket;
    const own = key === undefined ? undefined : beside.get(key);
    if (own && ticket.isBeside) {
      queueOf(own.queues, ticket).remove(ticket);
      isBesideNoMore(ticket, own);
      return;
    }
    queueOf(queues, ticket).remove(ticket);
    // It may have been the one that had been taken back.
    if (own) takeBack(key as string);
  }

  /** For whom there is no room: of the caller who has most in line the last to come, a read sooner than a write. */
  function oneTooMany({ caller }: Ticket): Ticket {
    const byCaller = Map.groupBy(waiting.all(), (ticket) => ticket.caller);
    let most = byCaller.get(caller) as Ticket[];
    for (const tickets of byCaller.values()) if (tickets.length > most.length) most = tickets;
    return most.findLast(({ kind }) => kind === 'read') ?? (most.at(-1) as Ticket);
  }

  function refuse(ticket: Ticket, why: Unserved): void {
    stepAway(ticket);
    remove(ticket);
    ticket.refuse(why);
  }

  /** Refuses those who wait and are so. To refuse one may let others go. */
  function refuseThose(are: (ticket: Ticket) => boolean, why: Unserved): void {
    for (const ticket of waiting.all()) if (isWaiting(ticket) && are(ticket)) refuse(ticket, why);
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
    if (aside.size >= maxSlow) return;
    // The first has its place for longest; where it is not slow yet, as nearly always, nobody is.
    if (!working.first || now - working.first.since < MIN_SLOW_MS) return;
    for (const ticket of working.all()) {
      if (aside.size >= maxSlow) return;
      if (now - ticket.since < ticket.slowAfterMs()) continue;
      stand(ticket, 'aside');
      // Not from within: who is told may join at once.
      if (ticket.onAside) queueMicrotask(ticket.onAside);
    }
  }

  function tick(): void {
    timer = undefined;
    const now = performance.now();
    for (let first = waiting.first; first && now - first.since >= maxWaitMs; first = waiting.first) {
      refuse(first, 'late');
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
      stand(ticket, 'waiting');
      queueOf(queues, ticket).add(ticket);
      proceed();
      if (waiting.size > maxWaiting) refuse(oneTooMany(ticket), 'full');
    },
    leave(ticket) {
      const stood = stepAway(ticket);
      if (stood === 'waiting') {
        remove(ticket);
        proceed();
      } else if (stood) {
        if (ticket.isSuspect) suspects -= 1;
        if (ticket.key !== undefined) {
          const left = (underWay.get(ticket.key) ?? 1) - 1;
          if (left > 0) underWay.set(ticket.key, left);
          else underWay.delete(ticket.key);
          takeBack(ticket.key);
        }
        proceed();
      }
      if (waiting.size === 0 && timer) {
        clearTimeout(timer);
        timer = undefined;
      }
    },
    hold(kind, until) {
      heldUntil[kind] = Math.max(heldUntil[kind], until);
      refuseThose((one) => one.kind === kind && Math.min(one.until, one.since + maxWaitMs) < until, 'held');
    },
    refuseAll(kind, why) {
      refuseThose((one) => one.kind === kind, why);
    },
    longestWaitMs() {
      const { first } = waiting;
      return first ? performance.now() - first.since : 0;
    },
  };
}

/** Those who wait beside for one key. */
interface Beside {
  count: number;
  readonly queues: readonly Queue[];
}

function createQueues(): readonly Queue[] {
  return Array.from({ length: SUSPECTS_FROM + 2 }, createQueue);
}

function queueOf(queues: readonly Queue[], { kind, isBehind, isSuspect }: Ticket): Queue {
  return queues[(kind === 'write' ? 0 : 1) + (isSuspect ? SUSPECTS_FROM : isBehind ? 2 : 0)] as Queue;
}
