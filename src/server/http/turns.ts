import type { Exchange, Parts } from '../context.ts';
import type { Refused } from '../refuse.ts';
import { refuseOverload } from './load.ts';

/** A larger body can hold long lists, which take milliseconds to execute: smaller ones go first. */
const LARGE_BODY_BYTES = 4_096;

/** Milliseconds in which requests are executed at once; those that come after that wait for the next turns. */
const SLICE_MS = 10;
/** Turns of the event loop between two large requests that wait. In each, libuv takes one new connection at most. */
const TURNS = 8;

/**
 * What a request waits for before it is executed; undefined when it goes on at once. Of many that come together one small request
 * goes on in each turn of the event loop, and one large request in every eighth. So new connections, health and small requests are
 * served between them, and memory of finished requests is freed.
 */
export function createTurns(): (isLarge: boolean) => Promise<void> | undefined {
  const small: (() => void)[] = [];
  const large: (() => void)[] = [];
  /** When the present slice began; undefined when nobody has to wait. */
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
 * Runs the functions that it is given, one in each turn of the event loop, the first at once. When forty requests time out together,
 * forty thousand fields are answered; connections and streams are served between them.
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

/**
 * Step turn: waits, when many requests come together. From here on the request is work under way. It is refused where so many are by now
 * that have come together with it, and were let through before any of them counted.
 */
export function waitForTurn(exchange: Exchange, parts: Parts): Refused | undefined | Promise<undefined> {
  const refused = refuseOverload(exchange, parts);
  if (refused) return refused;
  exchange.leave = parts.load.enter();
  const { body } = exchange;
  const turn = parts.turn(body !== undefined && body.bytes > LARGE_BODY_BYTES);
  return turn?.then(() => undefined);
}
