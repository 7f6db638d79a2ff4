/** What graphql-js waits for: whatever has a function `then`. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  if (value instanceof Promise) return true;
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** As a promise of ours: whoever waits for that asks no more. */
export function ours(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise instanceof Promise ? promise : Promise.resolve(promise);
}
