import { describe, expect, it } from 'vitest';
import { identify, sendAuthorized, type Tokens } from '../../../src/wire/maskinporten/index.ts';
import { REPLACED_AGAIN_AFTER_MS } from '../../../src/wire/maskinporten/tokens.ts';
import { createCall, createClient, READ, serve } from '../loopback.ts';
import { GRANT, playMaskinporten, reportedCall, stoppedClock } from './played.ts';

/** An API that answers by what it is sent as Authorization. */
async function api(statusOf: (authorization: string | undefined) => number) {
  const sent: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    sent.push(request.headers.authorization);
    response.writeHead(statusOf(request.headers.authorization)).end('svar');
  });
  return { sent, client: createClient(url, { maxConcurrent: 50 }) };
}

const REQUEST = { method: 'POST', path: '/x', headers: { 'x-own': 'a' }, body: 'b' } as const;

describe('a request with a token', () => {
  it('is sent again with a new token after 401, once, a read as a write', async () => {
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const tokens = tokensOf();
    let revoked: string | undefined;
    const { client, sent } = await api((authorization) => (authorization === revoked ? 401 : 200));
    for (const kind of ['read', 'write'] as const) {
      const send = () => sendAuthorized({ client, tokens, grant: GRANT }, REQUEST, createCall(), { ...READ, kind });
      expect(await send()).toMatchObject({ kind: 'response', status: 200, scopes: GRANT.scopes });
      revoked = sent.at(-1);
      sent.length = 0;
      expect(await send()).toMatchObject({ kind: 'response', status: 200 });
      expect(sent[0]).toBe(revoked);
      expect(sent[1]).not.toBe(revoked);
      expect(sent).toHaveLength(2);
    }
    expect(await tokenCalls()).toHaveLength(3);
  });

  it('shares the new token with all who were refused the old one', async () => {
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const tokens = tokensOf();
    let revoked: string | undefined;
    const { client, sent } = await api((authorization) => (authorization === revoked ? 401 : 200));
    const send = () => sendAuthorized({ client, tokens, grant: GRANT }, REQUEST, createCall(), READ);
    await send();
    revoked = sent[0];
    const answers = await Promise.all(Array.from({ length: 40 }, send));
    expect(answers.map((answer) => answer.kind === 'response' && answer.status)).toEqual(Array(40).fill(200));
    expect(await tokenCalls()).toHaveLength(2);
  });

  it('that is refused whatever token it has is answered 401, and fetches no token each time', async () => {
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const clock = stoppedClock();
    const tokens = tokensOf({}, { elapsed: clock.read });
    const { client, sent } = await api(() => 401);
    const send = () => sendAuthorized({ client, tokens, grant: GRANT }, REQUEST, createCall(), READ);
    expect(await send()).toMatchObject({ status: 401 });
    expect(sent).toHaveLength(2);
    for (let times = 0; times < 5; times += 1) expect(await send()).toMatchObject({ status: 401 });
    expect(sent).toHaveLength(7);
    expect(await tokenCalls()).toHaveLength(2);
    clock.move(REPLACED_AGAIN_AFTER_MS);
    await send();
    expect(await tokenCalls()).toHaveLength(3);
  });

  it('is answered 403 as it is, with its own headers and body, made when its turn comes', async () => {
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const received: unknown[] = [];
    const url = await serve(async (request, response) => {
      let body = '';
      for await (const piece of request) body += String(piece);
      received.push([request.headers['x-own'], body]);
      response.writeHead(403).end();
    });
    const client = createClient(url);
    const answer = await sendAuthorized(
      { client, tokens: tokensOf(), grant: GRANT },
      async () => REQUEST,
      createCall(),
      READ,
    );
    expect(answer).toMatchObject({ kind: 'response', status: 403 });
    expect(received).toEqual([['a', 'b']]);
    expect(await tokenCalls()).toHaveLength(1);
  });

  it('is not sent without a token', async () => {
    const { tokensOf } = await playMaskinporten();
    const { client, sent } = await api(() => 200);
    const tokens = tokensOf({ clientId: 'klient-ukjent' });
    const answer = await sendAuthorized({ client, tokens, grant: GRANT }, REQUEST, createCall(), READ);
    expect(answer).toMatchObject({ kind: 'no token', mpCode: 'MP-100' });
    expect(sent).toEqual([]);
  });

  it('leaves no token in what is reported', async () => {
    const { tokensOf } = await playMaskinporten();
    const { client, sent } = await api(() => 500);
    const { call, reports } = reportedCall();
    await sendAuthorized({ client, tokens: tokensOf(), grant: GRANT }, REQUEST, call, READ);
    expect(reports.map(({ operation }) => operation)).toEqual(['Maskinporten discovery', 'Maskinporten token', 'Read']);
    const parts = sent[0]?.replace('Bearer ', '').split('.') ?? [];
    expect(parts).toHaveLength(3);
    expect(parts.filter((part) => JSON.stringify(reports).includes(part))).toEqual([]);
  });
});

describe('who we are', () => {
  it('is read of the token: client, bodies, API and scopes', async () => {
    const { tokensOf } = await playMaskinporten();
    const ask = (tokens: Tokens, grant: Parameters<Tokens['get']>[0]) => identify(tokens, grant, createCall());
    expect(await ask(tokensOf(), { ...GRANT, resource: 'https://api.example' })).toEqual({
      kind: 'identity',
      clientId: 'klient-krr',
      consumer: '315000017',
      supplier: undefined,
      audience: ['https://api.example'],
      scopes: GRANT.scopes,
      expiresIn: 119,
    });
    const delegated = { scopes: ['krr:global/postkasse.read'], consumerOrg: '316000010' };
    expect(await ask(tokensOf({ clientId: 'klient-deleg' }), delegated)).toMatchObject({
      clientId: 'klient-deleg',
      consumer: '316000010',
      supplier: '310000108',
      audience: [],
    });
    expect(await ask(tokensOf({ clientId: 'klient-utgaatt' }), GRANT)).toMatchObject({ mpCode: 'MP-121' });
  });
});
