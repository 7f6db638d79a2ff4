import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dokumenterteFeil } from '../../../src/graph/dokumenterte-feil.ts';
import { UNAVAILABLE_CODES } from '../../../src/graph/feilkoder.ts';
import { FEILKODER_PATH } from '../../../src/server/graphiql/page.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';

let gateway: RunningGateway;
let response: Response;
let page: string;
beforeAll(async () => {
  gateway = await startGateway();
  response = await fetch(gateway.url + FEILKODER_PATH);
  page = await response.text();
});
afterAll(() => gateway.close());

/** What a reader sees of a piece of HTML. */
const seen = (html: string) =>
  html.replace(/<[^>]+>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe('the catalogue’s page', () => {
  test('has a row with an anchor for every documented code, with type, meaning and text', () => {
    expect(dokumenterteFeil().length).toBeGreaterThan(80);
    for (const { kilde, kode, type, betydning, tekst, felter } of dokumenterteFeil()) {
      const row = new RegExp(`<tr role="row" id="${kilde}-${kode}">.*`).exec(page)?.[0] ?? '';
      for (const told of [kode, type, betydning, tekst]) expect(seen(row)).toContain(told);
      for (const felt of felter) expect(seen(row)).toContain(felt.split('.')[1]);
    }
  });

  test('has the codes that are in every union', () => {
    for (const [kode, betydning] of UNAVAILABLE_CODES) {
      expect(seen(page)).toContain(kode);
      expect(seen(page)).toContain(betydning);
    }
  });

  test('gives each anchor once, and every link on it leads to one', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(80);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('runs no script, loads nothing, and has its one style sheet by its hash', () => {
    const policy = response.headers.get('content-security-policy') ?? '';
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/<script|https?:|style=|src=/);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('is not served where GraphiQL is not', async () => {
    const production = await startGateway({ profile: PROFILES.production });
    const { status } = await fetch(production.url + FEILKODER_PATH);
    await production.close();
    expect(status).toBe(404);
  });

  test('is only for reading', async () => {
    expect((await fetch(gateway.url + FEILKODER_PATH, { method: 'POST' })).status).toBe(404);
  });
});
