import type { Kalder } from '../../src/domain/kalder.ts';
import { sandboxToken, startTrusted } from '../../src/embedded.ts';
import { ALL_SCOPES } from '../../src/graph/scopes.ts';
import { findKalder } from '../../src/sandbox/kaldere.ts';
import { makeNoegle, mintToken, type Noegle, type TokenOptions } from '../../src/sandbox/utsteder/index.ts';
import { requireToken } from '../../src/server/auth/identify.ts';
import type { TokenSettings } from '../../src/server/auth/settings.ts';
import { createTokenVerifier } from '../../src/server/auth/token.ts';
import { type GatewaySettings, startGateway } from './gateway.ts';

/** A gateway that takes tokens of an issuer of its own, and no request without one. */
export async function startGuardedGateway(settings: GatewaySettings = {}, trust: Partial<TokenSettings> = {}) {
  const { utsteder, token } = await startTrusted(await makeNoegle());
  // No pause between two fetches of the keys: a test cannot wait for half a minute.
  const noekler = { url: utsteder.jwksUrl, pauseMs: 0 };
  const identify = requireToken(createTokenVerifier({ ...token, noekler, ...trust }));
  const gateway = await startGateway({ ...settings, identify });
  return {
    ...gateway,
    utsteder,
    /** The header of somebody whom the sandbox knows, allowed everything unless told otherwise. */
    bearer: async (name: string, options: Partial<TokenOptions> = {}) => ({
      authorization: `Bearer ${await tokenOf(utsteder.noegle(), name, options)}`,
    }),
    async close() {
      await gateway.close();
      await utsteder.close();
    },
  };
}

export type GuardedGateway = Awaited<ReturnType<typeof startGuardedGateway>>;

export function tokenOf(noegle: Noegle, name: string, options: Partial<TokenOptions> = {}): Promise<string> {
  return mintToken(noegle, kalderOf(name), { scopes: ALL_SCOPES, ...options });
}

function kalderOf(name: string): Omit<Kalder, 'scopes' | 'id'> {
  const kalder = findKalder(name);
  if (!kalder) throw new Error(`the sandbox knows no caller ${name}`);
  return kalder;
}

export { sandboxToken };
