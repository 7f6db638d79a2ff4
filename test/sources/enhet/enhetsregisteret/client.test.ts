import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallReport } from '../../../../src/domain/call.ts';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import { kildeUtilgjengelig } from '../../../../src/domain/registerfeil.ts';
import type { Personidentifikator } from '../../../../src/domain/personidentifikator.ts';
import { listen } from '../../../../src/sandbox/common/server.ts';
import { createEnhetsregisteretClient } from '../../../../src/sources/enhet/adapters/enhetsregisteret/client.ts';
import { createService, type Send } from '../../../../src/sources/enhet/adapters/enhetsregisteret/service.ts';
import { MAX_CLIMB } from '../../../../src/sources/enhet/adapters/enhetsregisteret/climb.ts';
import { lastPeriod, MAX_FEED_PAGES } from '../../../../src/sources/enhet/adapters/enhetsregisteret/feeds.ts';
import { MAX_PAGES } from '../../../../src/sources/enhet/adapters/enhetsregisteret/roles-of-unit.ts';
import { feilWithoutToken } from '../../../../src/sources/enhet/adapters/enhetsregisteret/response.ts';
import type { MaskinportenConfig } from '../../../../src/sources/maskinporten.ts';
import { CHUNK } from '../../../../src/sources/enhet/adapters/enhetsregisteret/units.ts';
import type { DataOfOperation, SokEnhet } from '../../../../src/sources/enhet/enhet.ts';
import { connectSources } from '../../../../src/sources/index.ts';
import { unitNumbers } from '../../../support/numbers.ts';
import { createHttpClient } from '../../../../src/wire/http/client.ts';
import { BASE, countedCall } from '../../registers.ts';
import {
  type Answers,
  answer,
  asking,
  configAt,
  json,
  main,
  mainUnit,
  type Register,
  startMaskinporten,
  startRegister,
  subUnit,
} from './register.ts';
import { sample, sampleWith } from './sample.ts';

let register: Register | undefined;
afterEach(async () => {
  await register?.close();
  register = undefined;
});

async function start(answers: Answers): Promise<Register> {
  await register?.close();
  register = await startRegister(answers);
  return register;
}

type Operation = keyof DataOfOperation;

/** Each answer as the operation's name, or the code. */
async function outcomes(
  answers: Answers,
  operation: Operation,
  numbers: readonly string[],
  more: { readonly maskinporten?: MaskinportenConfig } = {},
) {
  const { url } = await start(answers);
  const answered = await asking(configAt(url, more), (port, call) =>
    port.hent(operation, numbers as readonly Organisasjonsnummer[], call),
  );
  return answered.map((outcome) => (outcome.ok ? outcome.data : outcome.feil));
}

const one = async (...parts: Parameters<typeof outcomes>) => (await outcomes(...parts))[0];
const kode = (kode: string, more: object = {}) => expect.objectContaining({ kode, kilde: 'ENHETSREGISTERET', ...more });
const derived = (text: string, more: object = {}) => kode(text, { avledet: true, opphav: 'KILDE', ...more });
const INVALID = kode('UGYLDIG_SVAR', { kind: 'unavailable' });
const calls = () => register?.calls() ?? [];
const SEARCH = 'GET /enheter?organisasjonsnummer&size';
const SEARCH_SUB = 'GET /underenheter?organisasjonsnummer&size';

const MAIN = '700103005';
const SUB = '700013006';
const PARENT = '700013200';
const DELETED = '700011003';
const REMOVED = '700041018';
const NEVER = '700010007';
const UNITS: Answers = {
  ...mainUnit(MAIN),
  ...subUnit(SUB, PARENT),
  ...mainUnit(PARENT, { overordnetEnhet: '700000001' }),
  [main('700000001')]: sample('enhet-full'),
  [main(DELETED)]: sample('slettet-enhet'),
  [main(REMOVED)]: answer({ organisasjonsnummer: REMOVED, slettedato: '2023-11-02' }, 410),
};

describe('a unit’s own answer', () => {
  it('is found by one call each for a main unit and a deleted one, by two for what is not under enheter', async () => {
    expect(await one(UNITS, 'hentBasisdataMini', [MAIN])).toMatchObject({
      operation: 'hentBasisdataMini',
      kilde: 'ENHETSREGISTERET',
      ferskhet: null,
    });
    expect(calls()).toEqual([`GET /enheter/${MAIN}`]);
    expect(await one(UNITS, 'hentBasisdataMini', [DELETED])).toEqual(
      derived('110', { slettedato: '2024-03-09', melding: `Eining ${DELETED} er sletta.` }),
    );
    expect(calls()).toEqual([`GET /enheter/${DELETED}`]);
    expect(await one(UNITS, 'hentBasisdataMini', [NEVER])).toEqual(derived('100'));
    expect(calls()).toEqual([`GET /enheter/${NEVER}`, `GET /underenheter/${NEVER}`]);
  });

  it('of a unit that the register had to forget is 110 with the day, and no name', async () => {
    const feil = await one(UNITS, 'hentBasisdataMini', [REMOVED]);
    expect(feil).toEqual(derived('110', { slettedato: '2023-11-02' }));
    const gone = { [main(REMOVED)]: () => ({ status: 410 }) };
    expect(await one(gone, 'hentBasisdataMini', [REMOVED])).toEqual(derived('110'));
  });

  it('of a unit that another’s answer says to be forgotten is no answer', async () => {
    const other = { [main(MAIN)]: answer({ organisasjonsnummer: REMOVED, slettedato: '2023-11-02' }, 410) };
    expect(await one(other, 'hentBasisdataMini', [MAIN])).toEqual(INVALID);
  });

  it('of a sub-unit is 130 with the unit at the top of those above it', async () => {
    expect(await one(UNITS, 'hentBasisdata', [SUB])).toEqual(
      derived('130', {
        annenEnhet: '700000001',
        melding: `Eining ${SUB} er ei bedrift/verksemd, juridisk eining er 700000001.`,
      }),
    );
    expect(calls()).toEqual(
      [SUB, SUB, PARENT, '700000001'].map((number, index) => `GET /${index === 1 ? 'under' : ''}enheter/${number}`),
    );
  });

  it('has the day on which it was asked, in Norway, and what is missing', async () => {
    const data = await one(UNITS, 'hentBasisdataMini', [MAIN]);
    expect(data).toMatchObject({
      prosessDato: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      mangler: [{ kode: '1030' }],
    });
  });

  it('of another unit, or without a name, is none', async () => {
    const other = { [main(MAIN)]: answer(sample('enhet-full')) };
    expect(await one(other, 'hentBasisdataMini', [MAIN])).toEqual(INVALID);
    expect(await one(mainUnit(MAIN, { navn: null }), 'hentBasisdataMini', [MAIN])).toEqual(INVALID);
    const html = { [main(MAIN)]: () => ({ status: 200, body: '<html>' }) };
    expect(await one(html, 'hentBasisdataMini', [MAIN])).toEqual(INVALID);
    expect(calls()).toHaveLength(1);
  });
});

