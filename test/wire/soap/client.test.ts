import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import type { CallReport } from '../../../src/domain/call.ts';
import {
  createSoapClient,
  NONE,
  MAX_ANSWER_BYTES,
  type SoapClientOptions,
  type SoapSecurity,
} from '../../../src/wire/soap/client.ts';
import { SOAP_NAMESPACE, type SoapVersion } from '../../../src/wire/soap/envelope.ts';
import { xml } from '../../../src/wire/soap/xml.ts';
import { PATIENCE } from '../../support/patience.ts';
import { createCall, createClient, nobody, READ, serve } from '../loopback.ts';
import { type Sample, samples } from './samples.ts';

const QUESTION = { body: () => xml`<p:spoersmaal xmlns:p="urn:proeve">${'Blåbær & <fløyte>'}</p:spoersmaal>` };

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** Puts the question to a source that gives this answer: what came of it, and what the source got. */
async function ask({ status, headers = {}, body = '' }: Answer, options: Partial<SoapClientOptions> = {}) {
  const got: { request: IncomingMessage; body: string }[] = [];
  const url = await serve(async (request, response) => {
    got.push({ request, body: (await buffer(request)).toString() });
    response.writeHead(status, headers).end(body);
  });
  const soap = createSoapClient(createClient(url), {
    kilde: 'GRUNNDATA',
    version: '1.1',
    path: '/ws',
    security: NONE,
    ...options,
  });
  const reports: CallReport[] = [];
  const call = { ...createCall(), report: (report: CallReport) => void reports.push(report) };
  return { answer: await soap.call(QUESTION, call, READ), got, reports };
}

const envelope = (body: string, version: SoapVersion = '1.1') =>
  `<S:Envelope xmlns:S="${SOAP_NAMESPACE[version]}"><S:Body>${body}</S:Body></S:Envelope>`;
const fault = (code: string) =>
  envelope(`<S:Fault><faultcode>S:${code}</faultcode><faultstring>Ola 22849120046</faultstring></S:Fault>`);

describe('over the wire', () => {
  it.each(samples)('$claim', async (sample) => {
    const headers = { 'content-type': sample.contentType };
    const { answer, got } = await ask({ status: sample.status, headers, body: sample.response }, sample);
    expect(answer).toMatchObject(expected(sample));
    if (sample.request !== undefined) expect(got[0]?.body).toBe(sample.request);
  });

  function expected({ status, content }: Sample): object {
    const kilde = 'GRUNNDATA';
    if (content.kind === 'fault') {
      const kanProevesIgjen = content.fault.side === 'RECEIVER';
      return { ok: false, feil: { kind: 'unavailable', kode: 'SOAP_FAULT', kilde, kanProevesIgjen } };
    }
    if (status !== 200) return { ok: false, feil: { kind: 'unavailable', kode: `HTTP_${status}`, kilde } };
    return content.kind === 'body'
      ? { ok: true, element: content.element }
      : { ok: false, feil: { kind: 'unavailable', kode: 'UGYLDIG_SVAR', kilde, kanProevesIgjen: false } };
  }
});

