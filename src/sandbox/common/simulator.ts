import type { Request, Response } from './server.ts';

/** One register, played: its wire format, its people and units, its odd days. Knows nothing of the gateway. */
export interface Simulator {
  /** The register's own wire. */
  handle(request: Request): Response | Promise<Response>;
  /** What only a sandbox has, under `/_sandbox/` on a port of its own: settings, recorded calls, a reset. */
  hooks(request: Request): Response | Promise<Response>;
  /** Back to the state at start: data, counters and settings. */
  reset(): void;
}
