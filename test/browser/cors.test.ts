import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GuardedGateway, startGuardedGateway } from '../support/callers.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';

// A page at another port is a page of another origin. What a browser lets it do is what CORS is for, so a browser is asked.

let browser: Browser | undefined;
let gateway: GuardedGateway;
const pages: Server[] = [];

/** Serves an empty page, and returns its origin. */
async function servePage(): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A frontend</title>');
  });
  pages.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let listed = '';
let other = '';
beforeAll(async () => {
  if (!hasBrowser) return;
  [listed, other] = [await servePage(), await servePage()];
  gateway = await startGuardedGateway({ corsOrigins: new Set([listed]), tokenRequired: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  for (const server of pages) server.close();
  await gateway?.close();
});

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Got {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | null;
  readonly challenge: string | null;
}

/** What the script of a page gets: the answer, or that its fetch has failed. */
function askFrom(page: Page, sent: Sent, path = '/graphql'): Promise<Got | string> {
  return page.evaluate(
    async ({ url, sent }): Promise<Got | string> => {
      try {
        const answer = await fetch(url, { ...sent });
        const [requestId, challenge] = [answer.headers.get('x-request-id'), answer.headers.get('www-authenticate')];
        return { status: answer.status, text: await answer.text(), requestId, challenge };
      } catch (thrown) {
        return (thrown as Error).name;
      }
    },
    { url: gateway.url + path, sent },
  );
}

const PERSON = {
  query: 'query ($cpr: ID!) { borger(cpr: $cpr) { kontaktinformation { __typename } } }',
  variables: { cpr: '0101505006' },
};
const asking = async (method: string, headers: Record<string, string> = {}): Promise<Sent> => ({
  method,
  headers: { 'content-type': 'application/json', ...(await gateway.bearer('star')), ...headers },
  body: JSON.stringify(PERSON),
});
const ANSWER = '{"data":{"borger":{"kontaktinformation":{"__typename":"Kontaktinformationer"}}}}';

test('a page of a listed origin reads answers and refusals, by POST and by QUERY, with its token and its keys', async (context) => {
  if (!browser) return context.skip(NO_BROWSER);
  const page = await browser.newPage();
  await page.goto(listed);
  const own = {
    'idempotency-key': 'one-key',
    'x-request-id': 'from-a-page',
    'apollographql-client-name': 'a-frontend',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  };
  for (const method of ['POST', 'QUERY']) {
    expect(await askFrom(page, await asking(method, own))).toEqual({
      status: 200,
      text: ANSWER,
      requestId: 'from-a-page',
      challenge: null,
    });
    const { headers: _, ...withoutToken } = await asking(method);
    expect(await askFrom(page, { ...withoutToken, headers: { 'content-type': 'application/json' } })).toMatchObject({
      status: 401,
      text: expect.stringContaining('UNAUTHENTICATED'),
      requestId: expect.stringMatching(/./),
      challenge: expect.stringContaining('Bearer'),
    });
  }
  expect(await askFrom(page, { method: 'GET', headers: {} }, '/graphql/schema.graphql')).toMatchObject({ status: 200 });
  // What the gateway does not read, nobody may send.
  expect(await askFrom(page, await asking('POST', { 'x-other': '1' }))).toBe('TypeError');
  await page.close();
});

test('a page of any other origin reads nothing, and what it wants to send is not sent', async (context) => {
  if (!browser) return context.skip(NO_BROWSER);
  const page = await browser.newPage();
  await page.goto(other);
  const before = gateway.lines.length;
  for (const method of ['POST', 'QUERY']) expect(await askFrom(page, await asking(method))).toBe('TypeError');
  expect(gateway.lines.length).toBe(before);
  expect(await askFrom(page, { method: 'GET', headers: {} }, '/graphql/schema.graphql')).toBe('TypeError');
  await page.close();
});
