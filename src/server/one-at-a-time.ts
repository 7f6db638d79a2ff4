import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/**
 * Lets those who call it go on one at a time, one for each turn of the event loop: whoever does not call it is served
 * between them.
 */
export function createOneAtATime(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => turnOfTheLoop());
    return last;
  };
}
