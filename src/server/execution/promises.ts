/** What graphql-js waits for: whatever has a function `then`. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  if (value instanceof Promise) return true;
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** As a promise of ours: whoever waits for that asks no more. */
export function ours(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise instanceof Promise ? promise : Promise.resolve(promise);
}

type Fail = (error: unknown) => null;

/** Told, and null, a turn of the queue of microtasks later. A promise would be another turn later null: a promise waits for it twice. */
export function toldNext(fail: Fail): (error: unknown) => PromiseLike<null> {
  // biome-ignore lint/suspicious/noThenProperty: what a promise is resolved with, and asks in its next turn
  return (error) => ({ then: (resolve: (value: null) => void) => resolve(fail(error)) }) as PromiseLike<null>;
}

/** Null at once, where a promise waits for it a turn anyway, and told in that turn: before whatever goes on with the null. */
export function nullNow(fail: Fail): Fail {
  return (error) => {
    queueMicrotask(() => fail(error));
    return null;
  };
}
