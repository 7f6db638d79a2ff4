import type { RecordedCall, Sandbox } from '../common/sandbox.ts';
import type { Keys } from './keys.ts';
import type { Settings } from './settings.ts';

/** The path of the issuer's address; everything is below it. */
export const PATH = '/maskinporten/';

/** One call as it is remembered: which client asked for what, and how it went. Never an assertion or a token. */
export interface MaskinportenCall extends RecordedCall {
  readonly operation: 'discovery' | 'token' | 'jwk' | null;
  /** The client, where it is one that is registered. */
  readonly client: string | null;
  readonly scopes: readonly string[];
  readonly consumerOrg: string | null;
  readonly httpStatus: number;
}

export interface State {
  /** The ids of assertions that have come. */
  readonly seenIds: Set<string>;
  readonly keys: Keys;
  /** By which addresses it has been asked, each an issuer of its own. Outlives a reset, as the tokens do. */
  readonly issuers: Set<string>;
}

export type MaskinportenSandbox = Sandbox<Settings, State, MaskinportenCall>;
