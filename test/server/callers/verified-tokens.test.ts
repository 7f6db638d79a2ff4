import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeKey, mintCitizenToken, type SigningKey } from '../../../src/sandbox/issuer/index.ts';
import { confirmationOf, mintProof } from '../../../src/sandbox/issuer/kinds.ts';
import { createRenewable } from '../../../src/domain/renewable.ts';
import { createProofCheck } from '../../../src/server/callers/dpop.ts';
import { configuredCaller, requireToken } from '../../../src/server/callers/identify.ts';
import type { IssuerSettings } from '../../../src/server/callers/settings.ts';
import { createRenewableVerifier, createTokenVerifier, type Verified } from '../../../src/server/callers/token.ts';
import { createVerifiedTokens, MAX_VERIFIED, VERIFIED_MS } from '../../../src/server/callers/verified-tokens.ts';
import { sandboxToken, senderOf, tokenOf } from '../../support/callers.ts';
import { PUBLIC_URL } from '../../support/issuers.ts';
import { serve } from '../../wire/loopback.ts';

const BEGAN = new Date('2026-03-02T12:00:00Z').getTime();
const at = (ms: number) => vi.setSystemTime(BEGAN + ms);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  at(0);
});
afterEach(() => {
  vi.useRealTimers();
});

const key = await makeKey();
const publicPart = ({ d: _, ...rest }: SigningKey) => rest;
const seconds = (ms: number) => Math.floor((BEGAN + ms) / 1_000);

const trust = (changes: Partial<IssuerSettings> = {}) =>
  createTokenVerifier({ ...sandboxToken(''), keys: { jwks: { keys: [publicPart(key)] } }, ...changes });

/** A token that has been verified once, and whether it is known at once the next time. */
const isKnown = (verified: Verified | Promise<Verified>) => !(verified instanceof Promise);

