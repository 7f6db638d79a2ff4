/**
 * A message whose security does not hold. One text for every reason: which check failed, and how far it came, is what
 * an attacker against the padding of AES-CBC and OAEP asks for.
 */
export class SecurityRefusal extends Error {
  override readonly name = 'SecurityRefusal';
  constructor() {
    super('Security verification failed');
  }
}

export function refuse(): never {
  throw new SecurityRefusal();
}

export function demand(condition: boolean): asserts condition {
  if (!condition) refuse();
}

/** The value that must be there. */
export function present<Value>(value: Value | null | undefined): Value {
  return value ?? refuse();
}
