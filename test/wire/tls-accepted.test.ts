import { X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Pem } from '../../src/sandbox/common/pem.ts';
import { createStarCertificates } from '../../src/sandbox/kontaktinformation/certificates.ts';
import type { HttpRequest } from '../../src/wire/http/http.ts';
import { loadKeyPair } from '../../src/wire/key-pair.ts';
import { createTlsContext } from '../../src/wire/tls.ts';
import { createFiles, starCertificates } from '../support/certificates.ts';
import { SOON_MS } from '../support/patience.ts';
import { createCall, createClient, serveBytes } from './loopback.ts';

const POST: HttpRequest = { method: 'POST', path: '/', body: '{}' };

/** A server that takes no client without a certificate of its authority. */
async function serveKnown(maxVersion: SecureVersion) {
  let requests = 0;
  const { server: own, ca } = starCertificates();
  const server: Server = createServer(
    { ...own, ca, requestCert: true, rejectUnauthorized: true, maxVersion },
    (_, response) => {
      requests += 1;
      response.end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, requests: () => requests };
}

function showing({ cert, key }: Pem) {
  using files = createFiles();
  const pair = loadKeyPair({ sertifikat: files.write('own.pem', cert), key: files.write('own.key', key) });
  return createTlsContext(pair, [new X509Certificate(starCertificates().ca)]);
}

describe.each<SecureVersion>(['TLSv1.2', 'TLSv1.3'])(
  'a server that knows its clients by certificate, in %s',
  (version) => {
    test('is asked by one that it knows, over kept connections', async () => {
      const { url, requests } = await serveKnown(version);
      const client = createClient(url, { tls: showing(starCertificates().client('klient-ok')) });
      for (let n = 0; n < 3; n += 1) expect(await client.send(POST, createCall())).toMatchObject({ status: 200 });
      expect(requests()).toBe(3);
    });

    test('was not sent what one sends whom it does not know', async () => {
      const { url, requests } = await serveKnown(version);
      const client = createClient(url, { tls: showing(createStarCertificates().client('klient-ok')) });
      // Not by luck: whether the alert or the reset comes first is up to the moment.
      for (let n = 0; n < 10; n += 1) {
        expect(await client.send(POST, createCall())).toEqual({ kind: 'failure', kode: 'TILKOBLING', unsent: true });
      }
      expect(requests()).toBe(0);
    });
  },
);

/** A way to the server on which it is not heard after its first flight, until the request has gone out. */
async function holdBack(known: string): Promise<string> {
  let flights = 0;
  const url = await serveBytes((client) => {
    const server = connect(Number(new URL(known).port), '127.0.0.1');
    const held: Buffer[] = [];
    client.on('data', (bytes) => {
      flights += 1;
      server.write(bytes);
      // The first flight greets, the second ends the handshake, and the third is the request.
      if (flights > 2) for (const late of held.splice(0)) client.write(late);
    });
    server.on('data', (bytes) => (flights === 2 ? held.push(bytes) : client.write(bytes)));
    client.on('close', () => server.destroy());
  });
  return url.replace('http:', 'https:');
}

async function timed(url: string, tls: ReturnType<typeof showing>): Promise<number> {
  const client = createClient(url, { tls });
  const began = performance.now();
  expect(await client.send(POST, createCall())).toMatchObject({ status: 200 });
  return performance.now() - began;
}

test('a server that says nothing of having accepted our certificate is asked all the same, a moment later', async () => {
  const { url, requests } = await serveKnown('TLSv1.3');
  const tookMs = await timed(await holdBack(url), showing(starCertificates().client('klient-ok')));
  expect([requests(), tookMs > 200, tookMs < SOON_MS]).toEqual([1, true, true]);
});
