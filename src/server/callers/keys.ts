import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
} from 'jose';
import { discoverKeys } from './discovery.ts';
import { fetchKeys } from './fetch-keys.ts';
import type { IssuerSettings, JwksUrl } from './settings.ts';

/** The issuer's keys could not be fetched, so that the token could not be verified. */
export class KeysUnavailable extends Error {}

const FRESH_MS = 10 * 60_000;
const PAUSE_MS = 30_000;
/** Milliseconds that one fetch may take. */
export const KEYS_TIMEOUT_MS = 5_000;

/** The keys of an issuer. */
export interface Keys {
  readonly find: JWTVerifyGetKey;
  /**
   * Stands for the keys that are known, and is another object once they have been fetched anew. Undefined where the next token has them
   * fetched.
   */
  current(): object | undefined;
}

/** Finds the key of the issuer that a token is signed by. Nothing that a token says of keys (`jku`, `x5u`, `jwk`, `x5c`) is read. */
export function findKeysOf(
  { issuer, keys }: Pick<IssuerSettings, 'issuer' | 'keys'>,
  unavailable: (error: unknown) => void,
): Keys {
  if ('jwks' in keys) return { find: createLocalJWKSet(keys.jwks), current: () => keys.jwks };
  if ('url' in keys) return orUnavailable(remoteKeys(keys), unavailable);
  const { discovery, ...how } = keys;
  let found: Promise<Keys> | undefined;
  let known: Keys | undefined;
  const find: JWTVerifyGetKey = async (header, token) => {
    // One document for all who wait.
    found ??= discoverKeys(issuer, discovery, how.timeoutMs ?? KEYS_TIMEOUT_MS).then((url) =>
      remoteKeys({ ...how, url }),
    );
    const asked = found;
    try {
      known = await asked;
      return await known.find(header, token);
    } catch (thrown) {
      // The document may say another place by now.
      if (!isOfTheToken(thrown) && found === asked) found = known = undefined;
      throw thrown;
    }
  };
  return orUnavailable({ find, current: () => known?.current() }, unavailable);
}

/** Fetched when first needed, when they are old, and when a token names a key that is not among them. */
function remoteKeys({ url, freshMs = FRESH_MS, pauseMs = PAUSE_MS, timeoutMs = KEYS_TIMEOUT_MS }: JwksUrl): Keys {
  // Where jose puts the document as soon as it goes by it.
  const document: JWKSCacheInput = {};
  const find = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: freshMs,
    cooldownDuration: pauseMs,
    timeoutDuration: timeoutMs,
    [customFetch]: fetchKeys,
    [jwksCache]: document,
  });
  return { find, current: () => (find.fresh ? document.jwks : undefined) };
}

function orUnavailable({ find, current }: Keys, unavailable: (error: unknown) => void): Keys {
  return {
    current,
    find: async (header, token) => {
      try {
        return await find(header, token);
      } catch (thrown) {
        if (isOfTheToken(thrown)) throw thrown;
        unavailable(thrown);
        throw new KeysUnavailable();
      }
    },
  };
}

/** Whether the keys were there, and none of them is the token's. */
function isOfTheToken(thrown: unknown): boolean {
  return thrown instanceof errors.JWKSNoMatchingKey || thrown instanceof errors.JWKSMultipleMatchingKeys;
}
