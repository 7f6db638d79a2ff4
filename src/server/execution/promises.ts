/** What graphql-js waits for: whatever has a function `then`. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  if (value instanceof Promise) return true;
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What `next` makes of it, as a promise of ours: whoever waits for that asks no more. */
export function after(promise: PromiseLike<unknown>, next: (known: unknown) => unknown): Promise<unknown> {
  const made = promise.then(next);
  return made instanceof Promise ? made : Promise.resolve(made);
}
