import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Register, startRegister } from './register.ts';

let register: Register;
beforeAll(async () => {
  register = await startRegister();
});
afterEach(() => register.reset());
afterAll(() => register.close());

interface Entry {
  readonly oppdateringsid: number;
  readonly organisasjonsnummer: string;
  readonly endringstype: string;
  readonly endringer?: unknown;
}

const FEEDS = {
  enheter: '/oppdateringer/enheter',
  underenheter: '/oppdateringer/underenheter',
} as const;

async function entries(query: string, resource: keyof typeof FEEDS = 'enheter'): Promise<readonly Entry[]> {
  const { _embedded } = await register.read(`${FEEDS[resource]}?${query}`);
  return _embedded?.oppdaterteEnheter ?? _embedded?.oppdaterteUnderenheter ?? [];
}
const ids = async (query: string, resource?: keyof typeof FEEDS) =>
  (await entries(query, resource)).map(({ oppdateringsid }) => oppdateringsid - 25152000);

async function post(hook: string, body: unknown) {
  const response = await register.hook('POST', hook, body);
  return { status: response.status, body: await response.json() };
}

describe('a feed of units', () => {
  it('has one entry of each kind, and the contract writes them so', async () => {
    const all = await entries('includeChanges=true&size=10000');
    expect(all.map(({ endringstype }) => endringstype)).toEqual(['Endring', 'Sletting', 'Ny', 'Fjernet', 'Ukjent']);
    const written = JSON.parse(register.sample('feed-of-enheter'))._embedded.oppdaterteEnheter;
    expect([all[0], all[1], all[3]]).toEqual(written);
    expect(JSON.stringify(all[0])).toBe(JSON.stringify(written[0]));
    const kinds = (await entries('', 'underenheter')).map(({ endringstype }) => endringstype);
    expect(kinds).toEqual(['Endring', 'Sletting', 'Ny', 'Fjernet', 'Ukjent']);
  });

  it('leads to units whose state is what the entry says', async () => {
    for (const [resource, path] of Object.entries(FEEDS)) {
      const link = resource === 'enheter' ? 'enhet' : 'underenhet';
      const { _embedded } = await register.read(path);
      const [[, list] = []] =
        Object.entries<readonly (Entry & { _links: Record<string, { href: string }> })[]>(_embedded);
      for (const { endringstype, _links } of list ?? []) {
        const response = await fetch(_links[link]?.href ?? '');
        const body = await response.json();
        const state = response.status === 410 ? 'removed' : 'slettedato' in body ? 'deleted' : 'live';
        const wanted = { Fjernet: 'removed', Sletting: 'deleted' }[endringstype] ?? 'live';
        expect([resource, endringstype, state]).toEqual([resource, endringstype, wanted]);
      }
    }
  });

  it('tells what has changed only when asked', async () => {
    expect((await entries('')).some((entry) => 'endringer' in entry)).toBe(false);
    expect((await entries('includeChanges=false')).some((entry) => 'endringer' in entry)).toBe(false);
  });

  it.each([
    ['oppdateringsid=25152019', [19, 20]],
    ['oppdateringsid=25152021', []],
    ['oppdateringsid=25152016&size=2', [16, 17]],
    ['size=2&page=1', [18, 19]],
    ['sort=id,DESC&size=2', [20, 19]],
    ['sort=id,ASC', [16, 17, 18, 19, 20]],
    ['dato=2026-09-01T10:31:40.500Z', [19, 20]],
    ['updatedBefore=2026-09-01T10:31:02.001Z', [16]],
    ['organisasjonsnummer=700041018,700000001', [16, 19]],
  ] as const)('?%s', async (query, wanted) => {
    expect(await ids(query)).toEqual(wanted);
  });

  it.each([
    'dato=2026-09-01',
    'dato=2026-09-01T10:31:40Z',
    'dato=2026-02-30T10:31:40.500Z',
    'updatedBefore=2026-09-01',
    'oppdateringsid=0',
    'oppdateringsid=x',
    'size=0',
    'size=10001',
    'page=-1',
    'sort=dato,ASC',
    'organisasjonsnummer=12345678',
    'afterId=1',
  ])('?%s is a 400', async (query) => {
    for (const path of Object.values(FEEDS))
      expect([path, await register.status(`${path}?${query}`)]).toEqual([path, 400]);
  });

  it('is empty from its twenty-first page on, without an error, though there is more', async () => {
    const many = Array.from({ length: 40 }, () => ({ organisasjonsnummer: '700000001' }));
    expect((await post('feed', { resource: 'enheter', entries: many })).body).toEqual({ last: 25152060, count: 40 });
    expect(await ids('size=2&page=19')).toEqual([54, 55]);
    const { _embedded, _links, page } = await register.read('/oppdateringer/enheter?size=2&page=20');
    expect(_embedded).toBe(undefined);
    expect([page.totalPages, 'next' in _links]).toEqual([23, true]);
    await register.configure({ feedPages: 22 });
    expect(await ids('size=2&page=20')).toEqual([56, 57]);
  });

  it('has media types of its own', async () => {
    const type = 'application/vnd.brreg.enhetsregisteret.oppdatering.enhet.v1+json';
    const ask = (path: string) => register.status(path, { headers: { accept: type } });
    expect([await ask('/oppdateringer/enheter'), await ask('/oppdateringer/underenheter')]).toEqual([200, 406]);
  });

  it('can go wrong', async () => {
    await register.configure({ feed: 'backwards' });
    expect(await ids('oppdateringsid=25152020')).toEqual([16, 17, 18, 19, 20]);
    await register.configure({ feed: 'unordered' });
    expect(await ids('oppdateringsid=25152019')).toEqual([20, 19]);
    await register.configure({ repeatedPage: true });
    expect(await ids('size=2&page=1')).toEqual([16, 17]);
    await register.configure({ pageLimit: 3 });
    expect(await ids('size=10000')).toEqual([16, 17, 18]);
  });
});