describe('many units', () => {
  const thousand = unitNumbers(1000);
  const all = (numbers: readonly string[]): Answers => Object.assign({}, ...numbers.map((number) => mainUnit(number)));
  const found = (answers: readonly unknown[]) =>
    answers.map((data) => (data as { organisasjonsnummer?: string }).organisasjonsnummer);

  it('1000 are two calls', async () => {
    const data = await outcomes(all(thousand), 'hentBasisdataMini', thousand);
    expect(found(data)).toEqual(thousand);
    expect(calls()).toEqual([SEARCH, SEARCH]);
    const sizes = register?.requests.map(({ url }) => url.searchParams.get('size'));
    expect(sizes).toEqual([String(CHUNK), String(CHUNK)]);
  });

  it('one more than a search takes is a call more, and a duplicate none', async () => {
    const numbers = thousand.slice(0, CHUNK + 1);
    const data = await outcomes(all(numbers), 'hentBasisdataMini', [...numbers, ...numbers]);
    expect(found(data)).toEqual([...numbers, ...numbers]);
    expect(calls()).toEqual([SEARCH, SEARCH]);
  });

  it('what no search finds is asked for one by one', async () => {
    const answers = await outcomes(UNITS, 'hentKontaktdata', [MAIN, SUB, DELETED, NEVER, REMOVED]);
    expect(answers).toEqual([
      expect.objectContaining({ organisasjonsnummer: MAIN }),
      derived('130', { annenEnhet: '700000001' }),
      derived('110'),
      derived('100'),
      derived('110'),
    ]);
    expect(calls().toSorted()).toEqual(
      [
        SEARCH,
        SEARCH_SUB,
        `GET /enheter/${DELETED}`,
        `GET /enheter/${NEVER}`,
        `GET /underenheter/${NEVER}`,
        `GET /enheter/${REMOVED}`,
        // The climb from the sub-unit.
        `GET /enheter/${PARENT}`,
        'GET /enheter/700000001',
      ].toSorted(),
    );
  });

  it('five operations of one request look each unit up once', async () => {
    const { url } = await start(all(thousand));
    const operations = [
      'hentBasisdataMini',
      'hentBasisdata',
      'hentKontaktdata',
      'hentSaerligeOpplysninger',
      'hentOpplTilknRegister',
    ] as const;
    const data = await asking(configAt(url), (port, call) =>
      Promise.all(operations.map((operation) => port.hent(operation, thousand as Organisasjonsnummer[], call))),
    );
    expect(data.flat().filter(({ ok }) => !ok)).toEqual([]);
    expect(calls()).toEqual([SEARCH, SEARCH]);
  });

  it('another request looks them up anew', async () => {
    const { url } = await start(UNITS);
    const sources = connectSources(configAt(url));
    for (const _ of [1, 2])
      await sources.ports.enhet.hent('hentBasisdata', [MAIN as Organisasjonsnummer], countedCall().call);
    await sources.close();
    expect(calls()).toHaveLength(2);
  });

  it('a search that is refused is asked number by number', async () => {
    const refused: Answers = {
      ...UNITS,
      '/enhetsregisteret/api/enheter': answer({ status: 400, feilmelding: 'Feilaktig forespørsel' }, 400),
    };
    expect(await outcomes(refused, 'hentBasisdataMini', [MAIN, '700000001'])).toMatchObject([
      { organisasjonsnummer: MAIN },
      { organisasjonsnummer: '700000001' },
    ]);
    expect(calls().toSorted()).toEqual([SEARCH, `GET /enheter/${MAIN}`, 'GET /enheter/700000001'].toSorted());
  });

  it('a search that fails is answered to all of it, and to nobody else', async () => {
    let count = 0;
    const failing: Answers = {
      ...all(thousand),
      '/enhetsregisteret/api/enheter': ({ url }) => {
        count += 1;
        const numbers = url.searchParams.get('organisasjonsnummer')?.split(',') ?? [];
        if (numbers.includes(thousand[0] as string)) return { status: 200, body: 'no JSON' };
        const enheter = numbers.map((organisasjonsnummer) => sampleWith('enhet-minimum', { organisasjonsnummer }));
        return json({ _embedded: { enheter }, page: { totalElements: enheter.length } });
      },
    };
    const answers = await outcomes(failing, 'hentBasisdataMini', thousand);
    expect(answers.slice(0, CHUNK)).toEqual(thousand.slice(0, CHUNK).map(() => INVALID));
    expect(found(answers.slice(CHUNK))).toEqual(thousand.slice(CHUNK));
    expect(count).toBe(2);
  });

  it('a unit that stands there twice and not alike is no answer, one that is missing is asked for, another is left out', async () => {
    const [first, second, third] = ['700000001', MAIN, '700099903'];
    const odd: Answers = {
      ...UNITS,
      '/enhetsregisteret/api/enheter': answer({
        _embedded: {
          enheter: [sample('enhet-full'), sampleWith('enhet-full', { navn: 'ANNET AS' }), sample('enhet-nuf')],
        },
        page: { totalElements: 3 },
      }),
    };
    expect(await outcomes(odd, 'hentBasisdataMini', [first, second, third])).toEqual([
      INVALID,
      expect.objectContaining({ organisasjonsnummer: second }),
      derived('100'),
    ]);
  });

  it('what is no number is sent nowhere', async () => {
    const answers = await outcomes(UNITS, 'hentBasisdataMini', ['01817010055', '', MAIN, 'x']);
    expect(answers).toEqual([
      kode('10000', { opphav: 'GATEWAY' }),
      kode('10', { opphav: 'GATEWAY' }),
      expect.objectContaining({ organisasjonsnummer: MAIN }),
      kode('10000', { opphav: 'GATEWAY' }),
    ]);
    expect(calls()).toEqual([`GET /enheter/${MAIN}`]);
  });
});

