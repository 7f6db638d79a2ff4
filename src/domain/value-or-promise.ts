/** What is mostly known at once, and sometimes has to be waited for: a store in memory, or one that other processes share. */
export type ValueOrPromise<Value> = Value | Promise<Value>;

/** What `next` makes of the value: at once where it is known, for a promise costs every request that makes one. */
export function withValue<Value, Made>(
  value: ValueOrPromise<Value>,
  next: (value: Value) => ValueOrPromise<Made>,
): ValueOrPromise<Made> {
  return value instanceof Promise ? value.then(next) : next(value);
}