describe('a question', () => {
  it.each([
    ['1.1', 'text/xml; charset=utf-8', '""'],
    ['1.2', 'application/soap+xml; charset=utf-8', undefined],
  ] as const)('in SOAP %s is posted as %s with the SOAPAction %s', async (version, contentType, soapAction) => {
    const { got } = await ask({ status: 200 }, { version });
    const { method, url, headers } = got[0]?.request ?? {};
    expect([got.length, method, url]).toEqual([1, 'POST', '/ws']);
    expect([headers?.['content-type'], headers?.soapaction]).toEqual([contentType, soapAction]);
  });

  it('is protected on its way out, and its answer opened on the way in', async () => {
    const security: SoapSecurity = {
      async protect(version, message) {
        const { envelope, open } = await NONE.protect(version, message);
        return {
          envelope: envelope.replace('?>', '?><!--protected-->'),
          open: (bytes, type) => open(Buffer.from(bytes.toString().replace('closed', 'opened')), type),
        };
      },
    };
    const { answer, got } = await ask({ status: 200, body: envelope('<closed/>') }, { security });
    expect(got[0]?.body).toMatch(/^<\?xml [^>]*\?><!--protected--><soap:Envelope /);
    expect(answer).toMatchObject({ ok: true, element: { name: 'opened' } });
  });

  it('whose answer cannot be opened has got none', async () => {
    const security: SoapSecurity = {
      protect: () => ({ envelope: '', open: () => ({ kind: 'insecure', step: 'digest' }) }),
    };
    const { answer, reports } = await ask({ status: 200, body: envelope('<x/>') }, { security });
    expect(answer).toMatchObject({ ok: false, feil: { kode: 'SIKKERHETSFEIL', kanProevesIgjen: false } });
    expect(JSON.stringify(answer)).not.toContain('digest');
    expect(reports).toMatchObject([{ kode: 'SIKKERHETSFEIL', status: 200, securityStep: 'digest' }]);
  });

  it('that is answered with a fault gives its text to the report alone', async () => {
    const text = '[U-1000] No row of 0101505006 (borger-1@example.org)';
    const body = envelope(`<S:Fault><faultcode>S:Server</faultcode><faultstring>${text}</faultstring></S:Fault>`);
    const { answer, reports } = await ask({ status: 500, body });
    expect(JSON.stringify(answer)).not.toMatch(/U-1000|row|0101505006|borger/);
    const logged = { code: 'Server', bracketCode: 'U-1000', text: 'No row of ****** (***@***)' };
    expect(reports).toMatchObject([{ kode: 'SOAP_FAULT', status: 500, fault: logged }]);
  });

  it('that reaches nobody says so', async () => {
    const options = { kilde: 'GRUNNDATA', version: '1.1', path: '/ws', security: NONE } as const;
    const soap = createSoapClient(createClient(await nobody()), options);
    const { feil } = { feil: undefined, ...(await soap.call(QUESTION, createCall(), READ)) };
    expect(feil).toMatchObject({ kode: 'TILKOBLING', kilde: 'GRUNNDATA', kanProevesIgjen: true });
  });
});