describe('statuses', () => {
  const always = (status: number, body: object = {}, headers: Record<string, string> = {}): Answers => ({
    [main(MAIN)]: () => json(body, status, headers),
  });
  const SERVER_ERROR = { status: 500, error: 'Internal Server Error', path: '/x', trace: '7f0c-ab12' };

  it.each([
    { status: 302, kode: 'HTTP_302', tries: 1 },
    { status: 401, kode: 'HTTP_401', tries: 1 },
    { status: 403, kode: 'HTTP_403', tries: 1 },
    { status: 406, kode: 'HTTP_406', tries: 1 },
    { status: 400, kode: 'HTTP_400', tries: 1 },
    { status: 204, kode: 'UGYLDIG_SVAR', tries: 1 },
    { status: 429, kode: 'HTTP_429', tries: 3 },
    { status: 500, kode: 'HTTP_500', tries: 3 },
    { status: 503, kode: 'HTTP_503', tries: 3 },
  ])('$status is $kode, after $tries tries', async ({ status, kode: expected, tries }) => {
    const headers = status === 302 ? { location: `${main('700000001')}` } : {};
    const feil = await one({ ...UNITS, ...always(status, {}, headers) }, 'hentBasisdata', [MAIN]);
    expect(feil).toEqual(kode(expected, { kind: 'unavailable', kanProevesIgjen: tries > 1 }));
    expect(calls()).toEqual(Array.from({ length: tries }, () => `GET /enheter/${MAIN}`));
  });

  it('500 with the register’s own body is -1000, and its log finds it by what it says', async () => {
    const { url } = await start(always(500, SERVER_ERROR));
    const reports: CallReport[] = [];
    const [answered] = await asking(configAt(url), (port, call) =>
      port.hent('hentBasisdata', [MAIN as Organisasjonsnummer], { ...call, report: (one) => void reports.push(one) }),
    );
    expect(answered).toEqual({ ok: false, feil: derived('-1000', { kanProevesIgjen: true }) });
    expect(reports).toHaveLength(3);
    expect(reports[0]).toMatchObject({
      kilde: 'ENHETSREGISTERET',
      operation: 'enheter/{nr}',
      status: 500,
      answered: '-1000',
      fault: { code: 'HTTP_500', bracketCode: '7f0c-ab12', text: 'Internal Server Error' },
    });
  });

  it.each([
    ['the register’s own body', 'found', SERVER_ERROR],
    ['any other', 'KRETS_AAPEN', {}],
  ])('500 with %s for one unit again and again lets another be %s', async (_, expected, body) => {
    const { url } = await start({ ...always(500, body), [main('700000001')]: sample('enhet-full') });
    const sources = connectSources({ ...configAt(url), breakerCalls: 4, pausesMs: [] });
    const ask = async (number: string) => {
      const [outcome] = await sources.ports.enhet.hent(
        'hentBasisdata',
        [number as Organisasjonsnummer],
        countedCall().call,
      );
      return outcome?.ok ? 'found' : outcome?.feil.kode;
    };
    for (let times = 0; times < 4; times += 1) await ask(MAIN);
    expect(await ask('700000001')).toBe(expected);
    await sources.close();
  });

  it('a time to come back is passed on, and one that passes is tried again', async () => {
    let count = 0;
    const passing: Answers = {
      [main(MAIN)]: () => {
        count += 1;
        return count < 3 ? json({}, 503) : json(sample('enhet-minimum'));
      },
    };
    expect(await one(passing, 'hentBasisdata', [MAIN])).toMatchObject({ organisasjonsnummer: MAIN });
    expect(count).toBe(3);
    const { url } = await start(always(429, {}, { 'retry-after': '7' }));
    const [later] = await asking(configAt(url), (port, call) =>
      // It has less time than that.
      port.hent('hentBasisdata', [MAIN as Organisasjonsnummer], { ...call, deadlineAt: performance.now() + 6_000 }),
    );
    expect(later).toMatchObject({ feil: { kode: 'HTTP_429', proevIgjenOm: 7 } });
    expect(calls()).toHaveLength(1);
  });

  it('what may pass is asked again when it is wanted again in the same request', async () => {
    let isDown = true;
    const { url } = await start({ [main(MAIN)]: () => (isDown ? json({}, 503) : json(sample('enhet-minimum'))) });
    const kept = await asking(configAt(url), async (port, call) => {
      const ask = () => port.hent('hentBasisdata', [MAIN as Organisasjonsnummer], call);
      const [first] = await ask();
      isDown = false;
      return [first, (await ask())[0]];
    });
    expect(kept.map((outcome) => outcome?.ok)).toEqual([false, true]);
  });
});

