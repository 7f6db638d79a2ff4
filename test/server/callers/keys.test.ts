import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeKey, type SigningKey } from '../../../src/sandbox/issuer/index.ts';
import { MAX_KEYS_BYTES } from '../../../src/server/callers/fetch-keys.ts';
import { requireToken } from '../../../src/server/callers/identify.ts';
import { createTokenVerifier } from '../../../src/server/callers/token.ts';
import { sandboxToken, tokenOf } from '../../support/callers.ts';
import { SOON_MS, TOO_LONG_MS } from '../../support/patience.ts';
import { serve } from '../../wire/loopback.ts';
import { startGateway } from '../gateway-under-test.ts';

const key = await makeKey();

/** A verifier that trusts an issuer who answers so, and a token of that issuer. */
async function trust(answer: RequestListener) {
  const verify = createTokenVerifier({
    ...sandboxToken(''),
    keys: { url: await serve(answer), timeoutMs: TOO_LONG_MS },
  });
  return { verify, token: await tokenOf(key, 'star') };
}

/** The keys as they are published, with so many bytes. */
function documentOf({ d: _, ...publicPart }: SigningKey, bytes: number): string {
  return JSON.stringify({ keys: [publicPart] }).padEnd(bytes);
}

describe('the document of an issuer’s keys', () => {
  test.each([
    ['as long as is allowed is read', MAX_KEYS_BYTES, { ok: true }],
    ['one byte longer is not', MAX_KEYS_BYTES + 1, { ok: false, problem: 'keys' }],
  ])('%s', async (_, bytes, verified) => {
    const { verify, token } = await trust((_, response) => response.end(documentOf(key, bytes)));
    expect(await verify(token)).toMatchObject(verified);
  });

  test('is fetched no further than that', async () => {
    let closed: Promise<unknown> | undefined;
    const { verify, token } = await trust((_, response) => {
      closed = once(response, 'close');
      // The rest never comes: who waited for it would wait for long.
      response.write(documentOf(key, 2 * MAX_KEYS_BYTES));
    });
    const began = performance.now();
    expect(await verify(token)).toMatchObject({ ok: false, problem: 'keys' });
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    await closed;
  });

  test('under another status than 200 is none', async () => {
    for (const status of [204, 302, 404, 500]) {
      const { verify, token } = await trust((_, response) =>
        response.writeHead(status).end(status === 204 ? '' : 'no'),
      );
      expect(await verify(token)).toMatchObject({ ok: false, problem: 'keys' });
    }
  });
});

test('an issuer that never ends its answer is given up, and asked anew by the next request', async () => {
  let asked = 0;
  const url = await serve((_, response) => {
    asked += 1;
    if (asked === 1) response.write('{');
    else response.end(documentOf(key, 0));
  });
  const verify = createTokenVerifier({ ...sandboxToken(url), keys: { url, timeoutMs: 1_000 } });
  const token = await tokenOf(key, 'star');
  expect(await verify(token)).toMatchObject({ ok: false, problem: 'keys' });
  expect(await verify(token)).toMatchObject({ ok: true });
  expect(asked).toBe(2);
});

test('an issuer that answers too late, or never, holds up no request past its time', async () => {
  const { verify, token } = await trust((_, response) => {
    response.write('{');
    const drip = setInterval(() => response.write(' '), 20);
    onTestFinished(() => clearInterval(drip));
  });
  await using gateway = await startGateway({ options: { deadlineMs: 300, identify: requireToken(verify) } });
  const began = performance.now();
  const answer = await gateway.post({ query: '{ __typename }' }, { authorization: `Bearer ${token}` });
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'AUTHENTICATION_UNAVAILABLE' } }] });
});
