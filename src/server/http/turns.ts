import type { Exchange, Parts } from '../context.ts';

/** A body with long lists in it takes milliseconds to execute: small ones pass it. */
const LARGE_BODY_BYTES = 4_096;

/** Milliseconds of requests at a stretch, after which the others wait. */
const SLICE_MS = 10;
/** Turns of the event loop between two large requests that wait. In each, libuv takes one new connection at most. */
const TURNS = 8;

/**
 * Says of a request that is about to be executed whether it goes on at once (undefined), or what it waits for. Of many that
 * come together one small one goes on in each turn of the event loop, and one large one in every eighth: so connections,
 * health and small requests are served between them, and what is over is let go of.
 */
export function createTurns(): (isLarge: boolean) => Promise<void> | undefined {
  const small: (() => void)[] = [];
  const large: (() => void)[] = [];
  /** When the stretch began whose end others wait for. */
  let began: number | undefined;

  function begin(): void {
    began = performance.now();
    setImmediate(turn, 1);
  }

  function turn(count: number): void {
    const isLast = count === TURNS;
    if (isLast) began = undefined;
    if (isLast && small.length + large.length > 0) begin();
    if (!isLast) setImmediate(turn, count + 1);
    small.shift()?.();
    if (isLast) large.shift()?.();
  }

  return (isLarge) => {
    if (began === undefined) begin();
    else if (isLarge || small.length > 0 || performance.now() - began > SLICE_MS) {
      return new Promise((resolve) => (isLarge ? large : small).push(resolve));
    }
    return undefined;
  };
}

/**
 * Does what it is given at once, but one in each turn of the event loop: forty requests whose time is up together have
 * forty thousand fields to answer, and connections and streams are served between them.
 */
export function createOneATurn(): (go: () => void) => void {
  const waiting: (() => void)[] = [];
  let isBusy = false;

  function next(): void {
    const go = waiting.shift();
    isBusy = go !== undefined;
    if (!go) return;
    setImmediate(next);
    go();
  }

  return (go) => {
    waiting.push(go);
    if (!isBusy) next();
  };
}

/** Step turn: refuses nothing. */
export async function waitForTurn({ body }: Exchange, { turn }: Parts): Promise<undefined> {
  await turn(body !== undefined && body.bytes > LARGE_BODY_BYTES);
}
