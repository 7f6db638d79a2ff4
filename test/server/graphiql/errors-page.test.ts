import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL_ERRORS } from '../../../src/server/catalogue.ts';
import { statusOf } from '../../../src/server/errors-document.ts';
import { ERRORS_PATH, FEILKODER_PATH } from '../../../src/server/graphiql/page.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

let gateway: RunningGateway;
let response: Response;
let page: string;
beforeAll(async () => {
  gateway = await startGateway();
  response = await fetch(gateway.url + ERRORS_PATH);
  page = await response.text();
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** What a reader sees of a piece of HTML. */
const seen = (html: string) =>
  html.replace(/<[^>]+>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe('the page of errors', () => {
  test('has a row for every error, with code, status, text, when, and what to do', () => {
    const rows = [...page.matchAll(/<tr role="row" id=.*/g)].map(([row]) => seen(row));
    expect(rows).toHaveLength(ALL_ERRORS.length);
    for (const error of ALL_ERRORS) {
      const { code, text, when, remedy } = error;
      const told = [when, remedy].map((words) => words.replaceAll('`', ''));
      if (!/^\{\w+\}$/.test(text)) told.push(text);
      const row = rows.filter((one) => told.every((words) => one.includes(words)));
      expect(row).toHaveLength(1);
      expect(row[0]?.startsWith(code + statusOf(error))).toBe(true);
    }
  });

  test('gives each anchor once, and every link on it leads to one', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('and the catalogue of the registers lead to each other', async () => {
    expect(page).toContain(`href="${FEILKODER_PATH}"`);
    expect(await (await fetch(gateway.url + FEILKODER_PATH)).text()).toContain(`href="${ERRORS_PATH}"`);
  });

  test('runs no script, loads nothing, and has its one style sheet by its hash', () => {
    const policy = response.headers.get('content-security-policy') ?? '';
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(page).not.toMatch(/<script|https?:|style=|src=/);
  });

  test('is only for reading, and not served where GraphiQL is not', async () => {
    expect((await fetch(gateway.url + ERRORS_PATH, { method: 'POST' })).status).toBe(404);
    await using production = await startGateway({ options: { profile: PROFILES.production } });
    expect((await fetch(production.url + ERRORS_PATH)).status).toBe(404);
  });
});
