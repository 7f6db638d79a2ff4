import type { Response } from '../common/server.ts';
import type { PostkasseCall, PostkasseSandbox } from './state.ts';

/** Remembers a call for the hook `calls`. These services have no hooks but those of every register. */
export function recordCall(
  call: Omit<PostkasseCall, 'httpStatus'>,
  response: Response,
  { record }: PostkasseSandbox,
): void {
  record({ ...call, httpStatus: typeof response === 'string' ? null : response.status });
}