describe('the feed of roles', () => {
  const read = async (query = ''): Promise<readonly { id: string; data: { organisasjonsnummer: string } }[]> =>
    register.read(`/oppdateringer/roller?${query}`);

  it('is a bare list of events', async () => {
    expect(await (await register.ask('/oppdateringer/roller')).text()).toBe(register.sample('feed-of-roller'));
  });

  it('goes on after an id, which is not among them', async () => {
    await post('roller-feed', { organisasjonsnumre: ['700000001', '700102009', '700000001'] });
    const idsOf = async (query: string) => (await read(query)).map(({ id }) => id);
    expect(await idsOf('afterId=900001')).toEqual(['900002', '900003', '900004']);
    expect(await idsOf('afterId=900002&size=1')).toEqual(['900003']);
    expect(await idsOf('organisasjonsnummer=700000001')).toEqual(['900002', '900004']);
    expect(await idsOf('afterTime=2026-08-26T06:00:00.000Z')).toEqual(['900002', '900003', '900004']);
    expect(await idsOf('afterId=900004')).toEqual([]);
  });

  it.each(['afterId=x', 'afterTime=2026-08-26', 'size=10001', 'page=1'])('?%s is a 400', async (query) => {
    expect(await register.status(`/oppdateringer/roller?${query}`)).toBe(400);
  });
});

