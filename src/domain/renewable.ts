/**
 * A value that may be replaced while it is in use. Whoever reads `current` has the newest one; who holds what they have read goes on with
 * that, so that a request ends with what it began with. Reading costs a property.
 */
export interface Renewable<Value> {
  readonly current: Value;
}

/** One that `renew` gives another value. */
export interface Renewed<Value> extends Renewable<Value> {
  renew(value: Value): void;
}

export function createRenewable<Value>(first: Value): Renewed<Value> {
  let current = first;
  return {
    get current() {
      return current;
    },
    renew(value) {
      current = value;
    },
  };
}

/** What is made of the value, and made anew when it is first asked for after the value has been replaced. */
export function madeOf<Value, Made>(
  source: Renewable<Value>,
  make: (value: Value, before: Made | undefined) => Made,
): () => Made {
  let value = source.current;
  let made = make(value, undefined);
  return () => {
    if (source.current !== value) {
      value = source.current;
      made = make(value, made);
    }
    return made;
  };
}
