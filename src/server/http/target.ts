import type { IncomingMessage } from 'node:http';
import { foreignTo } from '../../domain/authority.ts';
import type { GatewayOptions } from '../options.ts';
import type { RefusedByHeaders } from './headers.ts';

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
): RefusedByHeaders | undefined {
  const foreign = tokenRequired ? undefined : foreignTo(headers, allowedHosts);
  return foreign && REFUSALS[foreign];
}

const REFUSALS: Record<'host' | 'origin', RefusedByHeaders> = {
  host: {
    status: 403,
    code: 'HOST_NOT_ALLOWED',
    message:
      'Without authentication this gateway answers by an IP address, by localhost, and by the names in ALLOWED_HOSTS.',
  },
  origin: {
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
    message:
      'Without authentication this gateway answers its own pages, those of this machine, and those of ALLOWED_HOSTS.',
  },
};
