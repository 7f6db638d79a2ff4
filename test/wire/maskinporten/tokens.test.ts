import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { Token, TokenFailure, Tokens } from '../../../src/wire/maskinporten/index.ts';
import {
  FAILURE_KEPT_MS,
  RENEWAL_WAITED_MS,
  RENEWED_BEFORE_MS,
  UNUSABLE_BEFORE_MS,
} from '../../../src/wire/maskinporten/tokens.ts';
import { PATIENCE } from '../../support/patience.ts';
import { createCall } from '../loopback.ts';
import { GRANT, KILDE, playMaskinporten, stoppedClock } from './played.ts';

const LASTS_S = 119;

function tokenOf(answer: Token | TokenFailure): Token {
  if (answer.kind !== 'token') throw new Error(`no token: ${answer.feil.kode} ${answer.mpCode}`);
  return answer;
}

const secret = async (tokens: Tokens, grant = GRANT) => tokenOf(await tokens.get(grant, createCall())).secret();

describe('a token', () => {
  it('is fetched once for a thousand callers, and then for nobody', async () => {
    const { tokensOf, tokenCalls, played, judge } = await playMaskinporten();
    const tokens = tokensOf();
    const secrets = await Promise.all(Array.from({ length: 1000 }, () => secret(tokens)));
    expect(new Set(secrets).size).toBe(1);
    await secret(tokens);
    expect(await tokenCalls()).toMatchObject([{ client: 'klient-krr', scopes: GRANT.scopes, httpStatus: 200 }]);
    expect(played.traffic().calls).toBe(2); // The discovery document, and the token.
    expect(await judge(`Bearer ${secrets[0]}`, { now: new Date() })).toMatchObject({ consumer: '315000017' });
  });

  it('is one for each set of scopes in any order, each resource and each body acted for', async () => {
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const tokens = tokensOf();
    const [first = '', second = ''] = GRANT.scopes;
    const resource = 'https://api.example/base';
    await secret(tokens);
    await secret(tokens, { scopes: [second, first, second] });
    expect(await tokenCalls()).toHaveLength(1);
    await secret(tokens, { scopes: [first] });
    const restricted = await secret(tokens, { ...GRANT, resource });
    expect(claimsOf(restricted)).toMatchObject({ aud: resource, scope: GRANT.scopes.join(' ') });
    const delegated = tokensOf({ clientId: 'klient-deleg' });
    const acting = { scopes: ['krr:global/kontaktinfo.read'], consumerOrg: '316000010' };
    expect(claimsOf(await secret(delegated, acting))).toMatchObject({
      consumer: { ID: '0192:316000010' },
      supplier: { ID: '0192:310000108' },
    });
    await secret(delegated, { ...acting, consumerOrg: '319000011' });
    expect(await tokenCalls()).toHaveLength(5);
  });

  it('is fetched anew half a minute before it ends, and not before', async () => {
    const { tokensOf, tokenCalls } = await playMaskinporten({ expiresIn: LASTS_S });
    const clock = stoppedClock();
    const tokens = tokensOf({}, { elapsed: clock.read });
    const first = await secret(tokens);
    clock.move(LASTS_S * 1000 - RENEWED_BEFORE_MS - 1);
    expect(await secret(tokens)).toBe(first);
    clock.move(1);
    const again = await Promise.all([secret(tokens), secret(tokens)]);
    expect(again[0]).toBe(again[1]);
    expect(again[0]).not.toBe(first);
    expect(await tokenCalls()).toHaveLength(2);
  });

  it('that lasts for less than a minute is used for half of its time', async () => {
    const { tokensOf, tokenCalls } = await playMaskinporten({ expiresIn: 10 });
    const clock = stoppedClock();
    const tokens = tokensOf({}, { elapsed: clock.read });
    await secret(tokens);
    clock.move(4_999);
    await secret(tokens);
    expect(await tokenCalls()).toHaveLength(1);
    clock.move(1);
    await secret(tokens);
    expect(await tokenCalls()).toHaveLength(2);
  });

  it('is used to its end when Maskinporten is down, and no longer', async () => {
    const { tokensOf, played } = await playMaskinporten({ expiresIn: LASTS_S });
    const clock = stoppedClock();
    const tokens = tokensOf({}, { elapsed: clock.read });
    const first = await secret(tokens);
    played.outage = 'drops';
    clock.move(LASTS_S * 1000 - RENEWED_BEFORE_MS);
    const before = played.traffic().calls;
    expect(await secret(tokens)).toBe(first);
    expect(await secret(tokens)).toBe(first);
    expect(played.traffic().calls).toBe(before + 1); // Not asked again at once.
    clock.move(RENEWED_BEFORE_MS - UNUSABLE_BEFORE_MS - 1);
    expect(await secret(tokens)).toBe(first);
    clock.move(FAILURE_KEPT_MS);
    expect(await tokens.get(GRANT, createCall())).toMatchObject({
      problem: 'unavailable',
      feil: { kilde: KILDE, kode: 'TILKOBLING' },
    });
    played.outage = 'none';
    clock.move(FAILURE_KEPT_MS);
    expect(await secret(tokens)).not.toBe(first);
  });

  it('is used while Maskinporten is slow to give another, and not for long waited for', async () => {
    const { tokensOf, tokenCalls, played } = await playMaskinporten({ expiresIn: LASTS_S });
    const clock = stoppedClock();
    const tokens = tokensOf({}, { elapsed: clock.read });
    const first = await secret(tokens);
    played.delayMs = 3 * RENEWAL_WAITED_MS;
    clock.move(LASTS_S * 1000 - RENEWED_BEFORE_MS);
    expect(await Promise.all([secret(tokens), secret(tokens)])).toEqual([first, first]);
    // No longer than it is good: who comes then waits for the other.
    clock.move(RENEWED_BEFORE_MS - UNUSABLE_BEFORE_MS);
    const next = await secret(tokens);
    expect(next).not.toBe(first);
    expect(await secret(tokens)).toBe(next);
    expect(await tokenCalls()).toHaveLength(2);
  });

  it('does not show when it is printed or made into JSON', async () => {
    const { tokensOf } = await playMaskinporten();
    const tokens = tokensOf();
    const token = tokenOf(await tokens.get(GRANT, createCall()));
    const printed = inspect([token, tokens], { depth: 9, showHidden: true }) + JSON.stringify(token);
    expect(token.secret().split('.')).toHaveLength(3);
    expect(
      token
        .secret()
        .split('.')
        .filter((part) => printed.includes(part)),
    ).toEqual([]);
  });
});

