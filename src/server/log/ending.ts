import type { Exchange } from '../context.ts';
import type { SlowClients } from '../http/slow-clients.ts';

export interface Ending {
  /** What was sent; as nginx logs it, 499 where the client and 444 where the gateway closed the connection before. */
  readonly status: number;
  /** Whether the client has not been given all of the answer. */
  readonly isUnanswered: boolean;
  /** Why the gateway has closed the connection, where it has. */
  readonly cut: ReturnType<SlowClients['whyCut']>;
}

/** How a request has ended that is over. */
export function howItEnded(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  slowClients: Pick<SlowClients, 'whyCut'>,
): Ending {
  const isUnanswered = !response.writableFinished;
  const cut = isUnanswered ? slowClients.whyCut(request.socket) : undefined;
  const status = isUnanswered && !response.headersSent ? (cut ? 444 : 499) : response.statusCode;
  return { status, isUnanswered, cut };
}
