import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Register, startRegister } from './register.ts';

let register: Register;
beforeAll(async () => {
  register = await startRegister();
});
afterEach(() => register.reset());
afterAll(() => register.close());

describe('code lists', () => {
  it.each([
    ['organisasjonsformer', 'organisasjonsformer', 'AS'],
    ['organisasjonsformer/enheter', 'organisasjonsformer', 'NUF'],
    ['organisasjonsformer/underenheter', 'organisasjonsformer', 'BEDR'],
    ['roller/rolletyper', 'rolletyper', 'DTPR'],
    ['roller/rollegruppetyper', 'rollegruppetyper', 'BOBE'],
    ['roller/representanter', 'representanter', 'AREP'],
  ])('/%s: each code has an address of its own', async (path, key, kode) => {
    const { _embedded } = await register.read(`/${path}`);
    const list: readonly { kode: string; _links: { self: { href: string } } }[] = _embedded[key];
    expect(list.map((one) => one.kode)).toContain(kode);
    for (const code of list) expect(await (await fetch(code._links.self.href)).json()).toEqual(code);
  });

  it('know which form is out of use, and which is of what', async () => {
    expect(await (await register.ask('/organisasjonsformer/REV')).text()).toBe(
      register.sample('organisasjonsform-REV'),
    );
    const { _embedded } = await register.read('/organisasjonsformer/underenheter');
    expect(_embedded.organisasjonsformer).toHaveLength(2);
    expect(await register.status('/organisasjonsformer/XX')).toBe(404);
  });

  it('hold every code that a role has', async () => {
    const codes = async (path: string, key: string) =>
      ((await register.read(path))._embedded[key] as readonly { kode: string }[]).map(({ kode }) => kode);
    const groups = await codes('/roller/rollegruppetyper', 'rollegruppetyper');
    const types = await codes('/roller/rolletyper', 'rolletyper');
    for (const number of ['700000001', '700102009', '700040003', '700013200', '700120023']) {
      const { rollegrupper } = await register.read(`/enheter/${number}/roller`);
      for (const { type, roller } of rollegrupper) {
        expect(groups).toContain(type.kode);
        for (const rolle of roller) expect(types).toContain(rolle.type.kode);
      }
    }
  });

  it('have the municipalities', async () => {
    const { _embedded } = await register.read('/kommuner');
    expect(_embedded.kommuner[0]).toEqual(await register.read('/kommuner/0301'));
    expect(await register.status('/kommuner/0302')).toBe(404);
  });

  it('start from the root', async () => {
    for (const path of ['', '/']) {
      const { _links } = await register.read(path);
      for (const { href } of Object.values<{ href: string }>(_links)) expect((await fetch(href)).status).toBe(200);
    }
  });
});

describe('roles', () => {
  it('are 404 for a unit without any, a sub-unit and a deleted one', async () => {
    for (const number of ['700103005', '700013006', '700011003', '700010007']) {
      expect([number, await register.status(`/enheter/${number}/roller`)]).toEqual([number, 404]);
    }
  });

  it('tell who has died, has a guardian or is deleted, and nobody by number', async () => {
    const text = await (await register.ask('/enheter/700120023/roller')).text();
    expect(text).not.toMatch(/fodselsnummer|fratraadt|[0-9]{11}/);
    const { rollegrupper } = JSON.parse(text);
    const of = (kode: string) =>
      rollegrupper.find((group: { type: { kode: string } }) => group.type.kode === kode).roller[0];
    expect(of('DAGL').person).toEqual({
      fodselsdato: '1970-01-02',
      navn: { fornavn: 'Synt', etternavn: 'Død' },
      erDoed: true,
    });
    expect([of('STYR').begrensetRettsligHandleevne, of('STYR').avregistrert]).toEqual([true, false]);
    expect(of('REVI').enhet).toMatchObject({
      organisasjonsnummer: '700011003',
      navn: ['SLETTET SANDKASSE AS'],
      erSlettet: true,
    });
  });

  it('are told of a unit in others, a page at a time', async () => {
    const path = '/roller/enheter/700040003/juridiskeroller';
    const all = await register.read(path);
    expect(all).toEqual({
      organisasjonsnummer: '700040003',
      erSlettet: false,
      enheter: [
        expect.objectContaining({ organisasjonsnummer: '700000001', navn: 'FULLSTENDIG SANDKASSE AS' }),
        expect.objectContaining({ organisasjonsnummer: '700099903' }),
      ],
      _links: { self: { href: register.base + path } },
    });
    expect(all.enheter[1].roller).toEqual([
      { type: expect.objectContaining({ kode: 'REVI' }), avregistrert: true, rekkefolge: 0 },
    ]);
    await register.configure({ juridiskerollerSize: 1 });
    const first = await register.read(path);
    const second = await (await fetch(first._links.next.href)).json();
    expect([...first.enheter, ...second.enheter]).toEqual(all.enheter);
    expect('next' in second._links).toBe(false);
    expect(await register.status('/roller/enheter/700102009/juridiskeroller')).toBe(404);
    expect((await register.read('/roller/enheter/700011003/juridiskeroller')).erSlettet).toBe(true);
  });
});

