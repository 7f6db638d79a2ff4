import { expect, test } from 'vitest';
import { client, forger, QUESTION, security } from './kit.ts';

/** More turns of promises than anything here takes: what is still pending waits for the event loop. */
const TURNS = 1_000;

/** Whether it is still pending when the event loop has not turned. */
async function waits(promise: Promise<unknown>): Promise<boolean> {
  let isPending = true;
  promise.finally(() => {
    isPending = false;
  });
  for (let turn = 0; turn < TURNS; turn += 1) await undefined;
  return isPending;
}

test('RSA works beside the event loop: no message is signed or opened in the turn that asks for it', async () => {
  expect(client.privateKey.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
  const signing = Promise.resolve(security().protect('1.2', QUESTION));
  expect(await waits(signing)).toBe(true);
  const { envelope, open } = await signing;

  const value = /<ds:SignatureValue>([^<]+)/.exec(envelope)?.[1] ?? '';
  const f = forger('1.2', value);
  const opening = Promise.resolve(open(Buffer.from(f.encrypted(f.signed())), 'application/soap+xml'));
  expect(await waits(opening)).toBe(true);
  expect((await opening).kind).toBe('body');
});
