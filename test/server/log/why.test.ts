import { describe, expect, onTestFinished, test } from 'vitest';
import { listen } from '../../../src/sandbox/common/server.ts';
import { maskForeign } from '../../../src/domain/mask.ts';
import { createOrganisationHash } from '../../../src/server/audit/trail.ts';
import { startGuardedGateway } from '../../support/callers.ts';
import { AUDIT_KEY, type RunningGateway, startGateway } from '../../support/gateway.ts';
import { identifiers } from '../../support/identifiers.ts';
import { nobody } from '../../wire/loopback.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

/** A gateway whose registers are all one server, which answers as it is told. */
async function startBefore(answer: () => Answer) {
  const server = await listen(answer);
  onTestFinished(() => server.close());
  return startAt(server.url);
}

async function startAt(url: string): Promise<RunningGateway> {
  const gateway = await startGateway({
    sources: ({ kontaktinformation, enhet }) => ({
      pausesMs: [1],
      ...(kontaktinformation && { kontaktinformation: { ...kontaktinformation, url } }),
      postkasse: { postkasseUrl: url, kontaktregisterUrl: url, security: 'none' },
      ...(enhet && { enhet: { ...enhet, grunndataUrl: url, frivillighetUrl: url } }),
    }),
  });
  onTestFinished(() => gateway.close());
  return gateway;
}

async function ask(gateway: RunningGateway, query: string, headers = {}) {
  const response = await gateway.post({ query }, headers);
  const id = response.headers.get('x-request-id');
  const text = await response.text();
  const logged = () => gateway.logged().filter(({ requestId }) => requestId === id);
  await expect.poll(() => logged().some(({ msg }) => msg === 'operation')).toBe(true);
  const lines = logged();
  const of = (msg: string) => lines.filter((line) => line.msg === msg);
  return { text, lines, failed: of('call failed'), calls: of('call'), operation: of('operation')[0] };
}

