import { describe, expect, test } from 'vitest';
import { makeKey, startIssuer } from '../../../src/sandbox/issuer/index.ts';
import { discoverKeys } from '../../../src/server/callers/discovery.ts';
import { createTokenVerifier } from '../../../src/server/callers/token.ts';
import { sandboxToken, tokenOf } from '../../support/callers.ts';
import { TOO_LONG_MS } from '../../support/patience.ts';
import { serve } from '../../wire/loopback.ts';

const ISSUER = sandboxToken('').issuer;
const WITHIN_MS = TOO_LONG_MS;

const documentOf = (document: unknown, status = 200) =>
  serve((_, response) => response.writeHead(status, { location: '/elsewhere' }).end(JSON.stringify(document)));

describe('an issuer’s own document', () => {
  test('says where its keys are, and is read once for all tokens', async () => {
    const key = await makeKey();
    const issuer = await startIssuer(key);
    let read = 0;
    const discovery = await serve((_, response) => {
      read += 1;
      response.end(JSON.stringify({ issuer: ISSUER, jwks_uri: issuer.jwksUrl, token_endpoint: 'https://x.example' }));
    });
    const verify = createTokenVerifier({ ...sandboxToken(''), keys: { discovery } });
    const token = await tokenOf(key, 'star');
    const verified = await Promise.all([verify(token), verify(token), verify(token)]);
    expect(verified).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    expect([read, issuer.fetched()]).toEqual([1, 1]);
    await issuer.close();
  });

  test.each<[string, unknown, number?]>([
    ['of another issuer', { issuer: `${ISSUER}/`, jwks_uri: 'https://keys.example' }],
    ['of nobody', { jwks_uri: 'https://keys.example' }],
    ['without keys', { issuer: ISSUER }],
    ['with keys by http', { issuer: ISSUER, jwks_uri: 'http://keys.example' }],
    ['with keys in a file', { issuer: ISSUER, jwks_uri: 'file:///etc/keys' }],
    ['that is somewhere else', { issuer: ISSUER, jwks_uri: 'https://keys.example' }, 302],
    ['that is an error', { issuer: ISSUER, jwks_uri: 'https://keys.example' }, 500],
    ['that is a list', []],
  ])('%s is none', async (_, document, status) => {
    await expect(discoverKeys(ISSUER, await documentOf(document, status), WITHIN_MS)).rejects.toThrow(/./);
  });

  test('that cannot be had says nothing of the token, and is asked for again', async () => {
    const key = await makeKey();
    const issuer = await startIssuer(key);
    let isUp = false;
    const discovery = await serve((_, response) => {
      response.writeHead(isUp ? 200 : 503).end(JSON.stringify({ issuer: ISSUER, jwks_uri: issuer.jwksUrl }));
    });
    const failed: unknown[] = [];
    const verify = createTokenVerifier({ ...sandboxToken(''), keys: { discovery } }, (name) => failed.push(name));
    const token = await tokenOf(key, 'star');
    expect(await verify(token)).toMatchObject({ ok: false, problem: 'keys' });
    expect(failed).toEqual([ISSUER]);
    isUp = true;
    expect(await verify(token)).toMatchObject({ ok: true });
    await issuer.close();
  });

  test('is asked for anew when the keys have gone from where it said', async () => {
    const key = await makeKey();
    const [old, moved] = [await startIssuer(key), await startIssuer(key)];
    let jwksUrl = old.jwksUrl;
    const discovery = await serve((_, response) => {
      response.end(JSON.stringify({ issuer: ISSUER, jwks_uri: jwksUrl }));
    });
    const verify = createTokenVerifier({ ...sandboxToken(''), keys: { discovery, freshMs: 0 } });
    const token = await tokenOf(key, 'star');
    expect(await verify(token)).toMatchObject({ ok: true });
    await old.close();
    jwksUrl = moved.jwksUrl;
    expect(await verify(token)).toMatchObject({ ok: false, problem: 'keys' });
    expect(await verify(token)).toMatchObject({ ok: true });
    await moved.close();
  });
});
