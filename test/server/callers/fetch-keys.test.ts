import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { makeKey } from '../../../src/sandbox/issuer/index.ts';
import { MAX_KEYS_BYTES } from '../../../src/server/callers/fetch-keys.ts';
import { createTokenVerifier } from '../../../src/server/callers/token.ts';
import { sandboxToken, tokenOf } from '../../support/callers.ts';
import { serve, serveBytes } from '../../wire/loopback.ts';

const key = await makeKey();
const { d: _, ...publicPart } = key;
const KEYS = JSON.stringify({ keys: [publicPart] });

const verifyBy = async (url: string) => createTokenVerifier(sandboxToken(url))(await tokenOf(key, 'star'));
const UNAVAILABLE = { ok: false, problem: 'keys' };

describe('the issuer’s keys', () => {
  const answers: readonly [string, RequestListener][] = [
    ['plainly', (_, response) => void response.end(KEYS)],
    [
      'after interim answers that nobody asked for',
      (_, response) => {
        response.writeContinue();
        response.writeEarlyHints({ link: '</>; rel=preconnect' });
        setTimeout(() => response.end(KEYS), 20);
      },
    ],
    ['in as many bytes as are read', (_, response) => void response.end(KEYS.padEnd(MAX_KEYS_BYTES))],
  ];
  test.each(answers)('are taken when they come %s', async (_, answer) => {
    expect(await verifyBy(await serve(answer))).toMatchObject({ ok: true });
  });

  const failures: readonly [string, RequestListener][] = [
    ['in one byte more', (_, response) => void response.end(KEYS.padEnd(MAX_KEYS_BYTES + 1))],
    ['from elsewhere', (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end(KEYS)],
    ['with a failure', (_, response) => void response.writeHead(500).end(KEYS)],
    ['as a page', (_, response) => void response.end('<html>')],
    ['in half', (request, response) => void response.write(KEYS.slice(0, 20), () => request.socket.destroy())],
  ];
  test.each(failures)('say nothing of the token when they come %s', async (_, answer) => {
    expect(await verifyBy(await serve(answer))).toMatchObject(UNAVAILABLE);
  });

  test('say nothing of the token when the issuer speaks another protocol', async () => {
    const url = await serveBytes((socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      ),
    );
    expect(await verifyBy(url)).toMatchObject(UNAVAILABLE);
  });

  test('that never end are read no further than the limit', async () => {
    let sent = 0;
    const url = await serve((_, response) => {
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024))) sent += 64 * 1024;
      };
      response.on('drain', flood);
      flood();
    });
    expect(await verifyBy(url)).toMatchObject(UNAVAILABLE);
    // What the system's buffers between the two take is not read.
    expect(sent).toBeLessThan(MAX_KEYS_BYTES + 16 * 1024 * 1024);
  });
});
