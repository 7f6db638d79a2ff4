import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import type { Pem } from '../../src/sandbox/common/pem.ts';

/** What a server shows, and which authorities its clients' certificates may be of, in PEM. */
interface Shown {
  readonly server: Pem;
  readonly authorities: readonly string[];
}

/**
 * TLS before a register that is played over plain HTTP, as a proxy terminates it. What it shows and takes can be changed while it
 * listens, for connections that begin then. The client's name is told by the sandbox's header.
 */
export async function terminateTls(upstream: string, first: Shown) {
  const contextOf = ({ server, authorities }: Shown) => ({ ...server, ca: [...authorities] });
  const shownBy = new Map<string, number>();
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const socket = request.socket as TLSSocket;
    const { subject, fingerprint256 = 'none' } = socket.getPeerCertificate();
    shownBy.set(fingerprint256, (shownBy.get(fingerprint256) ?? 0) + 1);
    const { method = 'GET', url = '', headers } = request;
    const body = await buffer(request);
    const sent = {
      ...(headers as Record<string, string>),
      'x-sandbox-client': socket.authorized ? String(subject.CN) : 'none',
    };
    for (const name of ['host', 'connection', 'content-length', 'accept-encoding'])
      delete (sent as Record<string, string>)[name];
    const answer = await fetch(new URL(url, upstream), { method, headers: sent, ...(body.length > 0 && { body }) });
    const type = answer.headers.get('content-type');
    response
      .writeHead(answer.status, type ? { 'content-type': type } : {})
      .end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer(
    { ...contextOf(first), requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      serve(request, response).catch(() => response.destroy());
    },
  );
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(upstream).pathname.replace(/\/$/, '')}`,
    /** How many requests have come over connections with each certificate. */
    shownBy: (fingerprint: string) => shownBy.get(fingerprint) ?? 0,
    change: (shown: Shown) => server.setSecureContext(contextOf(shown)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