describe('a hook', () => {
  it('changes a unit everywhere, and tells the feed how', async () => {
    const { body } = await post('change', {
      organisasjonsnummer: '700102009',
      set: { navn: 'NYTT NAVN SANDKASSE', telefon: '11 11 11 11' },
      remove: ['mobil', 'hjemmeside'],
    });
    expect(body).toEqual({
      oppdateringsid: 25152021,
      dato: '2026-09-30T10:00:00.000Z',
      organisasjonsnummer: '700102009',
      endringstype: 'Endring',
      endringer: [
        { op: 'replace', path: '/navn', value: 'NYTT NAVN SANDKASSE' },
        { op: 'add', path: '/telefon', value: '11 11 11 11' },
        { op: 'remove', path: '/mobil' },
      ],
    });
    const unit = await register.read('/enheter/700102009');
    expect([unit.navn, unit.telefon, 'mobil' in unit]).toEqual(['NYTT NAVN SANDKASSE', '11 11 11 11', false]);
    const found = await register.read('/enheter?navn=nytt');
    expect(found._embedded.enheter).toEqual([unit]);
    expect(await entries('oppdateringsid=25152021')).toHaveLength(1);
    expect((await register.read('/enheter?navn=bl%C3%A5b%C3%A6r')).page.totalElements).toBe(0);
  });

  it('deletes a unit, and then removes it', async () => {
    const deleted = await post('delete', { organisasjonsnummer: '700115518', nedleggelsesdato: '2026-09-29' });
    expect([deleted.body.endringstype, await ids('oppdateringsid=25152021', 'underenheter')]).toEqual([
      'Sletting',
      [21],
    ]);
    expect(await register.read('/underenheter/700115518')).toEqual({
      organisasjonsnummer: '700115518',
      navn: 'FULLSTENDIG SANDKASSE AS AVD NORD',
      organisasjonsform: expect.objectContaining({ kode: 'BEDR' }),
      historiskeNavn: [],
      slettedato: '2026-09-30',
      nedleggelsesdato: '2026-09-29',
      _links: { self: { href: `${register.base}/underenheter/700115518` } },
      respons_klasse: 'SlettetUnderEnhet',
    });
    expect((await register.read('/underenheter?overordnetEnhet=700000001')).page.totalElements).toBe(0);
    await post('remove', { organisasjonsnummer: '700115518' });
    const gone = await register.ask('/underenheter/700115518');
    expect([gone.status, await gone.text()]).toEqual([410, expect.not.stringContaining('FULLSTENDIG')]);
  });

  it('removes a unit with its roles', async () => {
    await post('remove', { organisasjonsnummer: '700000001', slettedato: '2026-09-01' });
    expect(await register.status('/enheter/700000001/roller')).toBe(410);
    const { rollegrupper } = await register.read('/enheter/700099903/roller');
    expect(rollegrupper).toHaveLength(3);
    expect(await register.status('/roller/enheter/700040003/juridiskeroller')).toBe(200);
  });

  it('leaves no trace of what it removes, where others are told of', async () => {
    await post('remove', { organisasjonsnummer: '700040003' });
    for (const path of ['/enheter/700099903/roller', '/konsernstruktur/700000001', '/enheter?size=1000']) {
      const text = await (await register.ask(path)).text();
      expect([path, text.length > 100, text]).toEqual([path, true, expect.not.stringContaining('SANDKASSE REVISJON')]);
    }
  });

  it('makes a unit, whose entry may be as far on as one likes', async () => {
    const fields = {
      navn: 'HELT NY AS',
      organisasjonsnummer: '700120198',
      organisasjonsform: { kode: 'AS', beskrivelse: 'Aksjeselskap' },
    };
    const made = await post('create', { resource: 'enheter', fields, oppdateringsid: 30_000_000 });
    expect(made.body).toMatchObject({ endringstype: 'Ny', oppdateringsid: 30_000_000 });
    expect((await register.read('/enheter/700120198')).navn).toBe('HELT NY AS');
    const next = await post('change', { organisasjonsnummer: '700120198', set: { navn: 'ELDRE AS' } });
    expect(next.body.oppdateringsid).toBe(30_000_001);
    expect((await post('create', { resource: 'enheter', fields })).status).toBe(404);
  });

  it('changes roles', async () => {
    const rolle = {
      type: { kode: 'DAGL', beskrivelse: 'Daglig leder' },
      enhet: { organisasjonsnummer: '700040003' },
      avregistrert: false,
      rekkefolge: 0,
    };
    const group = { type: { kode: 'DAGL', beskrivelse: 'Daglig leder' }, sistEndret: '2026-09-30', roller: [rolle] };
    await post('roller', { organisasjonsnummer: '700103005', rollegrupper: [group] });
    const { rollegrupper } = await register.read('/enheter/700103005/roller');
    expect(rollegrupper[0].roller[0].enhet.navn).toEqual(['SANDKASSE REVISJON AS']);
    await post('roller', { organisasjonsnummer: '700103005', rollegrupper: [] });
    expect(await register.status('/enheter/700103005/roller')).toBe(404);
    expect((await register.read('/oppdateringer/roller?afterId=900001')).length).toBe(2);
  });

  it.each([
    ['change', { organisasjonsnummer: '700010007' }, 404],
    ['change', { organisasjonsnummer: '700011003' }, 404],
    ['delete', { organisasjonsnummer: '700011003' }, 404],
    ['remove', { organisasjonsnummer: '700041018' }, 404],
    ['roller', { organisasjonsnummer: '700013006', rollegrupper: [] }, 404],
    ['change', { organisasjonsnummer: '12345678' }, 400],
    ['feed', { resource: 'roller', entries: [] }, 400],
  ])('%s of %o is refused', async (hook, body, status) => {
    expect((await post(hook, body)).status).toBe(status);
  });

  it('is undone by a reset', async () => {
    await post('remove', { organisasjonsnummer: '700000001' });
    register.reset();
    expect(await register.status('/enheter/700000001')).toBe(200);
    expect(await ids('')).toEqual([16, 17, 18, 19, 20]);
  });
});
