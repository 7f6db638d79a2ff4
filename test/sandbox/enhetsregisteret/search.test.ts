import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Register, startRegister } from './register.ts';

let register: Register;
beforeAll(async () => {
  register = await startRegister();
});
afterEach(() => register.reset());
afterAll(() => register.close());

const numbersOf = async (path: string): Promise<readonly string[]> => {
  const { _embedded } = await register.read(path);
  const units: readonly { organisasjonsnummer: string }[] = _embedded?.enheter ?? _embedded?.underenheter ?? [];
  return units.map(({ organisasjonsnummer }) => organisasjonsnummer);
};

describe('a search', () => {
  it.each([
    ['/enheter?navn=fullstendig', ['700000001']],
    ['/enheter?navn=AS+fullstendig', ['700000001']],
    ['/enheter?navn=AS+fullstendig&navnMetodeForSoek=FORTLOEPENDE', []],
    ['/enheter?navn=sandkasse+as&navnMetodeForSoek=FORTLOEPENDE', ['700000001']],
    ['/enheter?navn=bl%C3%A5b%C3%A6r', ['700102009']],
    ['/enheter?navn=blabaer', []],
    ['/enheter?navn=A.S', []],
    ['/underenheter?navn=nord', ['700115518']],
    ['/enheter?navn=nord+as', ['311000012']],
    ['/enheter?organisasjonsform=ENK,ANNA', ['700102009', '700103005']],
    ['/enheter?overordnetEnhet=700013103', ['700013200']],
    ['/underenheter?overordnetEnhet=700013200', ['700013006']],
    ['/underenheter?overordnetEnhet=700013103', []],
    ['/underenheter?overordnetEnhet=700000001', ['700115518']],
    ['/enheter?naeringskode=00.000', ['700099903']],
    ['/underenheter?naeringskode=85.2', ['700013006']],
    ['/enheter?naeringskode=10', []],
    ['/underenheter?naeringskode=62', ['700115518', '700000303']],
    ['/enheter?kommunenummer=9999&organisasjonsform=KOMM', ['700013103']],
    ['/enheter?kommunenummer=9999,0301&organisasjonsform=KOMM', ['700013103', '316000010']],
    ['/enheter?organisasjonsnummer=700103005,700000001', ['700000001', '700103005']],
    ['/enheter?organisasjonsnummer=700000001,700000001', ['700000001']],
    // Sub-units, deleted, removed and failing units, and those that never were: found by nobody.
    ['/enheter?organisasjonsnummer=700013006,700011003,700041018,790100018,790100107,700010007,700017002', []],
    ['/underenheter?organisasjonsnummer=700013006,700000001,700120007', ['700013006']],
    ['/enheter?organisasjonsform=ENK&konkurs=true&hjemmeside=x&fraStiftelsesdato=2020-01-01', ['700102009']],
    ['/enheter?organisasjonsform=KOMM&sort=organisasjonsnummer,ASC', ['316000010', '700013103']],
    ['/enheter?organisasjonsform=KOMM&sort=navn,DESC', ['316000010', '700013103']],
    ['/enheter?organisasjonsform=KOMM&sort=postadresse.kommunenummer,DESC', ['700013103', '316000010']],
    ['/enheter?organisasjonsform=KOMM&page=1&size=1', ['316000010']],
    ['/enheter?organisasjonsform=KOMM&page=2&size=1', []],
  ] as const)('%s', async (path, numbers) => {
    expect(await numbersOf(path)).toEqual(numbers);
  });

  it('matches the postal address as well as the other', async () => {
    await register.configure({});
    expect(await numbersOf('/enheter?kommunenummer=0301&organisasjonsform=ENK')).toEqual(['700102009']);
  });

  it('holds each unit as its own path answers it', async () => {
    for (const resource of ['enheter', 'underenheter']) {
      const { _embedded } = await register.read(`/${resource}?size=1000`);
      expect(_embedded[resource].length).toBeGreaterThan(2);
      for (const unit of _embedded[resource]) {
        expect(unit).toEqual(await register.read(`/${resource}/${unit.organisasjonsnummer}`));
      }
    }
  });

  it('without a hit has no list', async () => {
    const response = await register.ask('/enheter?navn=finnesikke');
    expect(await response.text()).toBe(register.sample('no-hit'));
  });

  it('links its pages where there is more than one', async () => {
    const { _links, page, _embedded } = await register.read('/enheter?navn=sandkasse&size=2');
    const { totalElements } = page;
    const last = Math.ceil(totalElements / 2) - 1;
    const at = (rest: string) => ({ href: `${register.base}/enheter?navn=sandkasse${rest}` });
    expect(totalElements).toBeGreaterThan(4);
    expect(_embedded.enheter).toHaveLength(2);
    expect(page).toEqual({ size: 2, totalElements, totalPages: last + 1, number: 0 });
    expect(Object.entries(_links)).toEqual([
      ['first', at('&page=0&size=2')],
      ['self', at('&size=2')],
      ['next', at('&page=1&size=2')],
      ['last', at(`&page=${last}&size=2`)],
    ]);
    const before = await register.read(`/enheter?navn=sandkasse&size=2&page=${last - 1}`);
    expect(before._links.next).toEqual(before._links.last);
    const end = await register.read(`/enheter?navn=sandkasse&size=2&page=${last}`);
    expect(Object.keys(end._links)).toEqual(['first', 'prev', 'self', 'last']);
  });

  it('has twenty units on a page unless another size is asked for', async () => {
    expect((await register.read('/enheter')).page.size).toBe(20);
    expect(await numbersOf('/enheter')).toHaveLength(20);
  });
});