describe('bedrift and bedrifter', () => {
  it('have the unit at the top, and what is asked for many sub-units is looked up together', async () => {
    const others = { ...UNITS, ...subUnit('700115518', PARENT) };
    expect(await outcomes(others, 'hentEnBedriftVirksomhet', [SUB, '700115518'])).toMatchObject([
      { operation: 'hentEnBedriftVirksomhet', juridiskEnhet: '700000001' },
      { organisasjonsnummer: '700115518', juridiskEnhet: '700000001' },
    ]);
    expect(calls()).toEqual([SEARCH, SEARCH_SUB, `GET /enheter/${PARENT}`, 'GET /enheter/700000001']);
  });

  it.each([
    { steps: MAX_CLIMB, expected: `70000000${MAX_CLIMB}` },
    { steps: MAX_CLIMB + 1, expected: null },
  ])('climb $steps steps to $expected', async ({ steps, expected }) => {
    const above = Array.from({ length: steps }, (_, index) => `70000000${index + 1}`);
    const chain: Answers = Object.assign(
      subUnit(SUB, above[0] as string),
      ...above.map((number, index) => mainUnit(number, { overordnetEnhet: above[index + 1] })),
    );
    expect(await one(chain, 'hentEnBedriftVirksomhet', [SUB])).toMatchObject({ juridiskEnhet: expected });
  });

  it('do not climb in a circle, end at what is not there, and fail with what fails above', async () => {
    const circle = { ...subUnit(SUB, PARENT), ...mainUnit(PARENT, { overordnetEnhet: PARENT }) };
    expect(await one(circle, 'hentEnBedriftVirksomhet', [SUB])).toMatchObject({ juridiskEnhet: null });
    expect(await one(subUnit(SUB, PARENT), 'hentEnBedriftVirksomhet', [SUB])).toMatchObject({ juridiskEnhet: PARENT });
    const failing = { ...subUnit(SUB, PARENT), [main(PARENT)]: answer({}, 403) };
    expect(await one(failing, 'hentEnBedriftVirksomhet', [SUB])).toEqual(kode('HTTP_403'));
    // 130 holds without the unit that it would name.
    expect(await one(failing, 'hentKontaktdata', [SUB])).toEqual(derived('130', { annenEnhet: undefined }));
  });

  it('tell a unit with sub-units, 200, from one without, 190', async () => {
    expect(await outcomes(UNITS, 'hentEnBedriftVirksomhet', [PARENT, MAIN, DELETED, NEVER])).toEqual([
      derived('200'),
      derived('190'),
      derived('110'),
      derived('100'),
    ]);
    expect(calls().filter((call) => call === 'GET /underenheter?overordnetEnhet&size')).toHaveLength(2);
  });

  it('are all sub-units of a unit, by one call, and 1145 where there are none', async () => {
    const more = { ...UNITS, ...subUnit('700115518', PARENT) };
    expect(await outcomes(more, 'hentBedrifterVirksomheter', [PARENT, MAIN, SUB, DELETED])).toEqual([
      expect.objectContaining({ bedrifter: [SUB, '700115518'], mangler: [] }),
      expect.objectContaining({ bedrifter: [], mangler: [expect.objectContaining({ kode: '1145' })] }),
      derived('130', { annenEnhet: '700000001' }),
      derived('110'),
    ]);
    await one(more, 'hentBedrifterVirksomheter', [PARENT]);
    expect(calls()).toEqual(['GET /underenheter?overordnetEnhet&size']);
    expect(register?.requests[0]?.url.searchParams.get('size')).toBe('10000');
  });

  it('that belong to another unit, or are not all there, are no answer', async () => {
    const page = (rows: readonly object[], totalElements: number) =>
      answer({ _embedded: { underenheter: rows }, page: { totalElements } });
    const asked = `/enhetsregisteret/api/underenheter?overordnetEnhet=${MAIN}&size=10000`;
    expect(
      await one({ ...UNITS, [asked]: page([sample('underenhet')], 1) }, 'hentBedrifterVirksomheter', [MAIN]),
    ).toEqual(INVALID);
    const two = [sampleWith('underenhet', { overordnetEnhet: MAIN })];
    expect(await one({ ...UNITS, [asked]: page(two, 2) }, 'hentBedrifterVirksomheter', [MAIN])).toEqual(INVALID);
    // Whether it has any is not told by others' either.
    const some = `/enhetsregisteret/api/underenheter?overordnetEnhet=${MAIN}&size=1`;
    for (const rows of [[sample('underenhet')], []]) {
      expect(await one({ ...UNITS, [some]: page(rows, 7) }, 'hentEnBedriftVirksomhet', [MAIN])).toEqual(INVALID);
    }
  });
});

describe('saerligeOpplysninger of a member of a group', () => {
  const koder = (data: unknown) =>
    (data as { statuser: { statuskode: string | null }[] }).statuser.map((one) => one.statuskode);

  it('name it as a parent where the group shows that, by one call more', async () => {
    const group = { '/enhetsregisteret/api/konsernstruktur/700000001': sample('konsernstruktur') };
    expect(koder(await one({ ...UNITS, ...group }, 'hentSaerligeOpplysninger', ['700000001']))).toContain('KMOR');
    expect(calls()).toEqual(['GET /enheter/700000001', 'GET /konsernstruktur/700000001']);
    const child = { ...mainUnit('700040003', { erIKonsern: true }) };
    const tree = { '/enhetsregisteret/api/konsernstruktur/700040003': sample('konsernstruktur') };
    expect(koder(await one({ ...child, ...tree }, 'hentSaerligeOpplysninger', ['700040003']))).not.toContain('KMOR');
    expect(koder(await one(UNITS, 'hentSaerligeOpplysninger', ['700000001']))).not.toContain('KMOR');
  });
});

