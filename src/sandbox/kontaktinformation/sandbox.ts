import type { Sandbox } from '../common/sandbox.ts';
import type { Response } from '../common/server.ts';
import type { ActiveOrganisation, RequestUserMetadata } from './checks/metadata.ts';
import type { OperationName, Settings } from './settings.ts';
import type { State } from './state.ts';

export type StarSandbox = Sandbox<Settings, State, RecordedCall>;

/** Stands in a recorded call for what nobody should see. */
export const MASK = '***';

/** One call as it came in and as it was answered, without anybody's cpr, phone or mail. */
export interface RecordedCall {
  readonly time: string;
  /** Null where the path or the method is unknown; then `path` is null too. */
  readonly operation: OperationName | null;
  readonly method: string;
  readonly path: string | null;
  readonly client: string;
  /** The handle of the test person, null for everybody else. */
  readonly borger: string | null;
  readonly cpr: typeof MASK | null;
  readonly requestId: string | null;
  readonly activeOrganisation: ActiveOrganisation | null;
  readonly requestUserMetadata: RequestUserMetadata | null;
  /** The JSON of the body with its texts masked; empty texts, nulls and absent keys are as sent. */
  readonly content: unknown;
  readonly answer: { readonly status: number | Extract<Response, string>; readonly fejlkode: number | null };
}
