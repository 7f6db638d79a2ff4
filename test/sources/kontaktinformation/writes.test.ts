import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { CallContext } from '../../../src/domain/call.ts';
import { parseCpr } from '../../../src/domain/cpr.ts';
import { configuredCaller } from '../../../src/server/callers/identify.ts';
import type { KontaktinformationConfig } from '../../../src/sources/kontaktinformation/settings.ts';
import type { Change } from '../../../src/sources/kontaktinformation/kontaktinformation.ts';
import { createStarClient } from '../../../src/sources/kontaktinformation/adapters/star/client.ts';
import type { HttpClient, HttpFailure, HttpRequest, HttpResponse } from '../../../src/wire/http/http.ts';
import { createRetries } from '../../../src/wire/http/retry.ts';
import { PATIENCE } from '../../support/patience.ts';
import { threadCpuMs } from '../../support/cpu.ts';

const CALLER = configuredCaller({ organisationstype: 99, organisationskode: '1' });

const CPR = parseCpr('0101505006');
if (!CPR) throw new Error('a test number that is none');

const CONFIG: KontaktinformationConfig = {
  url: 'http://star.example',
  organisationstype: 99,
  organisationskode: '1',
  kodelister: {
    bekraeftet: true,
    kontaktdata: { mobiltelefon: 17, fastnetTelefon: 23, mailadresse: 42 },
    kontaktdatastatus: { ikkeVerificeret: 71, verificeret: 72 },
  },
};

type Answer = HttpResponse | HttpFailure;
const status = (code: number, body = ''): HttpResponse => ({
  kind: 'response',
  status: code,
  headers: {},
  body: Buffer.from(body),
});
const retryLater: HttpResponse = { ...status(503), headers: { 'retry-after': '60' } };
const fejl = (code: number, fejlkode: number) => status(code, JSON.stringify({ fejlkode }));
const LOST: HttpFailure = { kind: 'failure', kode: 'TILKOBLING' };
const UNSENT: HttpFailure = { kind: 'failure', kode: 'TILKOBLING', unsent: true };
const entries = (...kontaktinformation: object[]) =>
  status(200, JSON.stringify({ kontaktinformationer: { kontaktinformation } }));
const PAGE = status(200, '<!DOCTYPE html><title>Log in</title>');
const MAINTENANCE = status(200, '{"status":"maintenance"}');
const NULL_LIST = status(200, '{"kontaktinformationer":null}');
const MAIL = { kontaktdata: 'borger-1@example.org', kontaktdataType: 42, kontaktdatastatus: 71 };
const MOBIL = { kontaktdata: '67000099', kontaktdataType: 17, kontaktdatastatus: 71 };

const RETRIES = createRetries({ pausesMs: [], retryBudgetPercent: 10 });

/** The adapter on a STAR that gives these answers in turn. */
function createStar(answers: readonly Answer[], config: Partial<KontaktinformationConfig> = {}) {
  const requests: HttpRequest[] = [];
  const client = {
    maxConcurrent: 8,
    retries: RETRIES,
    async send(request: Parameters<HttpClient['send']>[0]): Promise<Answer> {
      requests.push(typeof request === 'function' ? await request() : request);
      return answers[requests.length - 1] ?? status(599);
    },
    service: undefined,
    breakers: () => ({ read: 'closed' as const, write: 'closed' as const }),
    state: () => 'UNKNOWN' as const,
    renew: () => {},
    close: async () => {},
  };
  const port = createStarClient({ client, config: { ...CONFIG, ...config } });
  const trace = () => {
    const ids: unknown[] = [];
    return requests
      .map(({ method, headers }) => {
        const id = headers?.['x-requestId'];
        if (id === undefined) return method;
        if (!ids.includes(id)) ids.push(id);
        return `${method}:${ids.indexOf(id)}`;
      })
      .join(' ');
  };
  return { port, requests, trace };
}

const call: CallContext = { signal: new AbortController().signal, count: () => {}, caller: CALLER };
const SAVE: readonly Change[] = [{ type: 'MOBILTELEFON', handling: 'save', value: '67000099' }];
const DELETE: readonly Change[] = [{ type: 'MOBILTELEFON', handling: 'delete' }];

