import type { BackendCalls } from './backend-call-limit.ts';
import type { Limits } from './limits.ts';

export interface GatewayOptions {
  readonly limits: Limits;
  /** Milliseconds that one request may take; all its backend calls share them. */
  readonly fristMs: number;
  /** Whether the embedded sandbox answers: GraphiQL says so. */
  readonly sandkasse: boolean;
  readonly backendCalls: BackendCalls;
}
