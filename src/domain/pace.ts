import { type Place, Roll } from './roll.ts';

/** The pace of one request: how much of its answer is made before everybody else gets a turn. */
export interface Pace {
  /** Undefined where the work can be done at once; else what to wait for. `weight` is the fields of the answer that follow. */
  turn(weight: number): Promise<void> | undefined;
  /** Calls back when nothing of the request waits for its turn: what is collected till then is everything there is. */
  whenIdle(callback: () => void): void;
}

/** Fields of answers between two looks at what else there is to do: some milliseconds. */
export const SLICE = 2000;

interface Waiting {
  readonly weight: number;
  go(): void;
}

interface Request {
  spent: number;
  /** Of what turn of the event loop `spent` speaks. */
  tick: number;
  readonly waiting: Waiting[];
  readonly idle: (() => void)[];
  /** In the line. */
  place: Place<Request> | undefined;
}

/**
 * Makes long answers a slice at a time. A request does its first slice at once, so that an ordinary one never waits; the
 * rest takes turns with that of other requests, a slice in each turn of the event loop.
 */
export function createPacer(): { forRequest(): Pace } {
  /** Those that wait for a turn, in its order. */
  const line = new Roll<Request>();
  let tick = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      tick += 1;
      if (line.first) serve(line.first);
    });
  }

  function stand(request: Request): void {
    request.place ??= line.add(request);
  }

  function leave(request: Request): void {
    if (request.place) line.remove(request.place);
    request.place = undefined;
  }

  function serve(request: Request): void {
    leave(request);
    if (request.waiting.length === 0) {
      for (const callback of request.idle.splice(0)) callback();
    } else {
      spendOf(request, releaseSlice(request.waiting));
      // Once more also when nothing is left: what has been released may lead to something that waits.
      stand(request);
    }
    if (line.size > 0) schedule();
  }

  function spendOf(request: Request, weight: number): void {
    if (request.tick !== tick) Object.assign(request, { tick, spent: 0 });
    request.spent += weight;
    schedule();
  }

  return {
    forRequest() {
      const request: Request = { spent: 0, tick, waiting: [], idle: [], place: undefined };
      const isWaiting = () => request.waiting.length > 0 || request.place !== undefined;
      return {
        turn(weight) {
          const isOver = request.tick === tick && request.spent >= SLICE;
          if (!isOver && !isWaiting()) {
            spendOf(request, weight);
            return undefined;
          }
          return new Promise((go) => {
            request.waiting.push({ weight, go });
            stand(request);
            schedule();
          });
        },
        whenIdle(callback) {
          if (isWaiting()) request.idle.push(callback);
          else callback();
        },
      };
    },
  };
}

/** Lets go of a slice, and of one at least; its weight. */
function releaseSlice(waiting: Waiting[]): number {
  let count = 0;
  let weight = 0;
  for (const one of waiting) {
    if (weight >= SLICE) break;
    one.go();
    weight += one.weight;
    count += 1;
  }
  waiting.splice(0, count);
  return weight;
}

/** The list when its turn has come; where it is long, its members come a slice at a time. */
export function spread<Member>(list: readonly Member[], weight: number, pace: Pace): unknown {
  if (list.length * weight <= SLICE / 4) return pace.turn(list.length * weight)?.then(() => list) ?? list;
  return list.map((member) => pace.turn(weight)?.then(() => member) ?? member);
}
