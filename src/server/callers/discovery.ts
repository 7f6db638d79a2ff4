import { z } from 'zod';
import { isTrustworthy } from '../../domain/authority.ts';
import { fetchKeys } from './fetch-keys.ts';

const DOCUMENT = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * Where the issuer's own document says that its keys are. Throws when the document is of another issuer (RFC 8414, 3.3: whoever could
 * put another issuer's document there would have its keys trusted), or leads to where anybody could change them on the way.
 */
export async function discoverKeys(issuer: string, discovery: string, timeoutMs: number): Promise<string> {
  const answer = await fetchKeys(discovery, {
    method: 'GET',
    redirect: 'manual',
    headers: new Headers({ accept: 'application/json' }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (answer.status !== 200) throw new Error(`the issuer’s document was answered HTTP ${answer.status}`);
  const read = DOCUMENT.safeParse(await answer.json());
  if (!read.success) throw new Error('the issuer’s document names no keys');
  if (read.data.issuer !== issuer) throw new Error('the document is of another issuer');
  if (!isTrustworthy(read.data.jwks_uri)) throw new Error('the issuer’s keys are not at an https address');
  return read.data.jwks_uri;
}
