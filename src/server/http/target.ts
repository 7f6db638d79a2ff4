import type { IncomingMessage } from 'node:http';
import { foreignTo } from '../../domain/authority.ts';
import { ERRORS } from '../errors.ts';
import type { GatewayOptions } from '../options.ts';
import { type Refused, refuse } from '../refuse.ts';

/**
 * Takes the absolute form of a target apart (`GET http://host:4000/graphql?query=…`), as clients write it that believe in a
 * proxy before us. Its host counts, and Host does not (RFC 9112, 3.2.2).
 */
export function readAbsoluteTarget(request: IncomingMessage): void {
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(request.url ?? '') ?? [];
  if (authority === undefined) return;
  request.headers.host = authority;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}

/** A request that a web page of somebody else's has made a browser send; looked for where nobody has to say who asks. */
export function refusedByTarget(
  { headers }: IncomingMessage,
  { tokenRequired, allowedHosts = [] }: Pick<GatewayOptions, 'tokenRequired' | 'allowedHosts'>,
): Refused | undefined {
  const foreign = tokenRequired ? undefined : foreignTo(headers, allowedHosts);
  return foreign && refuse(foreign === 'host' ? ERRORS.hostNotAllowed : ERRORS.originNotAllowed);
}