describe('roller', () => {
  const BANKRUPT = '700099903';
  const roles = { [`${main(BANKRUPT)}/roller`]: sample('roller') };

  it('are one call, and none where the unit is there without', async () => {
    expect(await one(roles, 'hentRoller', [BANKRUPT])).toMatchObject({ rollegrupper: [{ type: 'BOBE' }, {}, {}] });
    expect(calls()).toEqual([`GET /enheter/${BANKRUPT}/roller`]);
    const answers = await outcomes({ ...UNITS, ...roles }, 'hentRoller', [
      MAIN,
      SUB,
      BANKRUPT,
      DELETED,
      NEVER,
      '700000001',
    ]);
    expect(answers).toEqual([
      expect.objectContaining({ operation: 'hentRoller', rollegrupper: [], mangler: [] }),
      derived('130', { annenEnhet: '700000001' }),
      expect.objectContaining({ organisasjonsnummer: BANKRUPT }),
      derived('110'),
      derived('100'),
      expect.objectContaining({ rollegrupper: [] }),
    ]);
    expect(calls().filter((call) => call === SEARCH)).toHaveLength(1);
  });

  it('of another unit are no answer', async () => {
    expect(await one({ [`${main(MAIN)}/roller`]: sample('roller') }, 'hentRoller', [MAIN])).toEqual(INVALID);
  });
});

describe('the authorized tier', () => {
  const PERSON = '01817010055' as Personidentifikator;
  const AUTHORIZED = '/enhetsregisteret/autorisert-api';
  let issuing: Awaited<ReturnType<typeof startMaskinporten>>;
  beforeAll(async () => {
    issuing = await startMaskinporten();
  });
  afterAll(() => issuing.close());

  const askPerson = async (answers: Answers, maskinporten = issuing.configOf(issuing.issuer)) => {
    const { url } = await start(answers);
    const [outcome] = await asking(configAt(url, { maskinporten }), (port, call) =>
      port.hentRolleutskrift([PERSON], call),
    );
    return outcome?.ok ? outcome.data : outcome?.feil;
  };

  it('tells the numbers of those who hold roles', async () => {
    const roles = { [`${AUTHORIZED}/enheter/700099903/roller`]: sample('roller-authorized') };
    const data = await one(roles, 'hentRoller', ['700099903'], { maskinporten: issuing.configOf(issuing.issuer) });
    expect(JSON.stringify(data)).toContain(PERSON);
    expect(register?.requests[0]?.headers.authorization).toMatch(/^Bearer ey/);
  });

  it('is asked about a person by POST, with the number in the body and nowhere else', async () => {
    expect(await askPerson({ [`${AUTHORIZED}/personer/rolleutskrift`]: sample('rolleutskrift') })).toEqual({
      kilde: 'ENHETSREGISTERET',
      ferskhet: null,
      roller: [
        {
          rolleBeskrivelse: 'Daglig leder',
          registreringsdato: null,
          navn: 'FULLSTENDIG SANDKASSE AS',
          organisasjonsnummer: '700000001',
        },
      ],
    });
    const [request] = register?.requests ?? [];
    expect(request?.method).toBe('POST');
    expect(request?.body.toString()).toBe(PERSON);
    expect(request?.headers['content-type']).toBe('text/plain');
    expect(request?.url.href).not.toContain(PERSON);
  });

  it('has nobody where it answers 404, and nobody else’s roles', async () => {
    expect(await askPerson({})).toMatchObject({ roller: [] });
    const other = {
      [`${AUTHORIZED}/personer/rolleutskrift`]: sampleWith('rolleutskrift', { fodselsdato: '1970-01-02' }),
    };
    expect(await askPerson(other)).toEqual(INVALID);
    const undated = { [`${AUTHORIZED}/personer/rolleutskrift`]: sampleWith('rolleutskrift', { fodselsdato: null }) };
    expect(await askPerson(undated)).toEqual(INVALID);
  });

  it('answers data about a person who is dead', async () => {
    const dead = { [`${AUTHORIZED}/personer/rolleutskrift`]: sampleWith('rolleutskrift', { erDoed: true }) };
    expect(await askPerson(dead)).toMatchObject({ roller: [{}] });
  });

  it('refuses with -100 and -101, by its statuses or because there is no token', async () => {
    const path = `${AUTHORIZED}/personer/rolleutskrift`;
    expect(await askPerson({ [path]: answer({}, 403) })).toEqual(derived('-100'));
    expect(await askPerson({ [path]: answer({}, 401) })).toEqual(derived('-101'));
    expect(await askPerson({}, issuing.configOf(issuing.issuer, 'klient-ukjent'))).toEqual(derived('-101'));
    expect(calls()).toEqual([]);
    expect(await askPerson({}, issuing.configOf('http://127.0.0.1:9/'))).toEqual(kode('TILKOBLING'));
    expect(calls()).toEqual([]);
    const feil = kildeUtilgjengelig('ENHETSREGISTERET', 'IKKE_KONFIGURERT');
    const without = (problem: 'access' | 'configuration') =>
      feilWithoutToken({ kind: 'no token', problem, feil }, 'hentRolleutskrift');
    expect(without('access')).toEqual(derived('-100'));
    expect(without('configuration')).toBe(feil);
  });

  it('leaves what is told of Maskinporten’s calls as it is, whatever became of its own', async () => {
    const told = async (answers: Answers, clientId?: string) => {
      const { url } = await start(answers);
      const reports: CallReport[] = [];
      const maskinporten = issuing.configOf(issuing.issuer, clientId);
      await asking(configAt(url, { maskinporten }), (port, call) =>
        port.hentRolleutskrift([PERSON], { ...call, report: (one) => void reports.push(one) }),
      );
      return reports.map(({ operation, kode, answered, fault }) => [operation, kode, answered, fault?.bracketCode]);
    };
    const discovery = ['Maskinporten discovery', undefined, undefined, undefined];
    expect(await told({}, 'klient-ukjent')).toEqual([
      discovery,
      ['Maskinporten token', 'IKKE_KONFIGURERT', undefined, 'MP-100'],
    ]);
    expect(await told({ [`${AUTHORIZED}/personer/rolleutskrift`]: answer({}, 403) })).toEqual([
      discovery,
      ['Maskinporten token', undefined, undefined, undefined],
      ['autorisert personer/rolleutskrift', undefined, '-100', undefined],
    ]);
  });

  it('wants a token once: whoever fetches it has tried again already', async () => {
    const url = 'http://127.0.0.1:9/enhetsregisteret/api';
    const client = createHttpClient({ ...BASE, kilde: 'ENHETSREGISTERET', url, maxResponseBytes: 1024 });
    const feil = kildeUtilgjengelig('ENHETSREGISTERET', 'HTTP_503');
    let asked = 0;
    const send: Send = async () => {
      asked += 1;
      return { kind: 'no token', problem: 'unavailable', feil };
    };
    const service = createService(client, url, send);
    const port = createEnhetsregisteretClient({
      open: service,
      authorized: service,
      frivillighet: undefined,
      fullmakt: undefined,
    });
    expect(await port.hentRolleutskrift([PERSON], countedCall().call)).toEqual([{ ok: false, feil }]);
    expect(asked).toBe(1);
    await client.close();
  });

  it('is not asked without a token: -100 of the gateway’s own, which says what is missing, and no call', async () => {
    const { url } = await start({});
    const [outcome] = await asking(configAt(url), (port, call) => port.hentRolleutskrift([PERSON], call));
    const melding = expect.stringContaining('no Maskinporten client configured');
    expect(outcome).toMatchObject({ ok: false, feil: { kode: '-100', opphav: 'GATEWAY', melding } });
    expect(outcome).not.toHaveProperty('feil.avledet');
    expect(calls()).toEqual([]);
  });
});