const UNIT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const fault = (code: string, text: string) =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>S:${code}</faultcode><faultstring>${text}</faultstring></S:Fault></S:Body></S:Envelope>`;

describe('a register that fails', () => {
  test('by a refusal of access, a page or a status is told apart in the one line, and has a line of its own', async () => {
    let answer: Answer = { status: 500, body: fault('Client', '[U-17] Service owner 310000108 does not have access') };
    const gateway = await startBefore(() => answer);
    const refused = await ask(gateway, UNIT);
    expect(refused.operation).toMatchObject({ outcomes: { 'KildeUtilgjengelig SOAP_FAULT': 1 } });
    expect(refused.failed).toEqual([
      {
        level: 'warn',
        time: expect.any(String),
        msg: 'call failed',
        requestId: expect.any(String),
        kilde: 'GRUNNDATA',
        operation: 'hentBasisdataMini',
        kode: 'SOAP_FAULT',
        status: 500,
        attempt: 1,
        waitedMs: expect.any(Number),
        durationMs: expect.any(Number),
        fault: { code: 'Client', bracketCode: 'U-17', text: 'Service owner ****** does not have access' },
      },
    ]);
    expect(refused.text).not.toMatch(/U-17|owner|access/);

    answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>login</html>' };
    const page = await ask(gateway, UNIT);
    expect(page.operation).toMatchObject({ outcomes: { 'KildeUtilgjengelig UGYLDIG_SVAR': 1 } });
    expect(page.failed).toMatchObject([{ kode: 'UGYLDIG_SVAR', status: 200 }]);

    answer = { status: 403, body: '' };
    const forbidden = await ask(gateway, UNIT);
    expect(forbidden.operation).toMatchObject({ outcomes: { 'KildeUtilgjengelig HTTP_403': 1 } });
    expect(forbidden.failed).toMatchObject([{ kode: 'HTTP_403', status: 403 }]);

    answer = { status: 503, body: '' };
    expect((await ask(gateway, UNIT)).failed).toMatchObject([
      { kode: 'HTTP_503', attempt: 1 },
      { kode: 'HTTP_503', attempt: 2 },
    ]);
  });

  test('by a port at which nobody listens says so, with the code of the system', async () => {
    const gateway = await startAt(await nobody());
    const { failed, operation } = await ask(gateway, UNIT);
    const line = { kode: 'TILKOBLING', errorCode: 'ECONNREFUSED' };
    expect(failed).toMatchObject([
      { ...line, attempt: 1 },
      { ...line, attempt: 2 },
    ]);
    expect(operation).toMatchObject({ outcomes: { 'KildeUtilgjengelig TILKOBLING': 1 } });
  });

  test('names nobody in the log at any level, whoever stands in the text of its fault', async () => {
    const everybody = identifiers().filter(({ length }) => length > 5);
    // One of each kind, and no more than are logged in a second.
    const kinds = [/^0\d{9}$/, /^0181\d{7}$/, /^\+?\d{8,10}$/, /@/, /#/];
    const some = kinds.map((kind) => everybody.find((one) => kind.test(one)) ?? expect.fail(`nobody is like ${kind}`));
    let text = '';
    const gateway = await startBefore(() => ({ status: 500, body: fault('Server', text) }));
    const both =
      '{ innbygger(personidentifikator: "01817011000") { kontaktregister { __typename } } enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
    for (const one of some) {
      text = `[U-1000] No row for ${one} (${one.replace(/^(\d{6})(\d+)$/, '$1 - $2')})`;
      const { failed, lines } = await ask(gateway, both);
      const said = failed.map(({ fault: logged }) => (logged as { text: string }).text);
      expect(said).toHaveLength(4);
      expect(said.every((line) => /^No row for \S*\*{3}/.test(line))).toBe(true);
      const whole = JSON.stringify(lines);
      expect(everybody.filter((identifier) => whole.includes(identifier))).toEqual([]);
    }
  });

  test('names none of all whom the tests know', () => {
    for (const one of identifiers()) {
      const grouped = one.replace(/^(\d{6})(\d+)$/, '$1 (0) $2');
      for (const text of [one, `"${one}".`, grouped, `key=${one};`, `x${one}`, one.toUpperCase()]) {
        expect(maskForeign(text, 200).toLowerCase(), text).not.toContain(one.toLowerCase());
        expect(maskForeign(text, 200)).not.toMatch(/\d{6}/);
      }
    }
  });
});

test('a register that goes down and comes up is one line each time', async () => {
  const gateway = await startGateway({ sources: { pausesMs: [] } });
  onTestFinished(() => gateway.close());
  const transitions = () => gateway.logged().filter(({ msg, kilde }) => msg === 'transition' && kilde === 'GRUNNDATA');
  await ask(gateway, UNIT);
  expect(transitions()).toMatchObject([{ level: 'debug', what: 'state', from: 'UNKNOWN', to: 'UP' }]);
  gateway.sandbox.enhet.outage = 'drops';
  await ask(gateway, UNIT);
  gateway.sandbox.enhet.outage = 'none';
  await ask(gateway, UNIT);
  expect(transitions().slice(1)).toMatchObject([
    { level: 'warn', what: 'state', service: 'erfr', from: 'UP', to: 'DOWN' },
    { level: 'info', what: 'state', service: 'erfr', from: 'DOWN', to: 'UP' },
  ]);
});

describe('a documented code', () => {
  test('is an answer: one line at the level debug, and none at warn', async () => {
    const gateway = await startGateway();
    onTestFinished(() => gateway.close());
    const { failed, calls, operation } = await ask(
      gateway,
      '{ enhet(organisasjonsnummer: "700000001") { basisdata { __typename } } }',
    );
    expect(failed).toEqual([]);
    expect(calls).toMatchObject([{ level: 'debug', kilde: 'GRUNNDATA', attempt: 1, status: 200 }]);
    expect(Object.keys(operation?.outcomes ?? {})).toHaveLength(1);
  });

  test.each([200, 400, 500])('of STAR at the status %i is no failed call', async (status) => {
    const body = JSON.stringify({ fejlkode: 1010, fejltekst: 'Unknown cpr 0101505006' });
    const gateway = await startBefore(() => ({ status, headers: { 'content-type': 'application/json' }, body }));
    const { failed, calls, operation } = await ask(
      gateway,
      '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }',
    );
    expect(failed).toEqual([]);
    expect(calls).toMatchObject([{ kilde: 'STAR', operation: 'GetKontaktinformation', answered: '1010', status }]);
    expect(operation).toMatchObject({ outcomes: { 'UkendtCpr 1010': 1 } });
  });

  test('that says that STAR itself is broken is a failed call', async () => {
    const body = JSON.stringify({ fejlkode: 1100, fejltekst: 'An error has occurred' });
    const gateway = await startBefore(() => ({ status: 500, headers: { 'content-type': 'application/json' }, body }));
    const { failed } = await ask(gateway, '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }');
    expect(failed).toMatchObject([
      { kode: '1100', status: 500, attempt: 1 },
      { kode: '1100', status: 500, attempt: 2 },
    ]);
  });
});

describe('the one line of an operation', () => {
  test('tells the time that each register took', async () => {
    const gateway = await startGateway();
    onTestFinished(() => gateway.close());
    const query =
      '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } borger(cpr: "0101505006") { kontaktinformation { __typename } } }';
    const { operation } = await ask(gateway, query);
    expect(operation).toMatchObject({
      calls: { GRUNNDATA: 1, STAR: 1 },
      wireMs: { GRUNNDATA: expect.any(Number), STAR: expect.any(Number) },
      waitedMs: { GRUNNDATA: expect.any(Number), STAR: expect.any(Number) },
    });
    const { wireMs, durationMs } = operation as { wireMs: Record<string, number>; durationMs: number };
    for (const ms of Object.values(wireMs)) expect(ms).toBeGreaterThan(0);
    expect(Math.max(...Object.values(wireMs))).toBeLessThanOrEqual(durationMs);
  });

  test('tells the client, the trace, and the caller’s organisation as a hash that the audit key makes', async () => {
    const gateway = await startGuardedGateway();
    onTestFinished(() => gateway.close());
    const headers = {
      ...(await gateway.bearer('jobcenter-1')),
      'apollographql-client-name': 'web',
      'apollographql-client-version': '1.2.3',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    };
    const { operation } = await ask(
      gateway,
      '{ borger(cpr: "0505505005") { kontaktinformation { __typename } } }',
      headers,
    );
    const [type = '', kode = ''] = String(gateway.audit()[0]?.organisation).split('/');
    expect(kode).not.toBe('');
    expect(operation).toMatchObject({
      client: 'web',
      clientVersion: '1.2.3',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      organisation: createOrganisationHash(AUDIT_KEY)({ type: Number(type), kode }),
    });
    expect(operation?.organisation).toMatch(/^[0-9a-f]{64}$/);
    expect(createOrganisationHash('another key')({ type: Number(type), kode })).not.toBe(operation?.organisation);
    const { operation: second } = await ask(gateway, '{ __typename }', await gateway.bearer('jobcenter-2'));
    expect(second?.organisation).not.toBe(operation?.organisation);
    expect(second).not.toHaveProperty('client');
    expect(second).not.toHaveProperty('traceId');
  });
});

describe('the level trace', () => {
  test('tells each step when it begins, and how large request and answer were', async () => {
    const gateway = await startGateway();
    onTestFinished(() => gateway.close());
    const { lines, text } = await ask(gateway, UNIT);
    const steps = lines.filter(({ msg }) => msg === 'step');
    expect(steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['headers', 'caller', 'body', 'parse', 'execution', 'answers', 'log']),
    );
    const times = steps.map(({ atMs }) => Number(atMs));
    expect(times[0]).toBe(0);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(lines.filter(({ msg }) => msg === 'sizes')).toMatchObject([
      {
        level: 'trace',
        requestBytes: JSON.stringify({ query: UNIT }).length,
        responseBytes: Buffer.byteLength(text),
        way: 'yoga',
      },
    ]);
  });
});
