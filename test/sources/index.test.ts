import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { DONE } from '../../src/domain/outcome.ts';
import { connectSources, type SourcesConfig } from '../../src/sources/index.ts';
import { letPass, TOO_LONG_MS } from '../support/patience.ts';
import { type Issued, issue } from '../wire/certificates.ts';
import { serve } from '../wire/loopback.ts';
import { BASE, countedCall, sourcesAt } from './registers.ts';

test('sources that are closed have no connection left', async () => {
  const events: string[] = [];
  const onSocket = (message: unknown) => {
    events.push('open');
    (message as { socket: Socket }).socket.once('close', () => events.push('closed'));
  };
  subscribe('net.client.socket', onSocket);
  onTestFinished(() => void unsubscribe('net.client.socket', onSocket));
  const url = await serve((_, response) => response.writeHead(503).end());
  const sources = connectSources({ ...sourcesAt(url), pausesMs: [] });
  const { call } = countedCall();
  const soek = { soekestreng: 'NORDLYS', maksTreff: 1, medUnderenheter: false };
  await sources.makeLoaders(call).enhet.sokEnhet.load(soek);
  expect(events).toEqual(['open']);
  await sources.close();
  expect(events).toEqual(['open', 'closed']);
});

test('sources that are closed have waited for the write that was under way', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: closing, resolve: close } = Promise.withResolvers<void>();
  const url = await serve(async (_, response) => {
    arrive();
    await closing;
    response.writeHead(204).end();
  });
  const sources = connectSources({ ...sourcesAt(url), pausesMs: [] });
  const { call } = countedCall();
  const { kontaktinformation } = sources.makeWrites(call, () => call.signal, sources.makeLoaders(call));
  const written = kontaktinformation.createKontaktinformation({
    cpr: '0303505003',
    kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }],
  });
  await arrived;
  const closed = sources.close(TOO_LONG_MS);
  // What is cut short is cut by now.
  await letPass(200);
  close();
  expect(await written).toEqual({ replayed: false, outcome: DONE });
  await closed;
});

test('a source tells when the first of our certificates runs out', async () => {
  const until = (to: string) => issue({ subject: [['CN', 'Holder']], to });
  const signing = ({ certificate, keys }: Issued) => ({
    sertifikat: certificate,
    chain: [certificate],
    privateKey: keys.privateKey,
    trusted: [certificate],
    responderOrgnr: '310000000',
  });
  const [first, last] = [until('2027-01-01T00:00:00Z'), until('2028-01-01T00:00:00Z')];
  const connected = (
    postkasse: Issued,
    kontaktregister: Issued,
    more: { source?: 'krr'; kontaktregisterUrl?: undefined } = {},
  ) => {
    const config: SourcesConfig = {
      ...BASE,
      postkasse: {
        postkasseUrl: 'http://127.0.0.1:1/postkasse',
        kontaktregisterUrl: 'http://127.0.0.1:1/kontaktregister',
        security: 'signed',
        signing: { postkasse: signing(postkasse), kontaktregister: signing(kontaktregister) },
        ...more,
      },
    };
    const sources = connectSources(config);
    onTestFinished(() => sources.close());
    return sources;
  };
  const expires = (...certificates: [Issued, Issued]) =>
    connected(...certificates)
      .state()
      .find(({ kilde }) => kilde === 'OPPSLAGSTJENESTEN')?.certificateExpires;
  expect(expires(first, last)).toBe('2027-01-01T00:00:00.000Z');
  expect(expires(last, first)).toBe('2027-01-01T00:00:00.000Z');
  expect(expires(last, last)).toBe('2028-01-01T00:00:00.000Z');

  // Mailboxes are still written at the service that wants a certificate; KRR, whose state is told, wants none.
  const besideKrr = connected(first, last, { source: 'krr', kontaktregisterUrl: undefined });
  expect(besideKrr.state().map(({ kilde, certificateExpires }) => [kilde, certificateExpires])).toContainEqual([
    'KRR',
    undefined,
  ]);
  expect(besideKrr.certificates()).toEqual([
    {
      kilde: 'OPPSLAGSTJENESTEN',
      certificateExpires: '2027-01-01T00:00:00.000Z',
      trustExpires: '2027-01-01T00:00:00.000Z',
    },
  ]);
});