describe('frivillighet', () => {
  const path = (number: string) => `/frivillighetsregisteret/api/frivillige-organisasjoner/${number}`;

  it('is asked for in Bokmål, and 210 where the unit is not there', async () => {
    const answers: Answers = {
      ...UNITS,
      [path('700050009')]: sample('frivillighet'),
      [path('700000001')]: sampleWith('frivillighet', { organisasjonsnummer: '700000001', slettetDato: '2026-01-02' }),
    };
    const asked = ['700050009', MAIN, '700000001', SUB, DELETED, NEVER];
    expect(await outcomes(answers, 'hentFrivillighet', asked)).toEqual([
      expect.objectContaining({ kategorier: [{ kode: '1100', beskrivelse: 'Kunst og kultur', rangering: 1 }] }),
      derived('210'),
      derived('210'),
      derived('130', { annenEnhet: '700000001' }),
      derived('110'),
      derived('100'),
    ]);
    expect(register?.requests[0]?.url.searchParams.get('spraak')).toBe('NOB');
  });

  it('of another organisation is no answer', async () => {
    expect(await one({ [path(MAIN)]: sample('frivillighet') }, 'hentFrivillighet', [MAIN])).toEqual(INVALID);
  });
});

describe('konsernstruktur', () => {
  const path = (number: string) => `/enhetsregisteret/api/konsernstruktur/${number}`;

  it('is the whole tree, and 1150 for a unit that is in none', async () => {
    const answers = { ...UNITS, [path('700040003')]: sample('konsernstruktur') };
    expect(await outcomes(answers, 'konsernstruktur', ['700040003', MAIN, SUB, DELETED])).toEqual([
      expect.objectContaining({ topp: expect.objectContaining({ organisasjonsnummer: '700000001' }), mangler: [] }),
      expect.objectContaining({
        topp: null,
        mangler: [expect.objectContaining({ kode: '1150', opplysning: 'KONSERN' })],
      }),
      derived('130', { annenEnhet: '700000001' }),
      derived('110'),
    ]);
  });

  it('without the unit in it is no answer', async () => {
    expect(await one({ [path(MAIN)]: sample('konsernstruktur') }, 'konsernstruktur', [MAIN])).toEqual(INVALID);
  });
});

describe('juridiske roller', () => {
  const AUDITOR = '700040003';
  const path = `/enhetsregisteret/api/roller/enheter/${AUDITOR}/juridiskeroller`;
  const page = (numbers: readonly string[], next?: string) => ({
    organisasjonsnummer: AUDITOR,
    enheter: numbers.map((organisasjonsnummer) => ({ organisasjonsnummer, navn: 'EN AS', roller: [] })),
    _links: next === undefined ? {} : { next: { href: next } },
  });
  const paged = (of: (index: number, url: URL) => object): Answers => ({
    [path]: ({ url }) => json(of(Number(url.searchParams.get('page') ?? 0), url)),
  });
  const nextOf = ({ url }: Register, index: number) => `${url}${path}?page=${index}`;
  const ask = async (answers: (register: () => Register) => Answers) => {
    const data = await one(
      answers(() => register as Register),
      'juridiskeroller',
      [AUDITOR],
    );
    return data && 'enheter' in data ? data.enheter : data;
  };

  it('are those of all pages, and none where the register knows none', async () => {
    const two = await ask((own) =>
      paged((index) => (index === 0 ? page(['700000001'], nextOf(own(), 1)) : page([MAIN]))),
    );
    expect(two).toMatchObject([{ organisasjonsnummer: '700000001' }, { organisasjonsnummer: MAIN }]);
    expect(calls()).toHaveLength(2);
    expect(await outcomes(UNITS, 'juridiskeroller', [MAIN, DELETED])).toEqual([
      expect.objectContaining({ enheter: [] }),
      derived('110'),
    ]);
  });

  it('follow no link to another place, nor one that leads back', async () => {
    let asked = 0;
    const elsewhere = await listen(() => {
      asked += 1;
      return json(page([MAIN]));
    });
    expect(await ask(() => paged(() => page(['700000001'], `${elsewhere.url}${path}?page=1`)))).toEqual(INVALID);
    expect([asked, calls()]).toEqual([0, [`GET ${path.replace('/enhetsregisteret/api', '')}`]]);
    await elsewhere.close();
    expect(await ask((own) => paged(() => page(['700000001'], `${own().url}/another/api`)))).toEqual(INVALID);
    expect(await ask((own) => paged(() => page([], nextOf(own(), 1))))).toEqual(INVALID);
    expect(calls()).toHaveLength(2);
    // The same unit again.
    expect(await ask((own) => paged((index) => page([MAIN], nextOf(own(), index + 1))))).toEqual(INVALID);
    expect(calls()).toHaveLength(2);
    const endless = (own: () => Register) =>
      paged((index) => page([String(700_000_000 + index)], nextOf(own(), index + 1)));
    expect(await ask(endless)).toEqual(INVALID);
    expect(calls()).toHaveLength(MAX_PAGES);
  });
});

