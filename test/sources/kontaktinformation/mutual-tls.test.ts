import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxSources } from '../../../src/embedded.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import type { Pem } from '../../../src/sandbox/common/pem.ts';
import { createStarCertificates } from '../../../src/sandbox/kontaktinformation/certificates.ts';
import { watchCertificates } from '../../../src/server/health.ts';
import { createLogger } from '../../../src/server/logging.ts';
import { connectSources } from '../../../src/sources/index.ts';
import { loadKeyPair, type KeyPair } from '../../../src/wire/key-pair.ts';
import { createFiles, starCertificates } from '../../support/certificates.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';

const DAY_MS = 24 * 60 * 60_000;
const files = createFiles();
let star: Sandbox;
beforeAll(async () => {
  star = await startSandbox({ tls: { kontaktinformation: starCertificates() } });
});
afterAll(async () => {
  await star.close();
  files[Symbol.dispose]();
});

function load(name: string, { cert, key }: Pem): KeyPair {
  return loadKeyPair({ sertifikat: files.write(`${name}.pem`, cert), key: files.write(`${name}.key`, key) });
}

const asked = (client: KeyPair | undefined, trusted: string = starCertificates().ca) => {
  const base = { timeoutMs: 5_000, syntheticPersons: true, pausesMs: [] };
  const config = sandboxSources(star, base).kontaktinformation;
  return { kontaktinformation: config && { ...config, client, trusted: [new X509Certificate(trusted)] } };
};

async function ask(gateway: RunningGateway, field = 'borger(cpr: "0101505006") { at: kontaktinformation') {
  const query = `{ ${field} { __typename ... on Registerfeil { kode opphav } } } }`;
  const { data } = (await (await gateway.post({ query })).json()) as { data: { borger: { at: object } } };
  return data.borger.at;
}

describe('STAR knows the gateway by its client certificate:', () => {
  test.each([
    ['klient-ok', { __typename: 'Kontaktinformationer' }],
    ['klient-laes', { __typename: 'Kontaktinformationer' }],
    ['klient-ukendt', { __typename: 'StarLogonFejlede', kode: '1012', opphav: 'KILDE' }],
  ])('%s', async (name, answer) => {
    const gateway = await startGateway({ sources: asked(load(name, starCertificates().client(name))) });
    expect(await ask(gateway)).toEqual(answer);
    await gateway.close();
  });

  test('none', async () => {
    const gateway = await startGateway({ sources: asked(undefined) });
    expect(await ask(gateway)).toEqual({ __typename: 'StarOpsaetningsfejl', kode: '1101', opphav: 'KILDE' });
    await gateway.close();
  });

  test('one of another authority is none', async () => {
    const stranger = load('stranger', createStarCertificates().client('klient-ok'));
    const gateway = await startGateway({ sources: asked(stranger) });
    expect(await ask(gateway)).toMatchObject({ kode: '1101' });
    await gateway.close();
  });

  test('and not by the header that stands in for it over plain HTTP', async () => {
    const headers = { 'x-sandbox-client': 'klient-ok' };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${star.urls.star}/v1/kontaktinformation`, { ca: starCertificates().ca, headers }, resolve).on(
        'error',
        reject,
      );
    });
    expect(await text(response)).toContain('"fejlkode":1101');
  });
});

test('a STAR whose certificate nobody vouches for is not asked', async () => {
  const client = load('ok', starCertificates().client('klient-ok'));
  const before = star.kontaktinformation.traffic().calls;
  const gateway = await startGateway({ sources: asked(client, createStarCertificates().ca) });
  expect(await ask(gateway)).toMatchObject({ __typename: 'KildeUtilgjengelig', kode: 'TILKOBLING' });
  expect(star.kontaktinformation.traffic().calls).toBe(before);
  await gateway.close();
});

describe('a certificate that will expire', () => {
  const lasting = (days: number) => {
    const now = Date.now();
    const validity = { from: new Date(now - DAY_MS), to: new Date(now + days * DAY_MS + 60_000) };
    return load(`lasting-${days}`, starCertificates().client('klient-ok', validity));
  };

  test('stands in /health/ready', async () => {
    const client = lasting(20);
    const gateway = await startGateway({ sources: asked(client) });
    const { sources } = (await (await fetch(`${gateway.url}/health/ready`)).json()) as { sources: object[] };
    expect(sources).toContainEqual({
      kilde: 'STAR',
      state: 'UNKNOWN',
      services: [{ service: 'star', state: 'UNKNOWN', breakers: { read: 'closed', write: 'closed' } }],
      certificateExpires: client.sertifikat.validToDate.toISOString(),
      sandbox: true,
    });
    await gateway.close();
  });

  test.each([
    [31, []],
    [30, [['warn', 'STAR', 30, 'the client certificate expires soon']]],
    [1, [['warn', 'STAR', 1, 'the client certificate expires soon']]],
  ])('in %i days', async (days, warnings) => {
    const base = { timeoutMs: 5_000, syntheticPersons: true };
    const sources = connectSources({ ...base, ...asked(lasting(days)) });
    const lines: string[] = [];
    watchCertificates(sources, createLogger('info', { write: (line: string) => void lines.push(line) }))();
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged.map(({ level, kilde, daysLeft, msg }) => [level, kilde, daysLeft, msg])).toEqual(warnings);
    await sources.close();
  });

  test('or has', () => {
    const lines: string[] = [];
    const certificates = () => [{ kilde: 'STAR' as const, certificateExpires: '2020-01-01T00:00:00.000Z' }];
    watchCertificates({ certificates }, createLogger('info', { write: (line: string) => void lines.push(line) }))();
    expect(lines.join()).toContain('the client certificate has expired');
  });
});
