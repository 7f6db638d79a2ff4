import { createRemoteJWKSet, customFetch } from 'jose';
import type { Config } from '../../config.ts';
import { discoverKeys } from '../../server/callers/discovery.ts';
import { fetchKeys } from '../../server/callers/fetch-keys.ts';
import { KEYS_TIMEOUT_MS as TIMEOUT_MS } from '../../server/callers/keys.ts';
import type { IssuerSettings } from '../../server/callers/settings.ts';
import type { Check } from './check.ts';
import { checkEndpoint } from './sources.ts';

/** Whether the keys can be had that tokens are verified with, a line an issuer. */
export async function checkTokens({ authentication: { required, issuers }, sandbox }: Config): Promise<Check[]> {
  if (!required) return sandbox ? [{ area: 'tokens', state: 'ok', text: 'none are required' }] : [];
  if (issuers.length === 0) return [{ area: 'tokens', state: 'ok', text: 'the sandbox’s own issuer is trusted' }];
  return (await Promise.all(issuers.map(checkIssuer))).flat();
}

async function checkIssuer({ variable, kind, issuer, keys }: IssuerSettings): Promise<Check[]> {
  const isFile = 'jwks' in keys;
  const name = variable === 'TOKEN_ISSUERS' ? `${variable} ${kind} ${issuer}` : `TOKEN_JWKS_${isFile ? 'FILE' : 'URL'}`;
  if (isFile) return [counted(name, keys.jwks.keys.length)];
  const asked = 'url' in keys ? keys.url : keys.discovery;
  const [reached, found] = await Promise.all([
    checkEndpoint(name, asked, { timeoutMs: TIMEOUT_MS }),
    checkKeys(name, async () => ('url' in keys ? keys.url : discoverKeys(issuer, keys.discovery, TIMEOUT_MS))),
  ]);
  return [...reached, found];
}

async function checkKeys(name: string, findUrl: () => Promise<string>): Promise<Check> {
  try {
    const url = new URL(await findUrl());
    const keys = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, [customFetch]: fetchKeys });
    await keys.reload();
    return counted(name, keys.jwks()?.keys.length ?? 0);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    const text = `${name}: gives no list of keys${why}, so every token of it is answered 503`;
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