describe('createKontaktinformation', () => {
  const cases: readonly [string, readonly Answer[], readonly Change[], string, string][] = [
    ['succeeds at once', [status(204)], SAVE, 'ok', 'POST:0'],
    ['succeeds at once, by the last status of success', [status(299)], SAVE, 'ok', 'POST:0'],
    ['succeeds when it is sent again', [LOST, status(200)], SAVE, 'ok', 'POST:0 POST:0'],
    ['is refused when it is sent again', [LOST, fejl(400, 9156)], SAVE, '9156', 'POST:0 POST:0'],
    ['has been stored the first time', [LOST, status(412), entries(MOBIL)], SAVE, 'ok', 'POST:0 POST:0 GET'],
    [
      'has been stored, for all anybody can say',
      [fejl(500, 1100), status(503), entries(MOBIL)],
      SAVE,
      'ok',
      'POST:0 POST:0 GET',
    ],
    ['is to wait, and has been stored', [retryLater, entries(MOBIL)], SAVE, 'ok', 'POST:0 GET'],
    ['is to wait, and has not been stored', [retryLater, entries()], SAVE, 'UTFALL_UKJENT', 'POST:0 GET'],
    [
      'finds what somebody else has written since',
      [LOST, status(412), entries({ ...MOBIL, kontaktdata: '67000098' })],
      SAVE,
      'UTFALL_UKJENT',
      'POST:0 POST:0 GET',
    ],
    ['finds nothing', [LOST, LOST, entries()], SAVE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['finds nothing, as it wanted', [LOST, LOST, fejl(400, 9159)], DELETE, 'ok', 'POST:0 POST:0 GET'],
    ['finds what it wanted gone', [LOST, LOST, entries(MOBIL)], DELETE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['may not read back', [LOST, status(412), fejl(403, 4575)], SAVE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['meets its id once, and not again', [status(412), status(200)], SAVE, 'ok', 'POST:0 POST:1'],
    ['meets its id, then loses the answer', [status(412), LOST, status(200)], SAVE, 'ok', 'POST:0 POST:1 POST:1'],
    ['meets its id twice', [status(412), status(412)], SAVE, 'GENTAGET_REQUEST', 'POST:0 POST:1'],
    ['meets a status that a known code explains', [fejl(412, 1013)], SAVE, '1013', 'POST:0'],
    ['was never sent', [UNSENT, UNSENT], SAVE, 'TILKOBLING', 'POST:0 POST:0'],
    ['was sent the second time', [UNSENT, LOST, entries(MOBIL)], SAVE, 'ok', 'POST:0 POST:0 GET'],
    ['was sent the first time', [LOST, UNSENT, entries()], SAVE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['is refused in a success', [fejl(200, 4575)], SAVE, '4575', 'POST:0'],
    ['is refused in a success without content', [fejl(204, 1014)], SAVE, '1014', 'POST:0'],
    ['is refused in a success when it is sent again', [LOST, fejl(200, 9156)], SAVE, '9156', 'POST:0 POST:0'],
    ['breaks down in a success', [fejl(200, 1100), LOST, entries(MOBIL)], SAVE, 'ok', 'POST:0 POST:0 GET'],
    [
      'is answered a code that nobody has documented, in a success',
      [fejl(200, 7777), fejl(200, 7777), entries()],
      SAVE,
      'UTFALL_UKJENT',
      'POST:0 POST:0 GET',
    ],
    ['meets its id by a code that nobody knows', [fejl(412, 77_777), status(200)], SAVE, 'ok', 'POST:0 POST:1'],
    [
      'has been stored, says a code that nobody knows',
      [LOST, fejl(412, 77_777), entries(MOBIL)],
      SAVE,
      'ok',
      'POST:0 POST:0 GET',
    ],
    [
      'meets its id though it was never sent',
      [UNSENT, status(412), entries()],
      SAVE,
      'UTFALL_UKJENT',
      'POST:0 POST:0 GET',
    ],
    ['is answered by a page', [PAGE, PAGE, entries(MOBIL)], SAVE, 'ok', 'POST:0 POST:0 GET'],
    ['is answered by a page, then by STAR', [PAGE, status(200)], SAVE, 'ok', 'POST:0 POST:0'],
    ['reads back a page', [LOST, LOST, PAGE], DELETE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['reads back no list', [LOST, LOST, status(200, '{}')], DELETE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['reads back a null', [LOST, LOST, NULL_LIST], DELETE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['reads back maintenance', [LOST, LOST, MAINTENANCE], DELETE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['reads back a refusal in a success', [LOST, LOST, fejl(200, 1013)], DELETE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    [
      'reads back an entry that nobody can read',
      [LOST, LOST, entries({ kontaktdataType: 17, kontaktdata: null, kontaktdatastatus: 71 }, MAIL)],
      DELETE,
      'UTFALL_UKJENT',
      'POST:0 POST:0 GET',
    ],
    ['reads back what else there is', [LOST, LOST, entries(MAIL)], DELETE, 'ok', 'POST:0 POST:0 GET'],
    ['reads back an empty list', [LOST, LOST, entries()], DELETE, 'ok', 'POST:0 POST:0 GET'],
    ['reads back 9159 in a success', [LOST, LOST, fejl(200, 9159)], DELETE, 'ok', 'POST:0 POST:0 GET'],
    ['is asked to wait', [status(429)], SAVE, 'HTTP_429', 'POST:0'],
    // What a status alone refuses the second time, a proxy's perhaps, says nothing of the first.
    ['is asked to wait when it is sent again', [LOST, status(429), entries(MOBIL)], SAVE, 'ok', 'POST:0 POST:0 GET'],
    [
      'is refused by a proxy when it is sent again',
      [LOST, status(403), entries()],
      SAVE,
      'UTFALL_UKJENT',
      'POST:0 POST:0 GET',
    ],
    [
      'is not known to a proxy when it is sent again',
      [status(502), status(404), entries()],
      SAVE,
      'UTFALL_UKJENT',
      'POST:0 POST:0 GET',
    ],
    ['is asked to wait though it was never sent', [UNSENT, status(429)], SAVE, 'HTTP_429', 'POST:0 POST:0'],
    [
      'breaks down by a code, whatever the status',
      [fejl(400, 1011), fejl(429, 1100), entries(MOBIL)],
      SAVE,
      'ok',
      'POST:0 POST:0 GET',
    ],
    ['is sent elsewhere', [status(302)], SAVE, 'HTTP_302', 'POST:0'],
    ['is yet to be done, and has been', [status(202), status(412), entries(MOBIL)], SAVE, 'ok', 'POST:0 POST:0 GET'],
    ['is yet to be done', [status(202), status(202), entries()], SAVE, 'UTFALL_UKJENT', 'POST:0 POST:0 GET'],
    ['is refused in a 202', [fejl(202, 4575)], SAVE, '4575', 'POST:0'],
  ];
  test.each(cases)('%s', async (_, answers, changes, kode, trace) => {
    const star = createStar(answers);
    const outcome = await star.port.createKontaktinformation(CPR, changes, call);
    expect(outcome.ok ? 'ok' : outcome.feil.kode).toBe(kode);
    expect(outcome.effect).toBe(outcome.ok ? 'done' : kode === 'UTFALL_UKJENT' ? 'unknown' : 'not done');
    expect(star.trace()).toBe(trace);
  });
});

test('a read-back is not joined with an ordinary read, which believes less strictly', async () => {
  const waiting: ((answer: Answer) => void)[] = [];
  const client = {
    maxConcurrent: 8,
    retries: RETRIES,
    send: ({ method }: HttpRequest) =>
      method === 'POST' ? Promise.resolve(LOST) : new Promise<Answer>((resolve) => waiting.push(resolve)),
    service: undefined,
    breakers: () => ({ read: 'closed' as const, write: 'closed' as const }),
    state: () => 'UNKNOWN' as const,
    renew: () => {},
    close: async () => {},
  };
  const port = createStarClient({ client, config: CONFIG });
  const written = port.createKontaktinformation(CPR, DELETE, call);
  await vi.waitUntil(() => waiting.length === 1, PATIENCE);
  const read = port.getKontaktinformation([CPR], call);
  await vi.waitUntil(() => waiting.length === 2, PATIENCE);
  for (const answer of waiting) answer(status(200, '{}'));
  expect(await written).toMatchObject({ feil: { kode: 'UTFALL_UKJENT' } });
  expect(await read).toMatchObject([{ feil: { kode: '9159' } }]);
});

describe('the body of a success', () => {
  const GUID = '3f0f7a52-52c5-4b43-9a2c-0a0c4c5a9a11';
  const receipts: readonly string[] = [
    '',
    ' \r\n',
    'null',
    'true',
    'OK',
    '{}',
    '[]',
    GUID,
    JSON.stringify(GUID),
    `{"registreringsId":"${GUID}","registreringstidspunkt":"2025-06-02T09:00:00+02:00"}`,
    '{"kontaktinformationer":{"kontakt',
    '{"registreringsId":"3f0f',
    '{"verifikationskode":"012345"}',
  ];
  test.each(receipts)('%j is believed', async (body) => {
    const star = createStar([status(200, body)]);
    expect(await star.port.createKontaktinformation(CPR, SAVE, call)).toMatchObject({ ok: true });
    expect(star.trace()).toBe('POST:0');
    const asked = createStar([status(200, body)]);
    expect(await asked.port.getVerifikationskode(CPR, 'MOBILTELEFON', call)).toMatchObject({ ok: true });
  });

  const failures: readonly string[] = [
    '<html>',
    ' <?xml version="1.0"?><fejl/>',
    'false',
    '{"status":"maintenance"}',
    '{"success":false}',
    '{"fejlkode":null,"fejltekst":"Forkert"}',
    '{"fejl":[{"kode":null,"tekst":"Forkert"}]}',
    '{"ErrorCode":null,"Message":"Unknown"}',
    '{"data":{"error":"unauthorized"}}',
    '{"type":"about:blank","title":"Unknown cpr","status":400}',
    '{"ok":false}',
    '{"data":{"gemt":false}}',
    '{"result":"FAILED"}',
    '["Fejl"]',
    '{"fejlkode":10',
    'You are not authorized',
    '"You are not authorized"',
    'unauthorized',
    `{"registreringsId":"${'x'.repeat(64 * 1024)}"}`,
  ];
  test.each(failures)('%j is not: what is stored is read back, and of a message nobody knows', async (body) => {
    const star = createStar([status(200, body), status(200, body), entries()]);
    expect(await star.port.createKontaktinformation(CPR, SAVE, call)).toMatchObject({
      feil: { kode: 'UTFALL_UKJENT' },
    });
    expect(star.trace()).toBe('POST:0 POST:0 GET');
    const asked = createStar([status(200, body)]);
    expect(await asked.port.getVerifikationskode(CPR, 'MOBILTELEFON', call)).toMatchObject({
      feil: { kode: 'UTFALL_UKJENT', kanProevesIgjen: false },
    });
  });

  test('is not believed under 202, which says that it is yet to be done', async () => {
    const star = createStar([status(202), status(202, '"3f0f7a52"'), entries(MOBIL)]);
    expect(await star.port.createKontaktinformation(CPR, SAVE, call)).toMatchObject({ ok: true });
    expect(star.trace()).toBe('POST:0 POST:0 GET');
    const asked = createStar([status(202)]);
    expect(await asked.port.getVerifikationskode(CPR, 'MOBILTELEFON', call)).toMatchObject({
      effect: 'unknown',
      feil: { kode: 'UTFALL_UKJENT', kanProevesIgjen: false },
    });
  });

  test('is read to its 65536th byte', async () => {
    const receipt = JSON.stringify({ registreringsId: 'x'.repeat(64 * 1024 - 22) });
    expect(receipt).toHaveLength(64 * 1024);
    const star = createStar([status(200, receipt)]);
    expect(await star.port.createKontaktinformation(CPR, SAVE, call)).toMatchObject({ ok: true });
  });

  test('costs what its length does, also when it is one long word that is none in the end', async () => {
    const body = `${'0'.repeat(60_000)}{`;
    const star = createStar([status(200, body), status(200, body), entries()]);
    const before = threadCpuMs();
    expect(await star.port.createKontaktinformation(CPR, SAVE, call)).toMatchObject({
      feil: { kode: 'UTFALL_UKJENT' },
    });
    // Read again from each of its digits it took three seconds.
    expect(threadCpuMs() - before).toBeLessThan(500);
  });

  test.each(['{"kode":"012345"}', '{"kode":12345}', '"12345"', '012345'])(
    'may be a verifikationskode, which is no code of a failure: %s',
    async (body) => {
      const outcome = await createStar([status(200, body)]).port.getVerifikationskode(CPR, 'MOBILTELEFON', call);
      expect(outcome).toMatchObject({ ok: true });
      expect(JSON.stringify(outcome)).not.toContain('12345');
    },
  );

  test('has its code in whatever encoding', async () => {
    const body = Buffer.from('{"fejlkode":1014,"fejltekst":"Ugyldig værdi"}', 'latin1');
    const star = createStar([{ ...status(200), body }]);
    expect(await star.port.createKontaktinformation(CPR, SAVE, call)).toMatchObject({ feil: { kode: '1014' } });
  });
});

describe('what is read back', () => {
  const MAIL = { kontaktdata: 'borger-1@example.org', kontaktdataType: 42, kontaktdatastatus: 72 };
  const BOTH: readonly Change[] = [...SAVE, { type: 'MAILADRESSE', handling: 'save', value: MAIL.kontaktdata }];
  const MIXED: readonly Change[] = [...SAVE, { type: 'MAILADRESSE', handling: 'delete' }];
  type Port = ReturnType<typeof createStar>['port'];
  const create = (changes: readonly Change[]) => (port: Port) => port.createKontaktinformation(CPR, changes, call);
  const update = (port: Port) =>
    port.updateKontaktinformation(CPR, { type: 'MOBILTELEFON', status: 'VERIFICERET' }, call);
  const unverify = (port: Port) =>
    port.updateKontaktinformation(CPR, { type: 'MOBILTELEFON', status: 'IKKE_VERIFICERET' }, call);
  const verify = (port: Port) =>
    port.verificerKontaktinformation(CPR, { type: 'MOBILTELEFON', verifikationskode: '012345' }, call);

  const cases: readonly [string, (port: Port) => ReturnType<typeof update>, HttpResponse, boolean][] = [
    ['every value of a list', create(BOTH), entries(MAIL, MOBIL), true],
    [
      'a value, whatever its status, which a create does not set',
      create(SAVE),
      entries({ ...MOBIL, kontaktdatastatus: 72 }),
      true,
    ],
    ['the one value and not the other', create(BOTH), entries(MOBIL), false],
    ['the other value and not the one', create(BOTH), entries(MAIL), false],
    [
      'the values under each other’s kinds',
      create(BOTH),
      entries({ ...MOBIL, kontaktdataType: 42 }, { ...MAIL, kontaktdataType: 17 }),
      false,
    ],
    ['the value under a kind that nobody knows', create(SAVE), entries({ ...MOBIL, kontaktdataType: 99 }), false],
    ['the value with something after it', create(SAVE), entries({ ...MOBIL, kontaktdata: '67000099 ' }), false],
    ['the value, and another of its kind', create(SAVE), entries(MOBIL, { ...MOBIL, kontaktdata: '67000098' }), false],
    ['another of its kind, and the value', create(SAVE), entries({ ...MOBIL, kontaktdata: '67000098' }, MOBIL), false],
    ['what is stored, and nothing of what is deleted', create(MIXED), entries(MOBIL), true],
    ['what is stored, and what is deleted', create(MIXED), entries(MOBIL, MAIL), false],
    ['nothing at all', create(MIXED), fejl(400, 9159), false],
    ['nothing at all, as wanted', create(DELETE), fejl(400, 9159), true],
    ['nothing of its kind', create(DELETE), entries(MAIL), true],
    ['one of two of its kind', create(DELETE), entries(MAIL, MOBIL), false],
    ['an answer without sense, where nothing is wanted', create(DELETE), status(200, '<html>'), false],
    ['a refusal, where nothing is wanted', create(DELETE), fejl(403, 4575), false],
    ['the status', update, entries({ ...MOBIL, kontaktdatastatus: 72 }), true],
    ['the other status', update, entries(MOBIL), false],
    ['the status that takes one back', unverify, entries(MOBIL), true],
    ['the status that was taken back', unverify, entries({ ...MOBIL, kontaktdatastatus: 72 }), false],
    ['a status that nobody knows', update, entries({ ...MOBIL, kontaktdatastatus: 99 }), false],
    ['the status of another kind', update, entries(MOBIL, MAIL), false],
    ['no entry to have a status', update, fejl(400, 9159), false],
    ['that it is verified', verify, entries({ ...MOBIL, kontaktdatastatus: 72 }), true],
    ['that it is not verified', verify, entries(MOBIL), false],
    ['that another kind is verified', verify, entries(MOBIL, MAIL), false],
  ];
  test.each(cases)('%s', async (_, write, shown, done) => {
    const verifies = write === verify;
    const star = createStar(verifies ? [LOST, shown] : [LOST, LOST, shown]);
    const outcome = await write(star.port);
    expect(star.trace()).toBe(verifies ? 'POST:0 GET' : 'POST:0 POST:0 GET');
    if (done) expect(outcome).toEqual({ ok: true, effect: 'done' });
    else expect(outcome).toMatchObject({ effect: 'unknown', feil: { kode: 'UTFALL_UKJENT', kanProevesIgjen: true } });
  });
});

describe('a request as sent', () => {
  const sample = (name: string) =>
    readFileSync(new URL(`./writes/samples/${name}/request.json`, import.meta.url), 'utf8').trimEnd();

  const writes: readonly [
    string,
    string,
    (port: ReturnType<typeof createStar>['port']) => Promise<unknown>,
    object?,
  ][] = [
    [
      'create-stores-and-deletes',
      '/v1/kontaktinformation',
      (port) =>
        port.createKontaktinformation(
          CPR,
          [
            { type: 'MOBILTELEFON', handling: 'save', value: '67000001' },
            { type: 'MAILADRESSE', handling: 'save', value: 'søren@østergård.example' },
            { type: 'FASTNET_TELEFON', handling: 'delete' },
          ],
          call,
        ),
    ],
    [
      'create-in-the-form-flat',
      '/v1/kontaktinformation',
      (port) => port.createKontaktinformation(CPR, SAVE, call),
      { form: 'flat' },
    ],
    [
      'update-sets-the-status',
      '/v1/kontaktinformation/status',
      (port) => port.updateKontaktinformation(CPR, { type: 'MOBILTELEFON', status: 'VERIFICERET' }, call),
    ],
    [
      'verificer-keeps-leading-zeros',
      '/v1/kontaktinformation/verificering',
      (port) => port.verificerKontaktinformation(CPR, { type: 'MOBILTELEFON', verifikationskode: '012345' }, call),
    ],
  ];
  test.each(writes)('%s', async (name, path, write, config = {}) => {
    const star = createStar([status(200)], config);
    await write(star.port);
    const [request] = star.requests;
    expect(request).toMatchObject({ method: 'POST', path });
    expect(request?.body).toBe(sample(name));
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-civilregistrationIdentifier': CPR,
      ActiveOrganisation: expect.any(String),
      RequestUserMetadata: expect.any(String),
    });
  });

  test('asks for a verifikationskode on the configured path, without an id', async () => {
    const star = createStar([status(200)], { verifikationskodePath: '/v2/kode/{kontaktdataType}/send' });
    await star.port.getVerifikationskode(CPR, 'MAILADRESSE', call);
    expect(star.requests[0]).toMatchObject({ method: 'GET', path: '/v2/kode/42/send' });
    expect(star.requests[0]?.headers).not.toHaveProperty('x-requestId');
  });
});

test('without a connection every write answers IKKE_KONFIGURERT', async () => {
  const port = createStarClient(undefined);
  const outcomes = await Promise.all([
    port.createKontaktinformation(CPR, SAVE, call),
    port.updateKontaktinformation(CPR, { type: 'MOBILTELEFON', status: 'VERIFICERET' }, call),
    port.verificerKontaktinformation(CPR, { type: 'MOBILTELEFON', verifikationskode: '012345' }, call),
    port.getVerifikationskode(CPR, 'MOBILTELEFON', call),
  ]);
  expect(outcomes).toMatchObject(Array(4).fill({ ok: false, feil: { kode: 'IKKE_KONFIGURERT' } }));
});
