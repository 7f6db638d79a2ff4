import type { IncomingMessage } from 'node:http';
import { foreignTo } from '../../domain/authority.ts';
import { ERRORS } from '../errors.ts';
import type { GatewayOptions } from '../options.ts';
import { type Refused, refuse } from '../refuse.ts';

/**
 * Splits a target in absolute form (`GET http://host:4000/graphql?query=…`), which clients send to proxies. The host in it replaces
 * the header Host (RFC 9112, 3.2.2).
 */
export function readAbsoluteTarget(request: IncomingMessage): void {
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(request.url ?? '') ?? [];
  if (authority === undefined) return;
  request.headers.host = authority;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}

/** Where no token is required: refuses a request that a web page of another site has made a browser send. */
export function refusedByTarget(
  { headers }: IncomingMessage,
  {
    tokenRequired,
    allowedHosts = [],
    corsOrigins,
  }: Pick<GatewayOptions, 'tokenRequired' | 'allowedHosts' | 'corsOrigins'>,
): Refused | undefined {
  const foreign = tokenRequired ? undefined : foreignTo(headers, allowedHosts);
  // Whose pages may read the answers may ask, too.
  if (foreign === 'origin' && headers.origin !== undefined && corsOrigins?.has(headers.origin)) return undefined;
  return foreign && refuse(foreign === 'host' ? ERRORS.hostNotAllowed : ERRORS.originNotAllowed);
}
