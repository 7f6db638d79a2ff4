import { createRemoteJWKSet, customFetch } from 'jose';
import type { Config } from '../../config.ts';
import { fetchKeys } from '../../server/callers/fetch-keys.ts';
import type { Check } from './check.ts';
import { checkEndpoint } from './sources.ts';

/** As long as the gateway waits for them. */
const TIMEOUT_MS = 5_000;

/** Whether the keys can be had that tokens are verified with. */
export async function checkTokens({ authentication: { required, token }, sandbox }: Config): Promise<Check[]> {
  if (!required) return sandbox ? [{ area: 'tokens', state: 'ok', text: 'none are required' }] : [];
  if (!token) return [{ area: 'tokens', state: 'ok', text: 'the sandbox’s own issuer is trusted' }];
  if ('jwks' in token.keys) return [counted('TOKEN_JWKS_FILE', token.keys.jwks.keys.length)];
  const { url } = token.keys;
  const [reached, keys] = await Promise.all([
    checkEndpoint('TOKEN_JWKS_URL', url, { timeoutMs: TIMEOUT_MS }),
    checkKeys(url),
  ]);
  return [...reached, keys];
}

async function checkKeys(url: string): Promise<Check> {
  const keys = createRemoteJWKSet(new URL(url), { timeoutDuration: TIMEOUT_MS, [customFetch]: fetchKeys });
  try {
    await keys.reload();
    return counted('TOKEN_JWKS_URL', keys.jwks()?.keys.length ?? 0);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    const text = `TOKEN_JWKS_URL: gives no list of keys${why}, so every token is answered 503`;
    return { area: 'tokens', state: 'failure', text };
  }
}

function counted(name: string, keys: number): Check {
  return {
    area: 'tokens',
    state: keys > 0 ? 'ok' : 'failure',
    text: `${name}: ${keys} ${keys === 1 ? 'key' : 'keys'} of the issuer`,
    facts: { keys },
  };
}
