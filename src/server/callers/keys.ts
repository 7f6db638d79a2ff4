import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { discoverKeys } from './discovery.ts';
import { fetchKeys } from './fetch-keys.ts';
import type { IssuerSettings, JwksUrl } from './settings.ts';

/** The issuer's keys could not be fetched, so that the token could not be verified. */
export class KeysUnavailable extends Error {}

const FRESH_MS = 10 * 60_000;
const PAUSE_MS = 30_000;
/** Milliseconds that one fetch may take. */
export const KEYS_TIMEOUT_MS = 5_000;

/** Finds the key of the issuer that a token is signed by. Nothing that a token says of keys (`jku`, `x5u`, `jwk`, `x5c`) is read. */
export function findKeysOf(
  { issuer, keys }: Pick<IssuerSettings, 'issuer' | 'keys'>,
  unavailable: (error: unknown) => void,
): JWTVerifyGetKey {
  if ('jwks' in keys) return createLocalJWKSet(keys.jwks);
  if ('url' in keys) return orUnavailable(remoteKeys(keys), unavailable);
  const { discovery, ...how } = keys;
  let found: Promise<JWTVerifyGetKey> | undefined;
  const find: JWTVerifyGetKey = async (header, token) => {
    // One document for all who wait.
    found ??= discoverKeys(issuer, discovery, how.timeoutMs ?? KEYS_TIMEOUT_MS).then((url) =>
      remoteKeys({ ...how, url }),
    );
    const asked = found;
    try {
      return await (await asked)(header, token);
    } catch (thrown) {
      // The document may say another place by now.
      if (!isOfTheToken(thrown) && found === asked) found = undefined;
      throw thrown;
    }
  };
  return orUnavailable(find, unavailable);
}

/** Fetched when first needed, when they are old, and when a token names a key that is not among them. */
function remoteKeys({
  url,
  freshMs = FRESH_MS,
  pauseMs = PAUSE_MS,
  timeoutMs = KEYS_TIMEOUT_MS,
}: JwksUrl): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    cacheMaxAge: freshMs,
    cooldownDuration: pauseMs,
    timeoutDuration: timeoutMs,
    [customFetch]: fetchKeys,
  });
}

function orUnavailable(find: JWTVerifyGetKey, unavailable: (error: unknown) => void): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (thrown) {
      if (isOfTheToken(thrown)) throw thrown;
      unavailable(thrown);
      throw new KeysUnavailable();
    }
  };
}

/** Whether the keys were there, and none of them is the token's. */
function isOfTheToken(thrown: unknown): boolean {
  return thrown instanceof errors.JWKSNoMatchingKey || thrown instanceof errors.JWKSMultipleMatchingKeys;
}