describe('a token that holds', () => {
  test('is known at once when it comes again, with the same caller', async () => {
    const verify = trust();
    const token = await tokenOf(key, 'jobcenter-1');
    const first = verify(token);
    expect(isKnown(first)).toBe(false);
    const again = verify(token);
    // Not before the first is verified.
    expect(isKnown(again)).toBe(false);
    expect(await first).toMatchObject({ ok: true, caller: { organisation: { type: 8 } } });
    await again;
    const known = verify(token);
    expect(isKnown(known)).toBe(true);
    expect(known).toEqual(await first);
  });

  test('is verified again after a minute', async () => {
    const verify = trust();
    const token = await tokenOf(key, 'star');
    await verify(token);
    at(VERIFIED_MS - 1);
    expect(isKnown(verify(token))).toBe(true);
    at(VERIFIED_MS);
    expect(isKnown(verify(token))).toBe(false);
  });

  test('is refused the second in which it would be without: the issuer’s clock may be off, and no more', async () => {
    const verify = trust({ clockSkewS: 5 });
    const token = await tokenOf(key, 'star', { claims: { exp: seconds(10_000) } });
    await verify(token);
    at(14_999);
    expect([isKnown(verify(token)), verify(token)]).toMatchObject([true, { ok: true }]);
    at(15_000);
    const refused = verify(token);
    expect(isKnown(refused)).toBe(false);
    expect(await refused).toEqual({ ok: false, problem: 'token', why: 'ERR_JWT_EXPIRED' });
    // Nothing of it is left for a clock that is set back.
    at(14_000);
    expect(isKnown(verify(token))).toBe(false);
  });

  test('is verified again when the clock has been set back, also before it holds', async () => {
    const verify = trust({ clockSkewS: 0 });
    const token = await tokenOf(key, 'star', { claims: { nbf: seconds(0) } });
    await verify(token);
    expect(isKnown(verify(token))).toBe(true);
    at(-1_000);
    expect(await verify(token)).toMatchObject({ ok: false, why: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
    const forgiving = trust();
    await forgiving(token);
    at(-1_001);
    expect(isKnown(forgiving(token))).toBe(false);
  });

  test('is not another with a letter changed, and none that is refused is remembered', async () => {
    const verify = trust();
    const token = await tokenOf(key, 'star');
    await verify(token);
    const bad = [token.slice(0, -4), `${token}A`, await tokenOf(await makeKey(), 'star')];
    for (const one of bad) {
      for (const _ of [1, 2]) {
        const refused = verify(one);
        expect(isKnown(refused)).toBe(false);
        expect(await refused).toMatchObject({ ok: false, problem: 'token' });
      }
    }
  });

  test('is for us: one whose signature alone holds is refused for the same reason each time', async () => {
    const verify = trust();
    const token = await tokenOf(key, 'star', { claims: { aud: 'others' } });
    for (const _ of [1, 2]) {
      const refused = verify(token);
      expect(isKnown(refused)).toBe(false);
      expect(await refused).toEqual({ ok: false, problem: 'token', why: 'AUDIENCE' });
    }
  });

  test('is each caller’s own, however they come', async () => {
    const verify = trust();
    const names = ['jobcenter-1', 'star', 'kommune-1', 'aktoer-1@jobcenter-1'];
    const tokens = await Promise.all(names.map((name) => tokenOf(key, name, { scopes: [name] })));
    const expected = await Promise.all(tokens.map((token) => verify(token)));
    expect(new Set(expected.map((one) => one.ok && one.caller.id)).size).toBe(names.length);
    for (let round = 0; round < 5; round += 1) {
      for (const [index, token] of tokens.entries()) {
        const known = verify(token);
        expect([isKnown(known), known]).toEqual([true, expected[index]]);
        expect(known).toMatchObject({ caller: { scopes: new Set([names[index]]) } });
      }
    }
  });
});

describe('keys that the issuer', () => {
  /** An issuer that publishes what it is told to. */
  async function startPublisher(first: readonly SigningKey[]) {
    let keys = first;
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.end(JSON.stringify({ keys: keys.map(publicPart) }));
    });
    return {
      url,
      asked: () => asked,
      publish(next: readonly SigningKey[]) {
        keys = next;
      },
    };
  }

  test('has taken away verify no token that was verified by them, once the document is old', async () => {
    const publisher = await startPublisher([key]);
    const verify = trust({ keys: { url: publisher.url, freshMs: 2_000 } });
    const token = await tokenOf(key, 'star');
    // The first has the keys fetched, and the second finds them there.
    for (const known of [false, false, true]) {
      const verified = verify(token);
      expect(isKnown(verified)).toBe(known);
      expect(await verified).toMatchObject({ ok: true });
    }
    publisher.publish([await makeKey()]);
    at(1_999);
    expect(isKnown(verify(token))).toBe(true);
    at(2_000);
    expect(await verify(token)).toEqual({ ok: false, problem: 'token', why: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(publisher.asked()).toBe(2);
  });

  test('has taken away verify none as soon as another token has had the new ones fetched', async () => {
    const publisher = await startPublisher([key]);
    const verify = trust({ keys: { url: publisher.url, pauseMs: 0 } });
    const token = await tokenOf(key, 'star');
    for (const _ of [1, 2]) await verify(token);
    expect(isKnown(verify(token))).toBe(true);
    const next = await makeKey();
    publisher.publish([next]);
    expect(await verify(await tokenOf(next, 'star'))).toMatchObject({ ok: true });
    expect(await verify(token)).toMatchObject({ ok: false, why: 'ERR_JWKS_NO_MATCHING_KEY' });
  });

  test('has moved with its document are looked for there', async () => {
    const publisher = await startPublisher([key]);
    const { issuer } = sandboxToken('');
    const discovery = await serve((_, response) => response.end(JSON.stringify({ issuer, jwks_uri: publisher.url })));
    const verify = trust({ keys: { discovery, freshMs: 2_000 } });
    const token = await tokenOf(key, 'star');
    for (const known of [false, false, true]) {
      const verified = verify(token);
      expect(isKnown(verified)).toBe(known);
      await verified;
    }
    publisher.publish([await makeKey()]);
    at(2_000);
    expect(await verify(token)).toMatchObject({ ok: false });
  });
});

describe('of what is remembered', () => {
  const verified = (identifikator: string, more: object = {}): Verified & { readonly ok: true } => {
    const caller = configuredCaller(undefined);
    const user = { ...caller.user, identifikator };
    return { ok: true, caller: { ...caller, user, ...more }, confirmation: undefined, dpopRequired: false };
  };
  const keys = { find: async () => new Uint8Array(), current: () => keys };
  const terms = { exp: seconds(1e9), nbf: 0, clockSkewS: 0, keys, verifiedBy: keys };

  test('the last are kept of more tokens than are allowed', () => {
    const tokens = createVerifiedTokens();
    for (let index = 0; index <= MAX_VERIFIED; index += 1) tokens.keep(`token ${index}`, verified(`${index}`), terms);
    expect(tokens.recall('token 0')).toBeUndefined();
    for (const index of [1, MAX_VERIFIED]) expect(tokens.recall(`token ${index}`)).toEqual(verified(`${index}`));
  });

  test('nothing is of somebody known by a national number', async () => {
    const tokens = createVerifiedTokens();
    const person = '01817011000';
    tokens.keep('a', verified(person), terms);
    tokens.keep('b', verified('client', { person }), terms);
    tokens.keep('c', verified('CVR:12345678-FID:12345678'), terms);
    // Wherever the issuer writes it.
    tokens.keep(
      'd',
      verified('client', { user: { ...verified('client').caller.user, navn: `Kari (${person})` } }),
      terms,
    );
    tokens.keep('e', verified('client', { organisation: { type: 0, kode: person } }), terms);
    tokens.keep('f', verified('client', { userOrganisation: { type: 0, kode: person } }), terms);
    const known = ['a', 'b', 'c', 'd', 'e', 'f'].filter((token) => tokens.recall(token) !== undefined);
    expect(known).toEqual(['c']);
    const verify = trust();
    const token = await mintCitizenToken(key, person, { scopes: [] });
    for (const _ of [1, 2]) expect(await verify(token)).toMatchObject({ ok: true });
    expect(isKnown(verify(token))).toBe(false);
  });
});

test('a token that is bound to a key is remembered, and each proof of the key is checked', async () => {
  const identify = requireToken(trust(), createProofCheck(PUBLIC_URL));
  const [holder, thief] = [await makeKey(), await makeKey()];
  const token = await tokenOf(key, 'star', { claims: { cnf: await confirmationOf(holder) } });
  const proofBy = (owner: SigningKey, bound = token) => mintProof(owner, { token: bound, address: PUBLIC_URL });
  const ask = async (dpop: string) => identify(senderOf({ authorization: `DPoP ${token}`, dpop }));
  const used = await proofBy(holder);
  expect(await ask(used)).toMatchObject({ caller: { organisation: {} } });
  expect(await ask(await proofBy(holder))).toMatchObject({ caller: {} });
  expect(await ask(used)).toMatchObject({ refused: { why: 'DPOP_SEEN' } });
  expect(await ask(await proofBy(thief))).toMatchObject({ refused: { why: 'DPOP_KEY' } });
  const other = await tokenOf(key, 'kommune-1');
  expect(await ask(await proofBy(holder, other))).toMatchObject({ refused: { why: 'DPOP_TOKEN' } });
  // Without a proof it is nobody's, and the answer needs no wait.
  const bare = identify(senderOf({ authorization: `Bearer ${token}` }));
  expect(bare).toMatchObject({ refused: { why: 'NOT_PROVEN' } });
});

describe('when issuers are read anew', () => {
  const OTHER = 'https://other.example';
  const own = (keys: IssuerSettings['keys']): IssuerSettings => ({ ...sandboxToken(''), keys });
  const other = async (fetched: () => void): Promise<IssuerSettings> => {
    const url = await serve((_, response) => {
      fetched();
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [publicPart(key)] }));
    });
    return { ...sandboxToken(url), issuer: OTHER };
  };

  test('no token is known at once, and keys that have not changed are not fetched again', async () => {
    let fetches = 0;
    const byUrl = await other(() => {
      fetches += 1;
    });
    const trusted = createRenewable([own({ jwks: { keys: [publicPart(key)] } }), byUrl]);
    const verify = createRenewableVerifier(trusted);
    const [token, elsewhere] = [await tokenOf(key, 'star'), await tokenOf(key, 'star', { claims: { iss: OTHER } })];
    await Promise.all([verify(token), verify(elsewhere)]);
    // While its keys were fetched, nobody knew which it was verified by.
    await verify(elsewhere);
    expect([isKnown(verify(token)), isKnown(verify(elsewhere)), fetches]).toEqual([true, true, 1]);
    const next = await makeKey();
    trusted.renew([own({ jwks: { keys: [publicPart(next)] } }), { ...byUrl }]);
    const [refused, again] = [verify(token), verify(elsewhere)];
    expect([isKnown(refused), isKnown(again)]).toEqual([false, false]);
    expect([await refused, await again, fetches]).toMatchObject([{ ok: false }, { ok: true }, 1]);
    expect(await verify(await tokenOf(next, 'star'))).toMatchObject({ ok: true });
  });

  test('a token that was being verified meanwhile is not remembered', async () => {
    const trusted = createRenewable([own({ jwks: { keys: [publicPart(key)] } })]);
    const verify = createRenewableVerifier(trusted);
    const token = await tokenOf(key, 'star');
    const begun = verify(token);
    trusted.renew([own({ jwks: { keys: [publicPart(await makeKey())] } })]);
    expect(await begun).toMatchObject({ ok: true });
    expect(await verify(token)).toMatchObject({ ok: false });
  });

  test('an issuer that is gone is not trusted any more', async () => {
    const jwks = { keys: [publicPart(key)] };
    const trusted = createRenewable([own({ jwks }), { ...own({ jwks }), issuer: OTHER }]);
    const verify = createRenewableVerifier(trusted);
    const token = await tokenOf(key, 'star', { claims: { iss: OTHER } });
    expect(await verify(token)).toMatchObject({ ok: true });
    trusted.renew([own({ jwks })]);
    expect(await verify(token)).toEqual({ ok: false, problem: 'token', why: 'UNKNOWN_ISSUER' });
  });
});
