import { describe, expect, it } from 'vitest';
import { isOrganisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import { parsePersonidentifikator } from '../../../src/domain/personidentifikator.ts';
import { innbyggere, Settings, suppliers } from '../../../src/sandbox/postkasse/index.ts';
import { childrenOf, parseXml, type XmlElement } from '../../../src/wire/soap/xml.ts';
import { envelope11, forespoerselB, nummerTil, persons, startSandbox, verdict, wants } from './client.ts';

const sandbox = startSandbox();
const kanVelge = (person = 'S01') => sandbox.ask('KanVelgeSikkerDigitalPostkasse', { person });
const set = (settings: unknown) => sandbox.hook('PUT', 'settings', settings);
const calls = async () => (await (await sandbox.hook('GET', 'calls')).json()).calls;

describe('The calls', () => {
  it('are recorded by operation and number of persons, and never by person', async () => {
    await kanVelge('S16');
    await sandbox.lookup('HentPersoner', wants(['Person']) + persons(['S01', 'S02'].map(nummerTil)));
    await sandbox.sendA('no envelope');
    const time = '2026-06-15T12:00:00.000Z';
    const a = { time, service: 'oppslagstjeneste-16-02' };
    expect(await calls()).toEqual([
      {
        time,
        service: 'postkasseleverandoer-v1',
        operation: 'KanVelgeSikkerDigitalPostkasse',
        personCount: 1,
        httpStatus: 500,
      },
      { ...a, operation: 'HentPersoner', personCount: 2, httpStatus: 200 },
      { ...a, operation: null, personCount: 0, httpStatus: 400 },
    ]);
    expect(JSON.stringify(await calls())).not.toMatch(/\d{11}/);
  });

  it('are forgotten, with every write and setting and the moved clock, after nulstill', async () => {
    await set({ takeOver: true });
    await sandbox.hook('POST', 'clock', { forward: 100 * 24 * 60 });
    await sandbox.ask('SlettPostkasse', { person: 'S02' });
    expect((await sandbox.hook('POST', 'reset')).status).toBe(204);
    expect(await calls()).toEqual([]);
    expect(verdict(await kanVelge('S02'))).toBe('NEI ALLEREDE_AKTIV');
    const settings = await (await sandbox.hook('GET', 'settings')).json();
    expect(settings).toMatchObject({ takeOver: false });
    expect((await calls())[0].time).toBe('2026-06-15T12:00:00.000Z');
  });
});

describe('The settings', () => {
  it('can be read and set one by one, all but the clock', async () => {
    const standard = Settings.parse({});
    expect(await (await sandbox.hook('GET', 'settings')).json()).toEqual(standard);
    expect((await set(standard)).status).toBe(200);
    expect(await (await set({ pageSize: 3 })).json()).toEqual({ ...standard, pageSize: 3 });
  });

  it.each([
    ['an unknown one', { takeover: true }],
    ['a value of another type', { takeOver: 'ja' }],
    ['an unknown check', { decisionOrder: ['vær'] }],
    ['a signed profile, which is not there yet', { profile: '16-02' }],
    ['no object', 'takeOver'],
  ])('refuse %s and change nothing', async (_, settings) => {
    expect((await set(settings)).status).toBe(400);
    expect(await (await sandbox.hook('GET', 'settings')).json()).toMatchObject({ takeOver: false });
  });

  it.each([{ time: 'tomorrow' }, { forward: 'one' }, {}, undefined])('the clock refuses %j', async (body) => {
    expect((await sandbox.hook('POST', 'clock', body)).status).toBe(400);
  });

  it('other hooks do not exist', async () => {
    expect((await sandbox.hook('GET', 'reset')).status).toBe(404);
    expect((await sandbox.hook('POST', 'noe')).status).toBe(404);
  });
});

describe('A bad day', () => {
  it('lasts as many calls as it is told', async () => {
    await set({ disturbance: 'systemError', disturbanceCount: 2 });
    const fault = 'HTTP 500 Server: [U-1000] Sandbox system error';
    expect([await kanVelge(), await kanVelge(), await kanVelge()].map(verdict)).toEqual([fault, fault, 'JA']);
  });

  it('can be a proxy without an envelope', async () => {
    await set({ disturbance: 'HTTP_503' });
    expect(await kanVelge()).toMatchObject({ status: 503, melding: undefined });
  });

  it('can break the connection', async () => {
    await set({ disturbance: 'breaks the connection' });
    await expect(kanVelge()).rejects.toThrow('fetch failed');
    expect((await calls())[0]).toMatchObject({ httpStatus: null });
  });

  it('can be silence', async () => {
    await set({ disturbance: 'never answers' });
    const asked = fetch(`${sandbox.url}/ws-postkasseleverandoer-v1`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: envelope11(forespoerselB('KanVelgeSikkerDigitalPostkasse', { person: 'S01' })),
      signal: AbortSignal.timeout(100),
    });
    await expect(asked).rejects.toThrow(/timeout/i);
  });

  it('can be slowness', async () => {
    await set({ delayMs: 60 });
    const start = performance.now();
    expect(verdict(await kanVelge())).toBe('JA');
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });
});