describe('a search is refused', () => {
  it.each([
    ['navn=', 'navn'],
    [`navn=${'a'.repeat(181)}`, 'navn'],
    ['navn=a&navnMetodeForSoek=ALLE', 'navnMetodeForSoek'],
    ['organisasjonsnummer=700000001,12345678', 'organisasjonsnummer'],
    ['organisasjonsnummer=70000000X', 'organisasjonsnummer'],
    ['naeringskode=49410', 'naeringskode'],
    ['kommunenummer=301', 'kommunenummer'],
    ['sort=score,ASC', 'sort'],
    ['sort=navn,UP', 'sort'],
    ['size=0', 'size'],
    ['size=20000', 'size'],
    ['size=abc', 'size'],
    ['page=-1', 'page'],
    ['size=5000&page=2', 'page'],
    ['size=1&page=10000', 'page'],
    ['fraStiftelsesdato=2020-13-01', 'fraStiftelsesdato'],
    ['spraak=NOB', 'spraak'],
    ['beliggenhetsadresse.poststed=OSLO', 'beliggenhetsadresse.poststed'],
  ])('?%s', async (query, parameter) => {
    const response = await register.ask(`/enheter?${query}`);
    const body = await response.json();
    expect([response.status, body.valideringsfeil[0].parametere[0], body.antallFeil, body.sti]).toEqual([
      400,
      parameter,
      1,
      '/enhetsregisteret/api/enheter',
    ]);
  });

  it('with the wrong value in brackets', async () => {
    const response = await register.ask('/enheter?naeringskode=49410');
    expect([response.status, await response.text()]).toEqual([400, register.sample('bad-request')]);
  });

  it.each([`navn=${'a'.repeat(180)}`, 'size=10000', 'size=5000&page=1', 'size=1&page=9999', 'naeringskode=49.41'])(
    'but not at the edge: ?%s',
    async (query) => {
      expect(await register.status(`/enheter?${query}`)).toBe(200);
    },
  );

  it('by number for more than 2000 at once', async () => {
    const search = (count: number) => `/enheter?organisasjonsnummer=${Array(count).fill('700000001').join(',')}`;
    expect(await register.status(search(2000))).toBe(200);
    expect(await register.status(search(2001))).toBe(400);
  });

  it('by what is documented of the other resource', async () => {
    expect(await register.status('/underenheter?beliggenhetsadresse.poststed=OSLO')).toBe(200);
    expect(await register.status('/underenheter?konkurs=true')).toBe(400);
  });
});

describe('settings', () => {
  it('let deleted units be found by number', async () => {
    await register.configure({ deletedInSearch: true });
    expect(await numbersOf('/enheter?organisasjonsnummer=700011003,700041018')).toEqual(['700011003']);
    expect(await numbersOf('/enheter?navn=slettet')).toEqual([]);
  });

  it('repeat the first page', async () => {
    await register.configure({ repeatedPage: true });
    const first = await numbersOf('/enheter?size=2');
    expect(await numbersOf('/enheter?size=2&page=1')).toEqual(first);
  });

  it('shorten pages and lists', async () => {
    await register.configure({ pageLimit: 3, numbersLimit: 2 });
    expect(await numbersOf('/enheter?size=10')).toHaveLength(3);
    expect(await register.status('/enheter?organisasjonsnummer=700000001,700103005')).toBe(200);
    expect(await register.status('/enheter?organisasjonsnummer=700000001,700103005,700102009')).toBe(400);
  });

  it('answer oddly about one unit, and ordinarily about the others', async () => {
    const search = '/enheter?organisasjonsnummer=700102009,700103005';
    const odd = async (answer: string) => {
      await register.configure({ oddAnswers: { '700102009': answer } });
      const { _embedded } = await register.read(search);
      return { single: await register.ask('/enheter/700102009'), list: _embedded.enheter };
    };
    const other = await odd('other unit');
    expect(other.list[0].organisasjonsnummer).toBe('700000001');
    expect((await other.single.json()).organisasjonsnummer).toBe('700000001');
    const missing = await odd('missing');
    expect([missing.list.length, missing.single.status]).toEqual([1, 404]);
    const malformed = await odd('malformed');
    expect([malformed.list[0].navn, (await malformed.single.json()).navn]).toEqual([5, 5]);
    const nulls = await odd('null values');
    expect([nulls.list[0].kapital, (await nulls.single.json()).kapital]).toEqual([null, null]);
    const redirect = await odd('redirect');
    expect([redirect.single.status, redirect.list[0].organisasjonsnummer]).toEqual([302, '700102009']);
    const cut = await odd('cut off');
    await expect(cut.single.json()).rejects.toThrow(SyntaxError);
  });

  it.each([
    [{ status: 429, retryAfter: '2' }, '2'],
    [{ status: 302 }, null],
    [{ status: 504 }, null],
  ])('answer %o to all', async (answersAlways, retryAfter) => {
    await register.configure({ answersAlways });
    const response = await register.ask('/enheter/700000001');
    expect([response.status, response.headers.get('retry-after')]).toEqual([answersAlways.status, retryAfter]);
    await response.arrayBuffer();
  });
});

describe('calls', () => {
  it('are recorded by path, with the number of a unit and the count of a list', async () => {
    await register.status('/enheter/700000001');
    await register.status('/enheter?organisasjonsnummer=700000001,700103005');
    await register.status('/nothing');
    expect(await register.calls()).toEqual([
      call('GET /enhetsregisteret/api/enheter/{nr}', '700000001', null, 200),
      call('GET /enhetsregisteret/api/enheter', null, 2, 200),
      call(null, null, null, 404),
    ]);
  });

  function call(operation: string | null, organisasjonsnummer: string | null, numbers: number | null, status: number) {
    return { time: '2026-09-30T10:00:00.000Z', operation, organisasjonsnummer, numbers, status };
  }
});
