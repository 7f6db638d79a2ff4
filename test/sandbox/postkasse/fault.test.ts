import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  envelope11,
  envelope12,
  faultOf,
  forespoerselB,
  L1,
  persons,
  SOAP11,
  SOAP12,
  startSandbox,
  wants,
} from './client.ts';

const sandbox = startSandbox({ maxMessageBytes: 200_000 });
const kanVelge = forespoerselB('KanVelgeSikkerDigitalPostkasse', { person: 'S01' });
const hentS01 = `<ot:HentPersonerForespoersel>${wants(['Person'])}${persons(['01817011000'])}</ot:HentPersonerForespoersel>`;
const S16 = '18868726160';

/** The same fault in both services: made from an envelope that is right, as the check would first see it. */
const both = [
  {
    navn: 'B',
    ok: envelope11(kanVelge),
    namespace: SOAP11,
    otherNamespace: SOAP12,
    sender: 'Client',
    senderStatus: 500,
  },
  {
    navn: 'A',
    ok: envelope12(hentS01),
    namespace: SOAP12,
    otherNamespace: SOAP11,
    sender: 'Sender',
    senderStatus: 400,
  },
] as const;

describe.each(both)('Service $navn', ({ navn, ok, namespace, otherNamespace, sender, senderStatus }) => {
  const send = (body: string | Buffer) => (navn === 'A' ? sandbox.sendA(body) : sandbox.sendB(body));
  const head = (header: string) => ok.replace(/(<\w+:Header>)/, `$1${header}`);
  const soap = navn === 'A' ? 'env' : 'soapenv';
  const malformed = [senderStatus, `${sender}: Malformed message`] as const;
  const unknown = [senderStatus, `${sender}: Unknown operation`] as const;
  const invalid = [senderStatus, `${sender}: Validation error`] as const;
  const mustUnderstand = `<x:Ukjent xmlns:x="urn:x" ${soap}:mustUnderstand="1"/>`;
  const depth = (levels: number) => '<x>'.repeat(levels) + '</x>'.repeat(levels);
  const empty = ok.replace(/(<\w+:Body>).*(<\/\w+:Body>)/, '$1$2');

  it.each([
    ['what is no XML', ok.slice(0, -1), malformed],
    ['nothing', '', malformed],
    ['bytes that are no UTF-8', Buffer.from(`${ok}<!--å-->`, 'latin1'), malformed],
    ['a DTD', `<!DOCTYPE x>${ok}`, malformed],
    ['a processing instruction', ok.replace(/(<\w+:Body>)/, '<?hei du?>$1'), malformed],
    ['depth above 64', ok.replace(/(<\w+:Body>)/, `$1${depth(63)}`), malformed],
    ['another root element', '<hei/>', malformed],
    ['an element after Body', ok.replace(/(<\/\w+:Envelope>)/, '<x/>$1'), malformed],
    [
      'an envelope of the other SOAP',
      ok.replaceAll(namespace, otherNamespace),
      [500, 'VersionMismatch: Unsupported SOAP version'],
    ],
    [
      'a header block that must be understood and is not',
      head(mustUnderstand),
      [500, 'MustUnderstand: Header not understood'],
    ],
    ['an empty Body', empty, unknown],
    ['two operations in Body', ok.replace(/(<\/\w+:Body>)/, '<x/>$1'), unknown],
    ['an answer sent as a question', ok.replaceAll('Forespoersel>', 'Respons>'), unknown],
    ['an operation in another namespace', ok.replace(/xmlns:(ot|pk)="[^"]*"/, 'xmlns:$1="urn:x"'), unknown],
    ['a request that breaks the schema', ok.replace('01817011000', '0181701100'), invalid],
  ] as const)('answers %s with a fault', async (_, body, [status, fault]) => {
    const svar = await send(body);
    expect([svar.status, faultOf(svar.melding)]).toEqual([status, fault]);
    expect(svar.contentType).toBe(navn === 'A' ? 'application/soap+xml; charset=utf-8' : 'text/xml; charset=utf-8');
    expect(svar.text).not.toContain('01817011000');
  });

  it.each([
    ['a header block that need not be understood', head('<x:Ukjent xmlns:x="urn:x"/>')],
    ['depth 64', head(depth(61))],
    [
      'a declaration, a comment and a CDATA that look like instructions',
      `<?xml version="1.0"?><!--<?x?>-->${head('<x><![CDATA[<?x?>]]></x>')}`,
    ],
    ['no Header', ok.replace(/<\w+:Header>.*<\/\w+:Header>/, '')],
  ])('takes %s', async (_, body) => {
    expect((await send(body)).status).toBe(200);
  });

  it('answers the first check that hits', async () => {
    // Each body breaks every rule from its own on; the answers come in the order of the contract's table.
    const wrongRequest = ok.replaceAll('01817011000', S16.slice(1));
    const twoOperations = wrongRequest.replace(/(<\/\w+:Body>)/, '<x/>$1');
    const notUnderstood = twoOperations.replace(/(<\w+:Header>)/, `$1${mustUnderstand}`);
    const otherVersion = notUnderstood.replaceAll(namespace, otherNamespace);
    const notWellFormed = otherVersion.slice(1);
    const texts = [];
    for (const body of [notWellFormed, otherVersion, notUnderstood, twoOperations, wrongRequest])
      texts.push(faultOf((await sendAs('315000000', body)).melding)?.split(': ')[1]);
    expect(texts).toEqual([
      'Malformed message',
      'Unsupported SOAP version',
      'Header not understood',
      'Unknown operation',
      'Validation error',
    ]);
    const stranger = faultOf((await sendAs('310000000', ok.replaceAll('01817011000', S16))).melding);
    expect(stranger).toMatch(/^(Client|Sender): Invalid service usage: Service owner 310000000 does not have access/);
    const systemError = faultOf((await send(ok.replaceAll('01817011000', S16))).melding);
    expect(systemError).toBe(`${navn === 'A' ? 'Receiver' : 'Server'}: [U-1000] Sandbox system error`);
  });

  const sendAs = (orgnr: string, body: string) =>
    navn === 'A' ? sandbox.sendA(body, { orgnr }) : sandbox.sendB(body, { orgnr });
});

describe('Before any envelope', () => {
  it.each(['/kontaktinfo-external/ws-v5', '/kontaktinfo-external/ws-postkasseleverandoer-v1'])('%s', async (path) => {
    expect((await fetch(sandbox.url + path)).status).toBe(405);
    const wrongBoth = await fetch(sandbox.url + path, { method: 'PUT', body: 'hei' });
    expect([wrongBoth.status, wrongBoth.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await sandbox.sendB(' '.repeat(200_001), { path, contentType: 'text/plain' })).status).toBe(415);
    const contentType = path.endsWith('v5') ? 'application/soap+xml' : 'text/xml';
    expect((await sandbox.sendB(' '.repeat(200_001), { path, contentType })).status).toBe(413);
    expect((await sandbox.sendB('', { path, contentType: `${contentType}; charset=iso-8859-1` })).status).toBe(415);
  });

  it('each service takes the media type of its own SOAP version only', async () => {
    expect((await sandbox.sendA(envelope12(hentS01), { contentType: 'text/xml' })).status).toBe(415);
    expect((await sandbox.sendB(envelope11(kanVelge), { contentType: 'application/soap+xml' })).status).toBe(415);
  });

  it('any path that ends as the services do is theirs, and no other', async () => {
    expect((await sandbox.sendB(envelope11(kanVelge), { path: '/ws-postkasseleverandoer-v1' })).status).toBe(200);
    expect((await sandbox.sendA(envelope12(hentS01), { path: '/ws-v5' })).status).toBe(200);
    expect((await sandbox.sendA(envelope12(hentS01), { path: '/ws-v4' })).status).toBe(404);
  });

  it('answers are compressed for those who ask', async () => {
    const raw = (headers: string) =>
      new Promise<string>((resolve, reject) => {
        const body = envelope11(kanVelge);
        const { port } = new URL(sandbox.url);
        const socket = connect(Number(port), '127.0.0.1');
        const chunks: Buffer[] = [];
        socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
        socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
        socket.write(
          `POST /ws-postkasseleverandoer-v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/xml\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      });
    expect(await raw('Accept-Encoding: gzip\r\n')).toMatch(/content-encoding: gzip/i);
    const plain = await raw('');
    expect(plain).not.toMatch(/content-encoding/i);
    expect(plain).toContain('<ns2:status>JA</ns2:status>');
  });
});

describe('The fault of a stranger', () => {
  it.each([
    ['a body that is no supplier', '315000017', '315000017'],
    ['a number that is none, which is not repeated', '01817011000', '(invalid)'],
  ])('%s', async (_, orgnr, named) => {
    const svar = await sandbox.sendB(envelope11(kanVelge), { orgnr });
    expect(faultOf(svar.melding)).toBe(
      `Client: Invalid service usage: Service owner ${named} does not have access to POSTKASSELEVERANDOER`,
    );
  });

  it('has its parts unqualified in SOAP 1.1 and qualified in SOAP 1.2', async () => {
    const b = await sandbox.sendB('hei');
    expect(b.text).toBe(
      `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP11}"><SOAP-ENV:Header/><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring xml:lang="en">Malformed message</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
    );
    const a = await sandbox.sendA(envelope12(hentS01), { orgnr: L1 });
    expect(a.text).toBe(
      `<env:Envelope xmlns:env="${SOAP12}"><env:Header/><env:Body><env:Fault><env:Code><env:Value>env:Sender</env:Value></env:Code><env:Reason><env:Text xml:lang="en">Invalid service usage: Service owner 311000012 does not have access to OPPSLAGSTJENESTEN</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>`,
    );
  });
});
