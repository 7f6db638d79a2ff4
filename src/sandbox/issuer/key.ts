import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** The issuer's private key; its `kid` is the key's own thumbprint. */
export type SigningKey = JWK & { readonly kid: string; readonly alg: typeof ALGORITHM };

export const ALGORITHM = 'ES256';

export async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM };
}

/** What everybody may know of the key. */
export function publicPart({ d: _, ...rest }: SigningKey): JWK {
  return { ...rest, use: 'sig' };
}

/**
 * The key in the file, which is made when it is not there: the gateway and `npm run token` are two processes, and
 * whichever comes first makes it. Worth nothing outside the sandbox.
 */
export async function openKey(file: string): Promise<SigningKey> {
  const found = await readKey(file);
  if (found) return found;
  const made = await makeKey();
  await mkdir(dirname(file), { recursive: true });
  // Never over the key of a process that was quicker.
  await writeFile(file, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' }).catch(ignoreExisting);
  return (await readKey(file)) ?? made;
}

async function readKey(file: string): Promise<SigningKey | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as SigningKey);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
