import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallContext, CallReport } from '../../../../src/domain/call.ts';
import { listen, type SandboxServer } from '../../../../src/sandbox/common/server.ts';
import { createHttpClient } from '../../../../src/wire/http/client.ts';
import type { HttpClient } from '../../../../src/wire/http/http.ts';
import { createSoapClient, type SoapAnswer } from '../../../../src/wire/soap/client.ts';
import { SOAP_NAMESPACE, type SoapVersion } from '../../../../src/wire/soap/envelope.ts';
import type { SecurityStep } from '../../../../src/wire/soap/security/refusal.ts';
import { textOf } from '../../../../src/wire/soap/xml.ts';
import { isEndUser, keyUsage } from '../../certificates.ts';
import { createCall, READ } from '../../loopback.ts';
import { byRoot, forgeries } from './forgeries.ts';
import {
  certificates,
  type Forger,
  forger,
  NOW,
  QUESTION,
  RESPONDER,
  security,
  selfSigned,
  signatureValueOf,
} from './kit.ts';

const call = createCall();

describe.each(['1.1', '1.2'] satisfies SoapVersion[])('An answer in SOAP %s', (version) => {
  let server: SandboxServer;
  let http: HttpClient;
  let answer: (forger: Forger, request: string) => string;
  let status = 200;

  beforeAll(async () => {
    server = await listen(({ body }) => {
      const request = body.toString('utf8');
      const text = answer(forger(version, signatureValueOf(request)), request);
      return { status, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: text };
    });
    http = createHttpClient({
      kilde: 'OPPSLAGSTJENESTEN',
      url: server.url,
      maxConcurrent: 1,
      timeoutMs: 5_000,
      maxResponseBytes: 100_000,
    });
  });
  afterAll(async () => {
    await http.close();
    await server.close();
  });

  function ask(
    writeAnswer: typeof answer,
    settings: Parameters<typeof security>[0] = {},
    how: CallContext = call,
  ): Promise<SoapAnswer> {
    answer = writeAnswer;
    const options = { kilde: 'OPPSLAGSTJENESTEN', version, path: '', security: security(settings) } as const;
    return createSoapClient(http, options).call(QUESTION, how, READ);
  }

  const read = (opened: SoapAnswer) => (opened.ok ? textOf(opened.element, 'status') : opened.feil.kode);

  test('is read when all holds', async () => {
    expect(read(await ask((f) => f.encrypted(f.signed())))).toBe('NEI');
  });

  test('is read from a certificate of the newer form', async () => {
    const signer = certificates.inSeidV2(RESPONDER);
    expect(read(await ask((f) => f.encrypted(f.signed({ signer }))))).toBe('NEI');
  });

  test('is read from a certificate that the root has issued otherwise, and well', async () => {
    const signer = byRoot([isEndUser(), keyUsage('nonRepudiation')]);
    expect(read(await ask((f) => f.encrypted(f.signed({ signer }))))).toBe('NEI');
  });

  test('may be as old and as young as the clocks may differ', async () => {
    const now = Date.parse('2026-06-15T12:00:00Z');
    for (const created of [now - 119_999, now + 60_000]) {
      expect(read(await ask((f) => f.encrypted(f.signed({ created }))))).toBe('NEI');
    }
    const strict = { clockSkewMs: 0 };
    expect(read(await ask((f) => f.encrypted(f.signed({ created: now + 1 })), strict))).toBe('SIKKERHETSFEIL');
    expect(read(await ask((f) => f.encrypted(f.signed({ created: now - 60_000 })), strict))).toBe('SIKKERHETSFEIL');
    expect(read(await ask((f) => f.encrypted(f.signed({ created: now - 59_999 })), strict))).toBe('NEI');
  });

  test('may be so short that it is encrypted in one block', async () => {
    const short = await ask((f) => f.encrypted(f.signed({ answer: '<a></a>' })));
    expect(short).toMatchObject({ ok: true, element: { name: 'a', children: [] } });
  });

  test('that is a fault is read unsigned, and only as a fault', async () => {
    const fault = (soap: string) =>
      version === '1.1'
        ? `<e:Envelope xmlns:e="${soap}"><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>[U-1000] x</faultstring></e:Fault></e:Body></e:Envelope>`
        : `<e:Envelope xmlns:e="${soap}"><e:Body><e:Fault><e:Code><e:Value>e:Receiver</e:Value></e:Code></e:Fault></e:Body></e:Envelope>`;
    status = 500;
    const unsigned = await ask(({ soap }) => fault(soap));
    status = 200;
    expect(unsigned).toMatchObject({ ok: false, feil: { kode: 'SOAP_FAULT', kanProevesIgjen: true } });
    expect(await ask(({ soap }) => fault(soap))).toEqual(unsigned);
  });

  test('that is no envelope is nonsense, and an envelope of another version is refused', async () => {
    expect(read(await ask(() => '<p>It works!'))).toBe('UGYLDIG_SVAR');
    const { open } = await security().protect(version, QUESTION);
    expect(await open(Buffer.from('<p>It works!'), 'text/html')).toEqual({ kind: 'nonsense' });
    const other = version === '1.1' ? SOAP_NAMESPACE['1.2'] : SOAP_NAMESPACE['1.1'];
    expect(read(await ask((f) => f.encrypted(f.signed()).replaceAll(f.soap, other)))).toBe('SIKKERHETSFEIL');
  });

  test('has the limits of its message, plain and decrypted', async () => {
    const element = '<a>xxxxxxxxx</a>';
    const most = Math.floor(90_000 / 24);
    const full = (count: number) => `<r xmlns="urn:r">${element.repeat(count)}</r>`;
    const message = { ...QUESTION, maxResponseBytes: 90_000 };
    const options = { kilde: 'OPPSLAGSTJENESTEN', version, path: '', security: security() } as const;
    const opened = async (count: number) => {
      answer = (f) => f.encrypted(f.signed({ answer: full(count) }));
      return read(await createSoapClient(http, options).call(message, call, READ));
    };
    // What stands around the answer is some thirty elements.
    expect(await opened(most - 50)).toBeUndefined();
    expect(await opened(most)).toBe('SIKKERHETSFEIL');
    answer = (f) => `<e:Envelope xmlns:e="${f.soap}"><e:Header/><e:Body>${element.repeat(most)}</e:Body></e:Envelope>`;
    expect(read(await createSoapClient(http, options).call(message, call, READ))).toBe('UGYLDIG_SVAR');
  });

  test('on another status than 200 is not opened', async () => {
    status = 502;
    const refused = await ask((f) => f.encrypted(f.signed()));
    status = 200;
    expect(read(refused)).toBe('HTTP_502');
  });

  test('to one request is no answer to the next', async () => {
    let kept = '';
    await ask((f) => {
      kept = f.encrypted(f.signed());
      return kept;
    });
    expect(read(await ask(() => kept))).toBe('SIKKERHETSFEIL');
  });

  test.each(Object.entries(forgeries))('with %s is refused', async (_, forge) => {
    const refused = await ask(forge);
    expect(refused).toEqual({
      ok: false,
      // Who cannot be trusted may have done what was asked all the same.
      effect: 'unknown',
      feil: {
        kind: 'unavailable',
        kode: 'SIKKERHETSFEIL',
        melding: 'The security of the source’s answer could not be verified.',
        kilde: 'OPPSLAGSTJENESTEN',
        opphav: 'KILDE',
        kanProevesIgjen: false,
        proevIgjenOm: undefined,
      },
    });
  });

  test.each<[SecurityStep, typeof answer, Parameters<typeof security>[0]?]>([
    ['parts', (f) => f.encrypted(f.signed()).replaceAll('Security', 'Sikkerhet')],
    ['decryption', (f) => f.signed()],
    ['decryption', (f) => f.encrypted(f.signed()).replace(/(CipherValue>)..../, '$1AAAA')],
    ['token', (f) => f.encrypted(f.signed().replace(/BinarySecurityToken/g, 'Token'))],
    ['certificate chain', (f) => f.encrypted(f.signed({ signer: selfSigned }))],
    ['certificate holder', (f) => f.encrypted(f.signed()), { responderOrgnr: '311000012' }],
    ['signature', (f) => f.encrypted(f.signed().replace(/(SignatureValue>)..../, '$1AAAA'))],
    ['digest', (f) => f.encrypted(f.signed().replace('RESERVERT', 'ALLEREDE_AKTIV'))],
    ['timestamp', (f) => f.encrypted(f.signed({ created: NOW - 3_600_000 }))],
    ['confirmation', (f) => f.encrypted(f.signed({ confirm: 'AAAA' }))],
    ['body', (f) => f.encrypted(f.signed({ answer: '<a></a><b></b>' }))],
  ])('that fails at the step "%s" says so in the report of the call alone', async (step, forge, settings) => {
    const reports: CallReport[] = [];
    const refused = await ask(forge, settings, { ...call, report: (report) => void reports.push(report) });
    expect(reports).toMatchObject([{ kode: 'SIKKERHETSFEIL', securityStep: step }]);
    expect(refused).toEqual(await ask((f) => f.signed()));
    expect(JSON.stringify(refused)).not.toMatch(/step|[sS]ecurityStep/);
  });
});