describe('with another key', () => {
  it('a token is fetched at the next call, once', async () => {
    const { tokensOf, tokenCalls, issuer, privateKey, certificate } = await playMaskinporten();
    const tokens = tokensOf();
    const first = await secret(tokens);
    tokens.renew({ issuer, clientId: 'klient-sertifikat', privateKey: certificate.privateKey, shownAs: certificate });
    const [next, same] = await Promise.all([secret(tokens), secret(tokens)]);
    expect(next).not.toBe(first);
    expect(same).toBe(next);
    expect(await secret(tokens)).toBe(next);
    expect((await tokenCalls()).map(({ client }) => client)).toEqual(['klient-krr', 'klient-sertifikat']);
    tokens.renew({ issuer, clientId: 'klient-krr', privateKey, shownAs: { kid: 'k1' } });
    await secret(tokens);
    expect(await tokenCalls()).toHaveLength(3);
  });

  it('that Maskinporten does not know yet, the old token is used to its end', async () => {
    const { tokensOf, issuer, tokenCalls, keys, privateKey } = await playMaskinporten({ expiresIn: LASTS_S });
    const clock = stoppedClock();
    const tokens = tokensOf({}, { elapsed: clock.read });
    const first = await secret(tokens);
    const client = { issuer, clientId: 'klient-krr', shownAs: { kid: 'k1' } };
    tokens.renew({ ...client, privateKey: keys.certificates.untrustedRoot().privateKey });
    expect(await secret(tokens)).toBe(first);
    clock.move(FAILURE_KEPT_MS);
    expect(await secret(tokens)).toBe(first);
    clock.move(LASTS_S * 1000 - UNUSABLE_BEFORE_MS - FAILURE_KEPT_MS);
    expect(await tokens.get(GRANT, createCall())).toMatchObject({ kind: 'no token' });
    // And when it is known, there is another.
    tokens.renew({ ...client, privateKey });
    expect(await secret(tokens)).not.toBe(first);
    expect((await tokenCalls()).length).toBeGreaterThan(3);
  });

  it('a token that is being fetched by the old one serves those who wait, and nobody after them', async () => {
    const { tokensOf, tokenCalls, issuer, certificate, played } = await playMaskinporten();
    const tokens = tokensOf();
    played.delayMs = 100;
    const waiting = secret(tokens);
    await vi.waitFor(() => expect(played.traffic().calls).toBeGreaterThan(0), PATIENCE);
    tokens.renew({ issuer, clientId: 'klient-sertifikat', privateKey: certificate.privateKey, shownAs: certificate });
    const first = await waiting;
    expect(await secret(tokens)).not.toBe(first);
    expect((await tokenCalls()).at(-1)).toMatchObject({ client: 'klient-sertifikat' });
  });
});

describe('who waits for a token', () => {
  it('leaves by the own signal, and the others still get it', async () => {
    const { tokensOf, tokenCalls, played } = await playMaskinporten();
    played.delayMs = 100;
    const tokens = tokensOf();
    const hangsUp = new AbortController();
    const late = new AbortController();
    const first = tokens.get(GRANT, createCall(hangsUp.signal));
    const second = tokens.get(GRANT, createCall(late.signal));
    const third = tokens.get(GRANT, createCall());
    hangsUp.abort();
    late.abort(new DOMException('The deadline has passed.', 'TimeoutError'));
    expect(await first).toMatchObject({ problem: 'unavailable', feil: { kode: 'AVBRUTT' } });
    expect(await second).toMatchObject({ problem: 'unavailable', feil: { kode: 'TIDSAVBRUDD' } });
    expect(tokenOf(await third).scopes).toEqual(GRANT.scopes);
    expect(await tokenCalls()).toHaveLength(1);
  });

  it('has it fetched for whoever comes next, also when all have left', async () => {
    const { tokensOf, tokenCalls, played } = await playMaskinporten();
    played.delayMs = 50;
    const tokens = tokensOf();
    const hangsUp = new AbortController();
    const left = tokens.get(GRANT, createCall(hangsUp.signal));
    hangsUp.abort();
    await left;
    await expect.poll(async () => (await tokenCalls()).length, PATIENCE).toBe(1);
    await secret(tokens);
    expect(await tokenCalls()).toHaveLength(1);
  });

  it('gets nothing with a signal that has ended already', async () => {
    const { tokensOf } = await playMaskinporten();
    const tokens = tokensOf();
    expect(await tokens.get(GRANT, createCall(AbortSignal.abort()))).toMatchObject({ feil: { kode: 'AVBRUTT' } });
  });
});

function claimsOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
