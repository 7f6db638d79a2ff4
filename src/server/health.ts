import type { ServerResponse } from 'node:http';
import type { Sources } from '../sources/index.ts';
import { answerJson } from './json.ts';

/** The process runs; whether the registers do is none of its business. */
export function answerLive(response: ServerResponse): void {
  answerJson(response, 200, { status: 'UP' });
}

/**
 * Ready until it shuts down, with each source's state as last seen. A source that is down does not make the gateway
 * unready: it still answers for the others, and says so in the answer. Where the embedded sandbox answers, that is said:
 * its people look like real ones.
 */
export function answerReady(
  response: ServerResponse,
  sources: Pick<Sources, 'state'>,
  { shuttingDown, sandbox }: { readonly shuttingDown: boolean; readonly sandbox: boolean },
): void {
  answerJson(response, shuttingDown ? 503 : 200, {
    status: shuttingDown ? 'STOPPING' : 'READY',
    ...(sandbox && { sandbox: 'embedded' }),
    sources: sources.state(),
  });
}