describe('a large answer', () => {
  /** An envelope of so many bytes. */
  const padded = (bytes: number) => {
    const whole = envelope('<x></x>');
    return whole.replace('<x>', `<x>${'y'.repeat(bytes - whole.length)}`);
  };

  it.each([undefined, 100_000, 400_000])('may have the bytes that the message allows: %s', async (maxResponseBytes) => {
    const most = maxResponseBytes ?? MAX_ANSWER_BYTES;
    const read = async (bytes: number) => {
      const url = await serve((_, response) => response.end(padded(bytes)));
      const soap = createSoapClient(createClient(url), {
        kilde: 'GRUNNDATA',
        version: '1.1',
        path: '/ws',
        security: NONE,
      });
      return soap.call({ ...QUESTION, maxResponseBytes }, createCall(), READ);
    };
    expect(await read(most)).toMatchObject({ ok: true, element: { name: 'x' } });
    expect(await read(most + 1)).toMatchObject({ ok: false, feil: { kode: 'UGYLDIG_SVAR' } });
  });

  it('is read by itself, and does not keep small ones waiting', async () => {
    const url = await serve((request, response) => response.end(padded(request.url === '/large' ? 300_000 : 2_000)));
    const http = createClient(url);
    const options = { kilde: 'GRUNNDATA', version: '1.1', security: NONE } as const;
    const large = createSoapClient(http, { ...options, path: '/large' });
    const small = createSoapClient(http, { ...options, path: '/small' });
    let under = 0;
    let most = 0;
    let wasRead = 0;
    let goOn = () => {};
    const untilSmallIsRead = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const takesTime = async () => {
      under += 1;
      most = Math.max(most, under);
      await untilSmallIsRead;
      under -= 1;
      wasRead += 1;
    };
    const all = Array.from({ length: 3 }, () =>
      large.call({ ...QUESTION, maxResponseBytes: 400_000 }, createCall(), READ, takesTime),
    );
    await vi.waitUntil(() => under === 1, PATIENCE);
    expect(await small.call(QUESTION, createCall(), READ)).toMatchObject({ ok: true });
    goOn();
    await Promise.all(all);
    expect([most, wasRead]).toEqual([1, 3]);
  });

  it('waits for none of another client', async () => {
    const url = await serve((_, response) => response.end(padded(300_000)));
    const options = { kilde: 'GRUNNDATA', version: '1.1', path: '/ws', security: NONE } as const;
    let under = 0;
    const untilBothAreRead = async () => {
      under += 1;
      await vi.waitUntil(() => under === 2);
    };
    const clients = [1, 2].map(() => createSoapClient(createClient(url), options));
    const message = { ...QUESTION, maxResponseBytes: 400_000 };
    const answers = await Promise.all(clients.map((one) => one.call(message, createCall(), READ, untilBothAreRead)));
    expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('is given up when the request ends', async () => {
    const url = await serve((_, response) => response.end(padded(300_000)));
    const options = { kilde: 'GRUNNDATA', version: '1.1', path: '/ws', security: NONE } as const;
    const soap = createSoapClient(createClient(url), options);
    const message = { ...QUESTION, maxResponseBytes: 400_000 };
    const call = createCall(AbortSignal.timeout(200));
    const untilTheEnd = () => new Promise<void>((resolve) => call.signal.addEventListener('abort', () => resolve()));
    expect(await soap.call(message, call, READ, untilTheEnd)).toMatchObject({
      ok: false,
      feil: { kode: 'TIDSAVBRUDD' },
    });
    expect(await soap.call(message, createCall(), READ)).toMatchObject({ ok: true });
  });
});

describe('a status that is no success', () => {
  it.each([
    [503, { 'retry-after': '7' }, true, 7],
    [503, {}, true, undefined],
    // A date that has passed: there is nothing to wait for.
    [503, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, true, 0],
    [503, { 'retry-after': 'Wed, 21 Okt 2026' }, true, undefined],
    [503, { 'retry-after': '-1' }, true, undefined],
    [503, { 'retry-after': '99999999' }, true, 999_999],
    [429, { 'retry-after': '0' }, true, 0],
    [500, {}, true, undefined],
    [404, {}, false, undefined],
    [401, {}, false, undefined],
    [202, {}, false, undefined],
    [302, { location: '/elsewhere' }, false, undefined],
  ])('%i with %j: may pass %s, in %s seconds', async (status, headers, kanProevesIgjen, proevIgjenOm) => {
    const { answer, got } = await ask({ status, headers, body: envelope('<x/>') });
    expect(answer).toMatchObject({ ok: false, feil: { kode: `HTTP_${status}`, kanProevesIgjen, proevIgjenOm } });
    expect(got).toHaveLength(1);
  });
});

describe('a fault', () => {
  it.each([200, 400, 404, 500, 503])('is read on status %i', async (status) => {
    const { answer } = await ask({ status, body: fault('Server') });
    expect(answer).toMatchObject({ ok: false, feil: { kode: 'SOAP_FAULT' } });
  });

  it.each([
    ['Server', true],
    ['Client', false],
    ['MustUnderstand', false],
  ])('of %s may pass: %s', async (code, kanProevesIgjen) => {
    const { answer } = await ask({ status: 500, body: fault(code) });
    expect(answer).toMatchObject({ feil: { kanProevesIgjen } });
  });

  it('is never repeated', async () => {
    const { answer } = await ask({ status: 500, body: fault('Server') });
    expect(JSON.stringify(answer)).not.toMatch(/Ola|22849120046/);
  });
});