describe('The people and units of the sandbox', () => {
  it('are synthetic, and well formed', () => {
    expect(innbyggere).toHaveLength(16);
    const rules = { synthetic: true, accept2032: false };
    for (const { personidentifikator } of innbyggere) {
      expect(parsePersonidentifikator(personidentifikator, rules)).toBe(personidentifikator);
      expect(parsePersonidentifikator(personidentifikator, { ...rules, synthetic: false })).toBeNull();
    }
    expect(suppliers.map(({ organisasjonsnummer }) => isOrganisasjonsnummer(organisasjonsnummer))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('The WSDL', () => {
  const all = (element: XmlElement, name: string): readonly XmlElement[] => [
    ...childrenOf(element, name),
    ...element.children.flatMap((child) => all(child, name)),
  ];

  it.each([
    ['ws-postkasseleverandoer-v1', 'postkasseleverandoer-v1', 6, 'http://schemas.xmlsoap.org/wsdl/soap/'],
    ['ws-v5', 'oppslagstjeneste-16-02', 3, 'http://schemas.xmlsoap.org/wsdl/soap12/'],
  ])('of %s names its operations, where they are and how', async (path, navn, count, soap) => {
    const wsdl = parseXml(await (await fetch(`${sandbox.url}/${path}?wsdl`)).text());
    expect(all(wsdl, 'portType').map((portType) => [portType.attributes.name, portType.children.length])).toEqual([
      [navn, count],
    ]);
    const messages = all(wsdl, 'message').filter(({ attributes }) => !attributes.name?.endsWith('Header'));
    expect(messages).toHaveLength(count * 2);
    const [address] = all(wsdl, 'address');
    expect(address).toMatchObject({ namespace: soap, attributes: { location: `${sandbox.url}/${path}` } });
  });

  it('of Oppslagstjenesten binds its header to every request, before the body, as one that may be left out', async () => {
    const wsdl = parseXml(await (await fetch(`${sandbox.url}/ws-v5?WSDL`)).text());
    const [message] = all(wsdl, 'message').filter(({ attributes }) => attributes.name === 'OppslagstjenestenHeader');
    const [part] = message?.children ?? [];
    expect(part?.attributes.name).toBe('Oppslagstjenesten');
    expect(part?.attributes.element).toMatch(/:Oppslagstjenesten$/);
    const [binding] = all(wsdl, 'binding').filter(({ namespace }) => namespace.endsWith('/wsdl/'));
    const operations = childrenOf(binding, 'operation').filter(({ namespace }) => namespace.endsWith('/wsdl/'));
    expect(operations.map(({ attributes }) => attributes.name)).toEqual([
      'HentPersoner',
      'HentEndringer',
      'HentPrintSertifikat',
    ]);
    for (const operation of operations) {
      const [input] = childrenOf(operation, 'input');
      expect(input?.children.map(({ namespace, name }) => [namespace, name])).toEqual([
        ['http://schemas.xmlsoap.org/wsdl/soap12/', 'header'],
        ['http://schemas.xmlsoap.org/wsdl/soap12/', 'body'],
      ]);
      expect(input?.children[0]?.attributes).toEqual({
        message: 'tns:OppslagstjenestenHeader',
        part: 'Oppslagstjenesten',
        use: 'literal',
        '{http://schemas.xmlsoap.org/wsdl/}required': 'false',
      });
      expect(childrenOf(operation, 'output')[0]?.children.map(({ name }) => name)).toEqual(['body']);
    }
  });

  it('of postkasseleverandoer-v1 binds none', async () => {
    const wsdl = await (await fetch(`${sandbox.url}/ws-postkasseleverandoer-v1?wsdl`)).text();
    expect(wsdl).not.toContain('header');
  });

  it('of Oppslagstjenesten has a schema of each namespace, and Person in the one of terms', async () => {
    const wsdl = parseXml(await (await fetch(`${sandbox.url}/ws-v5?WSDL`)).text());
    const schemas = Object.fromEntries(
      all(wsdl, 'schema').map((schema) => [
        schema.attributes.targetNamespace,
        childrenOf(schema, 'element').map((element) => element.attributes.name),
      ]),
    );
    expect(schemas['http://begrep.difi.no']).toEqual(['Person']);
    expect(schemas['http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02']).toContain('HentPersonerForespoersel');
  });
});
