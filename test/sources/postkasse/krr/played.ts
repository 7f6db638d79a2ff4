import { generateKeyPairSync } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { CallContext, CallReport } from '../../../../src/domain/call.ts';
import type { Kilde } from '../../../../src/domain/registerfeil.ts';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../../src/domain/personidentifikator.ts';
import { configuredCaller } from '../../../../src/server/callers/identify.ts';
import { krr } from '../../../../src/sources/postkasse/adapters/krr/connect.ts';
import { KRR_DATA } from '../../../../src/sources/postkasse/adapters/krr/scopes.ts';
import type { PostkasseConfig } from '../../../../src/sources/postkasse/settings.ts';
import { CALL_POLICY, type PolicyChanges, mergePolicies } from '../../../../src/wire/http/settings.ts';
import type { MaskinportenClient } from '../../../../src/wire/maskinporten/index.ts';
import { serve } from '../../../wire/loopback.ts';

export const personer = (...numbers: readonly string[]) => numbers as readonly Personidentifikator[];
/** As many different numbers as are wanted; nobody has them. */
export const strangers = (count: number) =>
  personer(...Array.from({ length: count }, (_, index) => `018170${String(index).padStart(5, '0')}`));

/** What one request's calls share, and what is written of them. */
export function krrCall(consumer?: string, id = `caller of ${consumer}`) {
  const counted: Kilde[] = [];
  const reports: CallReport[] = [];
  const call: CallContext = {
    signal: new AbortController().signal,
    count: (kilde) => void counted.push(kilde),
    report: (report) => void reports.push(report),
    caller: { ...configuredCaller(undefined), consumer: consumer as Organisasjonsnummer | undefined, id },
  };
  return { call, counted, reports };
}

/** The port, for the time of the test, by its own composition. */
export function connectKrr(
  { url, client, ...more }: { readonly url: string; readonly client: MaskinportenClient } & Partial<PostkasseConfig>,
  data: readonly (typeof KRR_DATA)[number][] = KRR_DATA,
  policy: PolicyChanges = {},
) {
  const config = { source: 'krr', security: 'none', krr: { url, data, maskinporten: { client } }, ...more } as const;
  const quick = { pausesMs: [1, 1], retryBudgetPercent: 100, breakerCalls: 0, ...policy };
  const { port, http } = krr.connect(config as PostkasseConfig, {
    policy: mergePolicies(CALL_POLICY, krr.policy, quick),
  });
  onTestFinished(async () => void (await Promise.all(http.map((one) => one.close()))));
  return port;
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** One call as it came. */
export interface Asked {
  readonly url: string;
  readonly token: string;
  readonly personidentifikatorer: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * KRR and Maskinporten on loopback, for what the sandbox never answers: `answer` says what KRR does, an object its JSON. A token's text
 * is its number and the body that it is for.
 */
export async function playRaw(
  answer: (
    asked: Asked,
    index: number,
  ) => object | { readonly status: number; readonly text?: string } | Promise<object>,
  { scope, data, ...more }: { scope?: string; data?: typeof KRR_DATA } & Partial<PostkasseConfig> = {},
) {
  const asked: Asked[] = [];
  const grants: { readonly scope: string; readonly consumer: string | undefined }[] = [];
  const url: string = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const json = (value: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    if (request.url?.endsWith('/oauth-authorization-server')) {
      return json({ issuer: `${url}/`, token_endpoint: `${url}/token` });
    }
    if (request.url === '/token') {
      const [, claims = ''] = (new URLSearchParams(text).get('assertion') ?? '').split('.');
      const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { scope: string; consumer_org?: string };
      grants.push({ scope: said.scope, consumer: said.consumer_org });
      const access_token = `token-${grants.length}.${said.consumer_org ?? 'own'}`;
      return json({ access_token, token_type: 'Bearer', expires_in: 119, scope: scope ?? said.scope });
    }
    const body = JSON.parse(text) as { personidentifikatorer: string[] };
    const one = {
      url: request.url ?? '',
      token: request.headers.authorization ?? '',
      personidentifikatorer: body.personidentifikatorer,
      body,
      headers: request.headers,
    };
    asked.push(one);
    const said = await answer(one, asked.length - 1);
    if (!('status' in said)) return json(said);
    const { status, text: raw = '', headers = {} } = said as { status: number; text?: string; headers?: object };
    response.writeHead(status, { ...headers });
    response.end(raw);
  });
  const client = { issuer: `${url}/`, clientId: 'client', privateKey, shownAs: { kid: 'k1' } };
  const connect = (policy?: PolicyChanges) => connectKrr({ url, client, ...more }, data, policy);
  return { url, asked, grants, connect, port: connect() };
}
