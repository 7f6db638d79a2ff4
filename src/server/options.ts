import type { AccessLogs } from './audit/access-log.ts';
import type { ReasonSettings } from './audit/reason.ts';
import type { AuditTrail } from './audit/trail.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import type { Identify } from './callers/identify.ts';
import type { CheckRouter } from './callers/router-proof.ts';
import type { FollowedFiles } from './files.ts';
import type { Documents, HeldDocuments } from './documents/documents.ts';
import type { Limits, LoadLimits } from './limits.ts';
import type { Scrape } from './metrics/exposition.ts';
import type { Metrics } from './metrics/observer.ts';
import type { Profile } from './profile.ts';
import type { RateSettings } from './rates/settings.ts';
import type { SecurityContacts } from './security-txt.ts';
import type { Traces } from './traces/traces.ts';
import type { Shared } from './redis/shared.ts';

/** Told of each step of a request to /graphql when it begins: measurements and traces are put on here. */
export type OnStep = (step: string, requestId: string) => void;

/** Longer than the minute for which most load balancers keep a connection: whoever closes first must be the one that sends. */
export const KEEP_ALIVE_MS = 75_000;

/** By then, load balancers that look every second or two have seen that the gateway is not ready. */
export const SHUTDOWN_DELAY_MS = 5_000;

export interface GatewayOptions {
  readonly limits: Limits;
  readonly profile: Profile;
  /** The persisted documents, all of which have been validated against the graph. */
  readonly documents: Documents | HeldDocuments;
  /** Milliseconds that one request may take; all its backend calls share them. */
  readonly deadlineMs: number;
  /** Milliseconds that a connection without a request is kept open. Default: KEEP_ALIVE_MS. */
  readonly keepAliveMs?: number;
  /** Whether the embedded sandbox answers: GraphiQL says so, and so do health and a header of every response. */
  readonly sandbox: boolean;
  /** The registers that are asked for real though it does; GraphiQL and health say so, too. */
  readonly real?: readonly Kilde[];
  /** Whether every request must bring a token: GraphiQL opens with a place for one. */
  readonly tokenRequired: boolean;
  /** Host names by which the gateway may be reached where no token is required, beside localhost and IP addresses. */
  readonly allowedHosts?: readonly string[];
  /** The origins, as browsers write them, whose pages may ask and read the answers. Left out: no answer has a header of CORS. */
  readonly corsOrigins?: ReadonlySet<string> | undefined;
  /** Whether a router has sent a request. Left out: whoever asks need not be one. */
  readonly checkRouter?: CheckRouter | undefined;
  /** Finds the caller of a request: by its token, or one caller for all where authentication is off. */
  readonly identify: Identify;
  readonly audit: AuditTrail;
  /** Where citizens are told who has asked about them. Left out: nowhere. */
  readonly accessLogs?: AccessLogs | undefined;
  /** What has to be said of why persons are asked about. Left out: nothing. */
  readonly reason?: ReasonSettings | undefined;
  /** Beyond which requests are refused. Left out: `LOAD`. */
  readonly load?: LoadLimits | undefined;
  /** How much callers may ask for. Left out: as much as they like. */
  readonly rates?: RateSettings | undefined;
  /** What gateways count together, and how their store is. Left out: each process counts by itself. */
  readonly shared?: Pick<Shared, 'rates' | 'report'> | undefined;
  /** False: every request goes Yoga's way, for tests that compare both. */
  readonly shortWay?: boolean;
  /** Milliseconds that public data of units are kept, and may be kept by clients. Left out: not at all. */
  readonly keepMs?: number | undefined;
  /** Whom to tell of a vulnerability. Left out: there is no security.txt. */
  readonly security?: SecurityContacts | undefined;
  /** What counts requests and calls. Left out: nothing does. */
  readonly metrics?: Metrics | undefined;
  /** Answered at /metrics. Left out: there is no such path here. */
  readonly scrape?: Scrape | undefined;
  /** What has become of files of the configuration that changed: health tells of those that are refused. Left out: none are followed. */
  readonly files?: FollowedFiles | undefined;
  readonly onStep?: OnStep;
  /** Left out: nothing is traced. */
  readonly traces?: Traces | undefined;
}

/** Seconds between two looks at the files of the configuration: what orchestrators renew, they renew days before its end. */
export const RELOAD_SECONDS = 10;

/** Processes that may answer together: more than any machine that this is meant for has cores. */
export const MAX_WORKERS = 64;
