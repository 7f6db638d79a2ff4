import type { Caller } from '../../src/domain/caller.ts';
import { sandboxToken, startTrusted } from '../../src/embedded.ts';
import { ALL_SCOPES } from '../../src/graph/scopes.ts';
import { findCaller } from '../../src/sandbox/callers.ts';
import { makeKey, mintToken, type SigningKey, type TokenOptions } from '../../src/sandbox/issuer/index.ts';
import { requireToken, type Sender } from '../../src/server/callers/identify.ts';
import type { IssuerSettings } from '../../src/server/callers/settings.ts';
import { createTokenVerifier } from '../../src/server/callers/token.ts';
import { type GatewaySettings, startGateway } from './gateway.ts';

/** A gateway that takes tokens of an issuer of its own, and no request without one. */
export async function startGuardedGateway(settings: GatewaySettings = {}, trust: Partial<IssuerSettings> = {}) {
  const { issuer, token } = await startTrusted(await makeKey());
  // No pause between two fetches of the keys: a test cannot wait for half a minute.
  const keys = { url: issuer.jwksUrl, pauseMs: 0 };
  const identify = requireToken(createTokenVerifier({ ...token, keys, ...trust }));
  const gateway = await startGateway({ ...settings, identify });
  return {
    ...gateway,
    issuer,
    /** The header of somebody whom the sandbox knows, allowed everything unless told otherwise. */
    bearer: async (name: string, options: Partial<TokenOptions> = {}) => ({
      authorization: `Bearer ${await tokenOf(issuer.key(), name, options)}`,
    }),
    async close() {
      await gateway.close();
      await issuer.close();
    },
  };
}

export type GuardedGateway = Awaited<ReturnType<typeof startGuardedGateway>>;

export function tokenOf(key: SigningKey, name: string, options: Partial<TokenOptions> = {}): Promise<string> {
  return mintToken(key, callerOf(name), { scopes: ALL_SCOPES, ...options });
}

function callerOf(name: string): Omit<Caller, 'scopes' | 'id'> {
  const caller = findCaller(name);
  if (!caller) throw new Error(`the sandbox knows no caller ${name}`);
  return caller;
}

/** Who sends a request with these headers, each once. */
export function senderOf(headers: Record<string, string>): Sender {
  const headersDistinct = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const rawHeaders = Object.entries(headers).flat();
  return { headers, headersDistinct, rawHeaders, method: 'POST' };
}

export { sandboxToken };
