import type { X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { KeyPair } from './key-pair.ts';

/** What a TLS connection shows and whom it trusts; made once, for all connections. Undefined: the system's trust, and no certificate. */
export function createTlsContext(
  own: KeyPair | undefined,
  trusted: readonly X509Certificate[] | undefined,
): SecureContext | undefined {
  if (!own && !trusted) return undefined;
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ...(own && {
      cert: own.chain.join(''),
      key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }),
    // Who is listed is trusted, though the root above it is not, or has run out.
    ...(trusted && { ca: trusted.join(''), allowPartialTrustChain: true }),
  });
}

/** How long a server may take to say that it has accepted us; one that never says so is taken to have. */
const ACCEPTED_WITHIN_MS = 250;

/**
 * In TLS 1.3 a client is done with the handshake before the server has looked at its certificate: what is sent to a server that
 * refuses it is thrown away there, and looks from here as if it might have been done. A server that accepts sends a session
 * ticket, which is waited for where we show a certificate, once a connection. `then` is told why there is none, or null.
 */
export function whenAccepted(socket: Duplex, then: (error: Error | null) => void): void {
  if (!(socket instanceof TLSSocket) || !isJudgedLater(socket)) {
    then(null);
    return;
  }
  let isOver = false;
  const end = (error: Error | null) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    socket.off('session', accepted).off('error', end).off('end', refused).off('close', refused);
    then(error);
  };
  // Not from within the event: the library is still reading then, and nothing can be written.
  const accepted = () => setImmediate(end, null);
  const refused = () => end(new Error('the server has ended the connection instead of accepting our certificate'));
  const timer = setTimeout(end, ACCEPTED_WITHIN_MS, null);
  socket.once('session', accepted).once('error', end).once('end', refused).once('close', refused);
}

/** A session that is taken up again was accepted before. */
function isJudgedLater(socket: TLSSocket): boolean {
  const shows = Object.keys(socket.getCertificate() ?? {}).length > 0;
  return shows && socket.getProtocol() === 'TLSv1.3' && !socket.isSessionReused();
}