describe('hentProkuraSignatur', () => {
  const path = (right: string, number: string) => `/fullmakt/enheter/${number}/${right}`;

  it('is both rights, by two calls', async () => {
    const answers = {
      [path('signatur', '700000001')]: sample('fullmakt-signatur'),
      [path('prokura', '700000001')]: sample('fullmakt-prokura'),
    };
    expect(await one(answers, 'hentProkuraSignatur', ['700000001'])).toMatchObject({
      signatur: [{ type: 'R0012', roller: [{}] }, { roller: [{}, {}] }],
      prokura: [],
    });
    expect(calls().toSorted()).toEqual(['prokura', 'signatur'].map((right) => `GET ${path(right, '700000001')}`));
  });

  it('is nobody where the service knows nothing of the unit, and not offered where it cannot tell', async () => {
    expect(await outcomes(UNITS, 'hentProkuraSignatur', [MAIN, NEVER])).toEqual([
      expect.objectContaining({ signatur: [], prokura: [] }),
      derived('100'),
    ]);
    const status = { rutineStatus: { kode: 'NA' } };
    const na = sampleWith('fullmakt-prokura', { status });
    const answers = { [path('signatur', '700000001')]: na, [path('prokura', '700000001')]: na };
    expect(await one(answers, 'hentProkuraSignatur', ['700000001'])).toEqual(kode('IKKE_TILBUDT'));
  });
});

describe('sokEnhet', () => {
  const page = (resource: string, rows: readonly object[], totalElements = rows.length) =>
    answer({ _embedded: { [resource]: rows }, page: { totalElements } });
  const hits: Answers = {
    '/enhetsregisteret/api/enheter': page('enheter', [sample('enhet-full'), sample('enhet-minimum')], 133),
    '/enhetsregisteret/api/underenheter': page('underenheter', [sample('underenhet')], 7),
  };
  const search = async (answers: Answers, soek: Partial<SokEnhet> = {}) => {
    const { url } = await start(answers);
    const whole = { soekestreng: 'SANDKASSE Æ&', maksTreff: 10, medUnderenheter: false, ...soek };
    const [outcome] = await asking(configAt(url), (port, call) => port.sokEnhet([whole], call));
    return outcome?.ok ? outcome.data : outcome?.feil;
  };

  it('sends what can be searched by, and counts all hits', async () => {
    expect(await search(hits, { kommunenummer: '0301', organisasjonsform: 'AS' })).toMatchObject({
      kilde: 'ENHETSREGISTERET',
      antall: 133,
      treff: [
        { organisasjonsnummer: '700000001', score: 0 },
        { organisasjonsnummer: MAIN, sted: null },
      ],
    });
    expect(Object.fromEntries(register?.requests[0]?.url.searchParams ?? [])).toEqual({
      navn: 'SANDKASSE Æ&',
      organisasjonsform: 'AS',
      kommunenummer: '0301',
      size: '10',
    });
    expect(calls()).toHaveLength(1);
  });

  it('searches sub-units by a second call, and gives no more than were asked for', async () => {
    expect(await search(hits, { medUnderenheter: true })).toMatchObject({
      antall: 140,
      treff: [{}, {}, { organisasjonsnummer: SUB }],
    });
    expect(calls()).toHaveLength(2);
    expect(await search(hits, { medUnderenheter: true, maksTreff: 2 })).toMatchObject({ antall: 140, treff: [{}, {}] });
  });

  it('has no hit without a list', async () => {
    expect(await search({})).toMatchObject({ antall: 0, treff: [] });
  });

  it('answers 20 with what the register found wrong, masked', async () => {
    const refused = answer(
      { status: 400, feilmelding: 'Feilaktig forespørsel', valideringsfeil: [{ feilmelding: 'Ugyldig 01817010055' }] },
      400,
    );
    const feil = await search({ '/enhetsregisteret/api/enheter': refused });
    expect(feil).toEqual(derived('20', { feiltekst: 'Ugyldig ******' }));
  });

  it('answers 20 itself for what cannot be searched by, and for what may be a person’s number', async () => {
    const gateway = (feiltekst: string) =>
      kode('20', { opphav: 'GATEWAY', feiltekst: expect.stringContaining(feiltekst) });
    expect(await search(hits, { fylkesnummer: '03' })).toEqual(gateway('fylkesnummer'));
    const written = [
      '01817010055',
      '018170 10055',
      '01.81.70 - 10055',
      '0181701 0055',
      '０１８１７０１００５５',
      '010190-1234',
    ];
    for (const number of written) {
      expect(await search(hits, { soekestreng: `Synt ${number}` })).toEqual(gateway('soekestreng holds'));
      expect(await search(hits, { organisasjonsform: number })).toEqual(gateway('organisasjonsform holds'));
    }
    expect(calls()).toEqual([]);
    // A unit's number is nobody's.
    expect(await search(hits, { soekestreng: '700 000 001 AS' })).toMatchObject({ antall: 133 });
  });

  it('that makes no sense is no answer', async () => {
    expect(await search({ '/enhetsregisteret/api/enheter': answer({ page: { totalElements: 3 } }) })).toEqual(INVALID);
  });
});

