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

/**
 * Which check of a response failed, for the gateway's own log: the parts of the envelope; the key and the Body that it decrypts, of
 * which nothing more is told; who signed, by whom that is vouched for, and whether it is the register; the signature, and the digests of
 * what it covers; the time; the confirmation of our own signature; what stands in the Body.
 */
export type SecurityStep =
  | 'parts'
  | 'decryption'
  | 'token'
  | 'certificate chain'
  | 'certificate holder'
  | 'signature'
  | 'digest'
  | 'timestamp'
  | 'confirmation'
  | 'body';

/** How far the checks have come. Set before each of them, whether it holds or not, so that it costs the same time. */
export interface SecurityProgress {
  step: SecurityStep;
}

/** The value that must be there. */
export function present<Value>(value: Value | null | undefined): Value {
  return value ?? refuse();
}
