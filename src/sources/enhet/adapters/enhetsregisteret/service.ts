import type { CallContext } from '../../../../domain/call.ts';
import type { CallSubject, HttpClient, HttpFailure, HttpRequest, HttpResponse } from '../../../../wire/http/http.ts';
import type { TokenFailure } from '../../../../wire/maskinporten/index.ts';

/** Sends a request, with whatever credentials it takes. */
export type Send = (
  request: HttpRequest,
  call: CallContext,
  subject: CallSubject,
) => Promise<HttpResponse | HttpFailure | TokenFailure>;

/** A service that is asked. */
export interface RestService {
  readonly client: HttpClient;
  readonly send: Send;
  /** Whether it takes a token, so that what it refuses it refuses to us. */
  readonly isAuthorized: boolean;
  /** The path of one of its own addresses, below its own; undefined for any other address. */
  pathOf(href: string): string | undefined;
}

/** `send` where it takes a token. */
export function createService(client: HttpClient, url: string, send?: Send): RestService {
  const { origin, pathname } = new URL(url);
  const prefix = pathname.replace(/\/$/, '');
  return {
    client,
    send: send ?? client.send,
    isAuthorized: send !== undefined,
    pathOf(href) {
      const linked = URL.canParse(href) ? new URL(href) : undefined;
      if (linked?.origin !== origin || !linked.pathname.startsWith(`${prefix}/`)) return undefined;
      return linked.pathname.slice(prefix.length) + linked.search;
    },
  };
}

/** The services that are asked, by their tiers. Undefined: it is not configured. */
export interface RestServices {
  readonly open: RestService | undefined;
  /** The tier that tells the numbers of those who hold roles. */
  readonly authorized: RestService | undefined;
  readonly frivillighet: RestService | undefined;
  readonly fullmakt: RestService | undefined;
}
