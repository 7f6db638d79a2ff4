import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lastNight } from '../../../src/sandbox/enhetsregisteret/answers/java-date.ts';
import { type Register, startRegister } from './register.ts';

let register: Register;
beforeAll(async () => {
  register = await startRegister();
});
afterEach(() => register.reset());
afterAll(() => register.close());

const FILES = ['/enheter/lastned', '/underenheter/lastned', '/roller/totalbestand'] as const;

async function download(path: string, accept = '*/*'): Promise<Buffer> {
  const response = await register.ask(path, { headers: { accept } });
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer());
}
const unpack = async (path: string) => JSON.parse(gunzipSync(await download(path)).toString('utf8'));

describe('a file', () => {
  it.each(['enheter', 'underenheter'])(
    'of %s holds each live unit as a search does, with an empty list of links',
    async (resource) => {
      const list = await unpack(`/${resource}/lastned`);
      const { _embedded } = await register.read(`/${resource}?size=1000`);
      const numbers = (units: readonly { organisasjonsnummer: string }[]) =>
        units.map((unit) => unit.organisasjonsnummer);
      expect(numbers(list)).toEqual(numbers(_embedded[resource]));
      expect(list[0].links).toEqual([]);
      const { _links, organisasjonsform, ...unit } = _embedded[resource][0];
      const { links, organisasjonsform: form, ...written } = list[0];
      expect(written).toEqual(unit);
      expect(form).toEqual({ kode: organisasjonsform.kode, beskrivelse: organisasjonsform.beskrivelse, links: [] });
      expect(JSON.stringify(list)).not.toContain('_links');
    },
  );

  it('of roles has an element for each unit that has any', async () => {
    const list: readonly { organisasjonsnummer: string; rollegrupper: readonly unknown[] }[] = await unpack(FILES[2]);
    expect(list.length).toBeGreaterThan(10);
    for (const { organisasjonsnummer, rollegrupper } of list.slice(0, 5)) {
      const answered = await register.read(`/enheter/${organisasjonsnummer}/roller`);
      expect(rollegrupper).toHaveLength(answered.rollegrupper.length);
    }
    expect(list.some(({ organisasjonsnummer }) => organisasjonsnummer === '700103005')).toBe(false);
    expect(JSON.stringify(list)).not.toMatch(/fodselsnummer|_links/);
  });

  it('is printed on many lines, with its numbers as they are', async () => {
    const text = gunzipSync(await download(FILES[0])).toString('utf8');
    expect(text.startsWith('[\n  {\n    "organisasjonsnummer": "700000001",\n')).toBe(true);
    expect(text).toContain('"belop": 100000.0,');
  });

  it.each(FILES)('%s has a head, of which the date is no HTTP date', async (path) => {
    const head = await register.ask(path, { method: 'HEAD' });
    const whole = await register.ask(path);
    const names = ['etag', 'last-modified', 'content-type', 'content-length', 'content-encoding'] as const;
    const headersOf = ({ headers }: Response) => names.map((name) => headers.get(name));
    expect(headersOf(head)).toEqual(headersOf(whole));
    const [etag, lastModified, type, length, encoding] = headersOf(whole);
    expect([etag, type, encoding]).toEqual([
      expect.stringMatching(/^"[0-9a-f]{32}"$/),
      expect.stringMatching(/v[12]\+gzip;charset=UTF-8$/),
      null,
    ]);
    expect(lastModified).toBe('Wed Sep 30 04:27:17 CEST 2026');
    expect([head.status, await head.text(), (await whole.arrayBuffer()).byteLength]).toEqual([200, '', Number(length)]);
  });

  it.each(FILES)('%s is no answer in JSON', async (path) => {
    for (const accept of ['application/json', 'application/json, */*']) {
      expect([accept, await register.status(path, { headers: { accept } })]).toEqual([accept, 400]);
    }
    expect(await register.status(path, { headers: { accept: 'text/html' } })).toBe(406);
  });

  it('has another ETag when something has changed', async () => {
    const etag = async () => (await register.ask(FILES[0], { method: 'HEAD' })).headers.get('etag');
    const before = await etag();
    expect(await etag()).toBe(before);
    await register.hook('POST', 'remove', { organisasjonsnummer: '700000001' });
    expect(await etag()).not.toBe(before);
    expect((await unpack(FILES[0]))[0].organisasjonsnummer).toBe('700102009');
  });

  it('can be of a search', async () => {
    expect(await unpack('/enheter/lastned?organisasjonsform=KOMM')).toHaveLength(2);
    expect(await register.status('/enheter/lastned?spraak=NOB')).toBe(400);
  });

  it('is there as a table', async () => {
    const [head, first] = gunzipSync(await download('/enheter/lastned/csv', 'text/csv'))
      .toString('utf8')
      .split('\n');
    expect(head).toMatch(/^organisasjonsnummer,navn,organisasjonsform\.kode,/);
    expect(first).toMatch(/^"700000001","FULLSTENDIG SANDKASSE AS","AS",/);
  });

  it('can be cut, or hold what is no unit', async () => {
    const whole = await download(FILES[0]);
    await register.configure({ bulk: 'cut' });
    const cut = await download(FILES[0]);
    expect(cut).toEqual(whole.subarray(0, whole.length / 2));
    expect(() => gunzipSync(cut)).toThrow(/unexpected end/);
    await register.configure({ bulk: 'cut JSON' });
    await expect(unpack(FILES[0])).rejects.toThrow(SyntaxError);
    await register.configure({ bulk: 'malformed entry' });
    const list: readonly { organisasjonsnummer: unknown }[] = await unpack(FILES[0]);
    expect(list.filter(({ organisasjonsnummer }) => typeof organisasjonsnummer !== 'string')).toHaveLength(1);
  });
});

describe('the date of a file', () => {
  it.each([
    ['2026-09-11T03:00:00Z', 'Fri Sep 11 04:27:17 CEST 2026'],
    ['2026-01-04T23:30:00Z', 'Mon Jan 05 04:27:17 CET 2026'],
  ])('at %s is %s', (now, written) => {
    expect(lastNight(new Date(now))).toBe(written);
  });
});
