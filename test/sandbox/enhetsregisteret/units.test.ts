import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ALL, isSubUnit } from '../../../src/sandbox/enhet/enheter.ts';
import { type Register, startRegister } from './register.ts';

let register: Register;
beforeAll(async () => {
  register = await startRegister();
});
afterEach(() => register.reset());
afterAll(() => register.close());

const ENHET = 'application/vnd.brreg.enhetsregisteret.enhet.v2+json';

describe('a unit is answered as the contract writes it, byte for byte:', () => {
  it.each([
    ['/enheter/700000001', 'enhet-700000001'],
    ['/enheter/700103005', 'enhet-700103005'],
    ['/enheter/700099903', 'enhet-700099903'],
    ['/enheter/700120015', 'enhet-700120015'],
    ['/enheter/700011003', 'enhet-700011003'],
    ['/underenheter/700013006', 'underenhet-700013006'],
    ['/underenheter/700120007', 'underenhet-700120007'],
    ['/enheter/700099903/roller', 'roller-700099903'],
  ])('%s', async (path, sample) => {
    const response = await register.ask(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(register.sample(sample));
  });
});

describe('statuses', () => {
  it.each(ALL)('$orgnr is under one resource only', async (enhet) => {
    const { orgnr, slettet, fjernet } = enhet;
    const status = fjernet ? 410 : 200;
    const statuses = [await register.status(`/enheter/${orgnr}`), await register.status(`/underenheter/${orgnr}`)];
    expect(statuses).toEqual(isSubUnit(enhet) ? [404, status] : [status, 404]);
    if (fjernet) return;
    const body = await register.read(`/${isSubUnit(enhet) ? 'underenheter' : 'enheter'}/${orgnr}`);
    expect([body.organisasjonsnummer, body.navn, 'slettedato' in body]).toEqual([
      orgnr,
      enhet.navn.join(' '),
      slettet !== undefined,
    ]);
  });

  it.each(['700010007', '700017002', '700000010', '999999999', '780000104'])(
    '%s is 404 without a body',
    async (number) => {
      for (const resource of ['enheter', 'underenheter']) {
        const response = await register.ask(`/${resource}/${number}`);
        expect([response.status, await response.text()]).toEqual([404, '']);
      }
    },
  );

  it('tell no more than the number of what is removed on legal grounds', async () => {
    const response = await register.ask('/enheter/700041018');
    expect([response.status, await response.json()]).toEqual([
      410,
      {
        organisasjonsnummer: '700041018',
        slettedato: '2023-11-02',
        _links: { self: { href: `${register.base}/enheter/700041018` } },
      },
    ]);
    expect(await register.status('/enheter/700041018/roller')).toBe(410);
    expect(await register.status('/underenheter/700120074')).toBe(410);
  });

  it.each(['12345678', '70001100X', '7000000011'])('%s is no number: 400 with the reason', async (number) => {
    const response = await register.ask(`/enheter/${number}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      tidsstempel: new Date('2026-09-30T10:00:00.000Z').getTime(),
      status: 400,
      feilmelding: 'Feilaktig forespørsel',
      valideringsfeil: [
        {
          feilmelding: 'Organisasjonsnummer skal bestå av ni sifre',
          parametere: ['organisasjonsnummer'],
          feilaktigVerdi: `[${number}]`,
        },
      ],
      sti: `/enhetsregisteret/api/enheter/${number}`,
      antallFeil: 1,
    });
    expect(await register.status(`/underenheter/${number}`)).toBe(400);
    expect(await register.status(`/enheter/${number}/roller`)).toBe(400);
  });

  it('are 405 for a method that is not there', async () => {
    expect(await register.status('/enheter/700000001', { method: 'POST' })).toBe(405);
    expect(await register.status('/enheter/700000001', { method: 'HEAD' })).toBe(405);
    const head = await register.ask('/underenheter/700013006', { method: 'HEAD' });
    expect([head.status, Number(head.headers.get('content-length')) > 500, await head.text()]).toEqual([200, true, '']);
  });

  it('are 404 where there is no such path', async () => {
    for (const path of ['/enheter/700000001/signatur', '/naeringskoder', '/enheter/700000001/roller/1']) {
      expect([path, await register.status(path)]).toEqual([path, 404]);
    }
    expect((await fetch(`${register.url}/enhetsregisteret/apix/enheter`)).status).toBe(404);
  });
});

describe('media types', () => {
  it.each([
    [undefined, 200, 'application/json;charset=UTF-8'],
    ['*/*', 200, 'application/json;charset=UTF-8'],
    ['application/json', 200, 'application/json;charset=UTF-8'],
    [ENHET, 200, `${ENHET};charset=UTF-8`],
    [`${ENHET};charset=UTF-8`, 200, `${ENHET};charset=UTF-8`],
    [`text/html, ${ENHET}`, 200, `${ENHET};charset=UTF-8`],
    ['application/vnd.brreg.enhetsregisteret.enhet.v1+json', 406, null],
    ['application/vnd.brreg.enhetsregisteret.underenhet.v2+json', 406, null],
    ['text/html', 406, null],
  ])('%s is %i', async (accept, status, type) => {
    for (const path of ['/enheter/700000001', '/enheter?size=1']) {
      // fetch sends */* by itself; an empty header is as good as none.
      const response = await register.ask(path, { headers: { accept: accept ?? '' } });
      expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
      await response.arrayBuffer();
    }
  });

  it('are compressed when asked, and only then', async () => {
    for (const [encoding, told] of [
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const response = await register.ask('/enheter/700000001', { headers: { 'accept-encoding': encoding } });
      expect([encoding, response.headers.get('content-encoding')]).toEqual([encoding, told]);
      expect(await response.text()).toBe(register.sample('enhet-700000001'));
    }
  });
});

describe('units that fail', () => {
  it('do so twice and then answer as the complete unit, under their own number', async () => {
    const path = '/enheter/790100107';
    expect([await register.status(path), await register.status(path)]).toEqual([500, 500]);
    const body = await register.read(path);
    expect([body.organisasjonsnummer, body.navn, body._links.self.href]).toEqual([
      '790100107',
      'FULLSTENDIG SANDKASSE AS',
      `${register.base}${path}`,
    ]);
    expect(await register.status('/underenheter/790100107')).toBe(404);
    const roller = `${path}/roller`;
    expect([await register.status(roller), await register.status(roller), await register.status(roller)]).toEqual([
      500, 500, 200,
    ]);
    register.reset();
    expect(await register.status(path)).toBe(500);
  });

  it('do so always, with the error body', async () => {
    const response = await register.ask('/enheter/790100018');
    expect([response.status, await response.json()]).toEqual([
      500,
      {
        timestamp: '2026-09-30T10:00:00.000+0000',
        status: 500,
        error: 'Internal Server Error',
        message: 'Unexpected error',
        path: '/enhetsregisteret/api/enheter/790100018',
        trace: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      },
    ]);
  });

  it.each([
    ['790050002', 500, /^<html>/],
    ['790050304', 503, /^<html>/],
    ['790060008', 200, /^\{"organisasjonsnummer":"790060008",[^}]*$/],
    ['790060105', 200, /^$/],
  ])('%s as others do', async (number, status, body) => {
    const response = await register.ask(`/enheter/${number}`);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(body);
  });

  it('790050401 never answers', async () => {
    const asked = register.ask('/enheter/790050401', { signal: AbortSignal.timeout(200) });
    await expect(asked).rejects.toThrow(/timeout/);
  });
});

describe('irregularities that a reader has to bear', () => {
  it('are there', async () => {
    expect((await register.read('/enheter/700099903')).forretningsadresse.adresse).toEqual([]);
    expect((await register.read('/enheter/700040003')).postadresse.adresse).toEqual(['Postboks 1', '', null]);
    expect((await register.read('/enheter/700021009')).konkursdato).toBe('');
    expect((await register.read('/enheter/700000001')).vedtektsfestetFormaal.at(-1)).toBe(' ');
    const { forretningsadresse } = await register.read('/enheter/700120015');
    expect('postnummer' in forretningsadresse).toBe(false);
  });

  it.each([
    ['/enheter/700000001', '"belop":100000.0,'],
    ['/enheter/700099903', '"belop":30000,'],
  ])('%s writes %s', async (path, written) => {
    expect(await (await register.ask(path)).text()).toContain(written);
  });

  it('a hidden number of employees is absent, and so is one that is not registered', async () => {
    const employees = async (number: string) => {
      const { antallAnsatte, harRegistrertAntallAnsatte } = await register.read(`/enheter/${number}`);
      return [antallAnsatte, harRegistrertAntallAnsatte];
    };
    expect(await employees('700102009')).toEqual([undefined, true]);
    expect(await employees('700099903')).toEqual([undefined, false]);
    expect(await employees('700000001')).toEqual([12, true]);
  });

  it.each([
    ['700120023', 'underAvviklingDato', 'underAvvikling'],
    ['700120031', 'tvangsopplostPgaManglendeRevisorDato', 'underTvangsavviklingEllerTvangsopplosning'],
    ['700120058', 'underRekonstruksjonsforhandlingDato', undefined],
    ['700120066', 'underUtenlandskInsolvensbehandlingDato', undefined],
  ])('%s has %s', async (number, date, flag) => {
    const body = await register.read(`/enheter/${number}`);
    expect(body[date]).toMatch(/^2026-/);
    const flags = ['konkurs', 'underAvvikling', 'underTvangsavviklingEllerTvangsopplosning'];
    expect(flags.filter((name) => body[name])).toEqual(flag === undefined ? [] : [flag]);
  });
});
