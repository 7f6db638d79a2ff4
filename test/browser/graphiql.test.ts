import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const NO_BROWSER = `no browser at ${CHROMIUM}; name one in CHROMIUM`;
const MAIN = new URL('../../src/main.ts', import.meta.url);

// A browser that asks nobody anything of its own accord.
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// In CI a missing browser is a failure: there the test is the proof.
const canRun = existsSync(CHROMIUM) || process.env.CI === 'true';

let gateway: ChildProcess | undefined;
let browser: Browser | undefined;
let url = '';

beforeAll(async () => {
  if (!canRun) return;
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  // As `npm start` on a clean machine: nothing is configured, so the sandbox answers.
  gateway = spawn(process.execPath, [MAIN.pathname], {
    env: { PATH: process.env.PATH, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await ready(gateway);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
});

afterAll(async () => {
  await browser?.close();
  gateway?.kill();
});

test('a newcomer opens GraphiQL, runs the first tab and sees all three registers answer, with no other host asked', async (context) => {
  if (!canRun || !browser) return context.skip(NO_BROWSER);
  // Tall, since the editor draws only the lines that are in view.
  const page = await browser.newPage({ viewport: { width: 1600, height: 2600 } });
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== url) elsewhere.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A breach of the content security policy is told here and nowhere else.
    if (message.type() === 'error') complaints.push(message.text());
  });

  await page.goto(`${url}/graphql`);
  expect(await page.title()).toBe('Registergraf');
  await page.locator('.graphiql-query-editor').getByText('embedded sandbox').waitFor();
  await page.locator('.graphiql-execute-button').click();
  const answer = page.locator('.graphiql-response');
  for (const text of ['"Kontaktinformationer"', '"Kontaktregisteroppfoering"', '"TESTPOST NORD AS"']) {
    await answer.getByText(text).first().waitFor();
  }

  // Nothing of the query, numbers and all, has gone into the address.
  expect(page.url()).toBe(`${url}/graphql`);
  expect(await page.locator('.graphiql-tab').count()).toBe(6);
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

async function ready(process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && process.exitCode === null; tries++) {
    const response = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (response?.ok) return;
    await wait(100);
  }
  throw new Error('the gateway did not start');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}