describe('endringslogg', () => {
  const path = (resource: string) => `/enhetsregisteret/api/oppdateringer/${resource}`;
  const empty = answer({ page: { totalElements: 0 } });
  const entries = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      oppdateringsid: from + index,
      organisasjonsnummer: String(700_000_000 + ((from + index) % 700)),
    }));
  const feed = (list: string, rows: readonly object[]) => ({
    _embedded: { [list]: rows },
    page: { totalElements: rows.length },
  });
  const ask = async (answers: Answers) => {
    const { url } = await start(answers);
    const outcome = await asking(configAt(url), (port, call) => port.hentEndringslogg(call));
    return outcome.ok ? outcome.data : outcome.feil;
  };

  it('is the units of both feeds, each once, by one call each', async () => {
    const sub = feed('oppdaterteUnderenheter', [{ oppdateringsid: 1, organisasjonsnummer: SUB }]);
    expect(await ask({ [path('enheter')]: sample('feed-enheter'), [path('underenheter')]: sub })).toEqual({
      kilde: 'ENHETSREGISTERET',
      ferskhet: null,
      enheter: ['700000001', '700011003', '700041018', SUB],
    });
    expect(calls().toSorted()).toEqual([
      'GET /oppdateringer/enheter?dato&size',
      'GET /oppdateringer/underenheter?dato&size',
    ]);
    expect(register?.requests[0]?.url.searchParams.get('dato')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('is 2000 where nothing has changed', async () => {
    expect(await ask({ [path('enheter')]: empty, [path('underenheter')]: empty })).toEqual(derived('2000'));
  });

  it('goes on by ids until a page is not full, and does not go round', async () => {
    const following: Answers = {
      [path('underenheter')]: empty,
      [path('enheter')]: ({ url }) => {
        const from = Number(url.searchParams.get('oppdateringsid') ?? 1);
        return json(feed('oppdaterteEnheter', entries(from, from > 10_000 ? 3 : 10_000)));
      },
    };
    expect(await ask(following)).toMatchObject({ enheter: { length: 700 } });
    expect(calls().filter((call) => call.includes('oppdateringsid'))).toHaveLength(1);
    const same = { [path('underenheter')]: empty, [path('enheter')]: feed('oppdaterteEnheter', entries(1, 10_000)) };
    expect(await ask(same)).toEqual(INVALID);
    expect(calls()).toHaveLength(3);
  });

  it('gives up where there is no end', async () => {
    const endless: Answers = {
      [path('underenheter')]: empty,
      [path('enheter')]: ({ url }) =>
        json(feed('oppdaterteEnheter', entries(Number(url.searchParams.get('oppdateringsid') ?? 1), 10_000))),
    };
    expect(await ask(endless)).toEqual(INVALID);
    expect(calls()).toHaveLength(1 + MAX_FEED_PAGES);
  });

  it.each([
    ['2026-09-24T10:00:00Z', '2026-09-23T10:00:00.000Z'],
    // Sunday and Monday, in Norway.
    ['2026-09-27T10:00:00Z', '2026-09-25T10:00:00.000Z'],
    ['2026-09-27T22:30:00Z', '2026-09-24T22:30:00.000Z'],
  ])('begins for %s at %s', (now, begin) => expect(lastPeriod(new Date(now)).toISOString()).toBe(begin));
});

describe('what is sent', () => {
  it('names us, and the version of each answer that the contract has', async () => {
    const listed = readFileSync(new URL('samples/media-types.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const { url } = await start({ ...UNITS });
    await asking(configAt(url), async (port, call) => {
      for (const operation of [
        'hentBasisdata',
        'hentRoller',
        'hentFrivillighet',
        'konsernstruktur',
        'juridiskeroller',
      ] as const)
        await port.hent(operation, [MAIN, SUB] as Organisasjonsnummer[], call);
      await port.hentEndringslogg(call);
    });
    const accepted = new Set(register?.requests.map(({ headers }) => headers.accept));
    expect([...accepted].toSorted()).toEqual(listed.toSorted());
    expect(new Set(register?.requests.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['registergraf']));
  });

  it('goes to the addresses of the contract', () => {
    const listed = readFileSync(new URL('samples/addresses.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const open = listed[0] ?? '';
    expect(listed).toContain(open.replace(/api$/, 'autorisert-api'));
    expect(listed).toHaveLength(4);
  });

  it('is one call for the same question at once by the same caller', async () => {
    const { url } = await start(UNITS);
    const sources = connectSources(configAt(url));
    const ask = () => sources.ports.enhet.hent('hentBasisdata', [MAIN as Organisasjonsnummer], countedCall().call);
    await Promise.all([ask(), ask()]);
    await sources.close();
    expect(calls()).toHaveLength(1);
  });

  it('is nothing where nothing is configured', async () => {
    const sources = connectSources({
      ...configAt(''),
      enhet: { source: 'enhetsregisteret', brukerId: '', passord: '' },
    });
    const { call } = countedCall();
    const port = sources.ports.enhet;
    const [basisdata] = await port.hent('hentBasisdata', [MAIN as Organisasjonsnummer], call);
    const [person] = await port.hentRolleutskrift(['01817010055' as Personidentifikator], call);
    const [soek] = await port.sokEnhet([{ soekestreng: 'A', maksTreff: 1, medUnderenheter: true }], call);
    const all = [basisdata, person, soek, await port.hentEndringslogg(call)];
    expect(all.map((outcome) => (outcome?.ok ? 'data' : outcome?.feil.kode))).toEqual(
      all.map(() => 'IKKE_KONFIGURERT'),
    );
    await sources.close();
  });
});
