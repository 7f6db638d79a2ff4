import type { Response, Request } from '../../common/server.ts';
import type { Base } from '../answers/write.ts';
import type { EnhetsregisteretSandbox } from '../state.ts';

/** One request, and what of it an operation needs. */
export interface Call {
  readonly request: Request;
  readonly sandbox: EnhetsregisteretSandbox;
  /** The address of Enhetsregisteret's open tier: all links start with it. */
  readonly base: Base;
  /** Where the service that is asked begins, as the caller has reached it. */
  readonly service: string;
  /** What stands in the place of the names of the path. */
  readonly parts: readonly string[];
  /** The one that Accept asks for. */
  readonly type: string;
  readonly parameters: URLSearchParams;
}

export type Handle = (call: Call) => Response | Promise<Response>;
