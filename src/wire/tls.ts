import type { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Noekkel } from './noekkel.ts';

/** What a TLS connection shows and whom it trusts; made once, for all connections. Undefined: the system's trust, and no certificate. */
export function createTlsContext(
  own: Noekkel | undefined,
  tillit: readonly X509Certificate[] | undefined,
): SecureContext | undefined {
  if (!own && !tillit) return undefined;
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ...(own && {
      cert: own.kjede.join(''),
      key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }),
    // Who is listed is trusted, though the root above it is not, or has run out.
    ...(tillit && { ca: tillit.join(''), allowPartialTrustChain: true }),
  });
}
