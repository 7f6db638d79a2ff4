import type { AuditTrail } from './audit.ts';
import type { Identify } from './auth/identify.ts';
import type { Dokumenter } from './dokumenter.ts';
import type { Limits } from './limits.ts';
import type { Profil } from './profil.ts';

export interface GatewayOptions {
  readonly limits: Limits;
  readonly profil: Profil;
  /** The persisted documents, each of which the graph has been seen to take. */
  readonly dokumenter: Dokumenter;
  /** Milliseconds that one request may take; all its backend calls share them. */
  readonly fristMs: number;
  /** Whether the embedded sandbox answers: GraphiQL says so, and so do health and a header of every response. */
  readonly sandkasse: boolean;
  /** Whether every request must bring a token: GraphiQL opens with a place for one. */
  readonly tokenPaakrevd: boolean;
  /** By which names, but for this machine's own and addresses, the gateway is reached where no token is required. */
  readonly allowedHosts?: readonly string[];
  /** Who a request comes from: by its token, or whoever everybody is where authentication is off. */
  readonly identify: Identify;
  readonly audit: AuditTrail;
}