describe('a group of companies', () => {
  it('is told whole, whichever member is asked', async () => {
    for (const number of ['700000001', '700040003']) {
      expect(await (await register.ask(`/konsernstruktur/${number}`)).text()).toBe(register.sample('group-700000001'));
    }
  });

  it('may hold a company twice, and a leaf has no children', async () => {
    const { children } = await register.read('/konsernstruktur/314000013');
    const [nord, vest] = children;
    expect([nord.children[0].organisasjonsnummer, vest.organisasjonsnummer]).toEqual(['314000013', '314000013']);
    expect('children' in vest).toBe(false);
  });

  it('is a table for who asks for one', async () => {
    const response = await register.ask('/konsernstruktur/700000001', { headers: { accept: 'text/csv' } });
    expect((await response.text()).split('\n')).toHaveLength(4);
  });

  it('is 404 for who is in none, and 400 for what is no number', async () => {
    expect(await register.status('/konsernstruktur/700102009')).toBe(404);
    expect(await register.status('/konsernstruktur/700011003')).toBe(404);
    expect(await register.status('/konsernstruktur/12345678')).toBe(400);
    expect((await register.read('/enheter/700102009')).erIKonsern).toBe(false);
    expect((await register.read('/enheter/700040003')).erIKonsern).toBe(true);
  });
});

describe('land', () => {
  it('is a bare list of texts', async () => {
    expect(await (await register.ask('/matrikkelenhet?kommnr=0301&gaardsnr=1')).text()).toBe(register.sample('land'));
    expect(await register.read('/matrikkelenhet?kommnr=9999')).toEqual([]);
  });
});

describe('Frivillighetsregisteret', () => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${register.url}/frivillighetsregisteret/api${path}`, init);
  const read = async (path: string) => (await ask(path)).json();
  const ONE = '/frivillige-organisasjoner/700050009';

  it('answers an organisation as the contract writes it', async () => {
    const response = await ask(`${ONE}?spraak=NOB`, { headers: { accept: 'application/hal+json' } });
    expect(response.headers.get('content-type')).toBe('application/hal+json;charset=UTF-8');
    expect(await response.text()).toBe(register.sample('frivillighet-700050009'));
  });

  it('names categories only in a language', async () => {
    expect((await read(ONE)).icnpoKategorier[0].navn).toBe(null);
    expect((await read('/icnpo-kategorier'))._embedded.icnpoKategorier[0].navn).toBe(null);
    expect((await read('/icnpo-kategorier?spraak=NOB'))._embedded.icnpoKategorier[0].navn).toBe('Kunst og kultur');
  });

  it('has what the unit says that it has', async () => {
    for (const [number, flag, status] of [
      ['700050009', true, 200],
      ['700119009', true, 200],
      ['700021009', false, 404],
      ['700000001', false, 404],
    ] as const) {
      const unit = await register.read(`/enheter/${number}`);
      const answered = await ask(`/frivillige-organisasjoner/${number}`);
      expect([number, unit.registrertIFrivillighetsregisteret, answered.status]).toEqual([number, flag, status]);
    }
    expect((await read('/frivillige-organisasjoner/700120082')).slettetDato).toBe('2025-10-01');
    expect((await ask('/frivillige-organisasjoner/12345678')).status).toBe(400);
    expect((await ask(ONE, { headers: { accept: 'text/html' } })).status).toBe(406);
  });

  it('is read by following its links', async () => {
    const numbers: string[] = [];
    let next: string | undefined = `${register.url}/frivillighetsregisteret/api/frivillige-organisasjoner?size=1`;
    while (next !== undefined && numbers.length < 10) {
      const page: {
        page?: unknown;
        _embedded: { frivilligeOrganisasjoner: readonly { organisasjonsnummer: string }[] };
        _links: { next?: { href: string } };
      } = await (await fetch(next)).json();
      expect(page.page).toBe(undefined);
      numbers.push(...page._embedded.frivilligeOrganisasjoner.map(({ organisasjonsnummer }) => organisasjonsnummer));
      next = page._links.next?.href;
    }
    expect(numbers).toEqual(['700050009', '700119009', '700120082']);
  });

  it.each([
    ['size=100', 200],
    ['size=101', 400],
    ['size=0', 400],
    ['page=1', 400],
  ])('?%s is %i', async (query, status) => {
    expect((await ask(`/frivillige-organisasjoner?${query}`)).status).toBe(status);
  });

  it('has a table of all, and the kinds of information', async () => {
    for (const form of ['csv', 'csv-escaped']) {
      const response = await ask(`/frivillige-organisasjoner/totalbestand/${form}`);
      expect((await response.text()).split('\n')).toHaveLength(5);
    }
    expect((await ask('/informasjonstyper')).status).toBe(200);
  });
});

describe('fullmakt', () => {
  const ask = (path: string) => fetch(`${register.url}/fullmakt/enheter/${path}`);

  it('tells who may sign, with birth dates as people write them', async () => {
    expect(await (await ask('700000001/signatur')).text()).toBe(register.sample('signatur-700000001'));
    const prokura = await (await ask('700000001/prokura')).text();
    expect(prokura).toContain('"navn":"Synt Test Persøn"');
    expect(prokura).not.toMatch(/[0-9]{11}/);
  });

  it('says when there is nothing to go by', async () => {
    const body = await (await ask('700013103/signatur')).json();
    expect([body.status.regelStatus.kode, body.signeringsGrunnlag.kode, 'signeringsKombinasjon' in body]).toEqual([
      'RI',
      'SI',
      false,
    ]);
  });

  it('knows live main units only', async () => {
    const statuses = ['700011003', '700013006', '700010007', '12345678'].map(
      async (one) => (await ask(`${one}/prokura`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 404, 400]);
  });
});
