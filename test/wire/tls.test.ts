import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTlsContext } from '../../src/wire/tls.ts';
import {
  alternativeNames,
  generalName,
  type Issued,
  isAuthority,
  isEndUser,
  issue,
  keyUsage,
  rsa,
} from './certificates.ts';
import { createCall, createClient } from './loopback.ts';

const now = Date.now();
const day = (count: number) => new Date(now + count * 24 * 60 * 60_000).toISOString();
const VALID = { from: day(-30), to: day(30) };
const AUTHORITY = { extensions: [isAuthority(), keyUsage('keyCertSign', 'cRLSign')] };

const keys = rsa();
const root = issue({ ...VALID, ...AUTHORITY, subject: [['CN', 'Root']], keys });
const expired = issue({ ...AUTHORITY, from: day(-60), to: day(-1), subject: [['CN', 'Root']], keys });
const middle = issue({ ...VALID, ...AUTHORITY, subject: [['CN', 'Middle']], issuer: root });
const stranger = issue({ ...VALID, ...AUTHORITY, subject: [['CN', 'Root']] });
const leaf = issue({
  ...VALID,
  subject: [['CN', 'Server']],
  issuer: middle,
  extensions: [isEndUser(), alternativeNames(generalName.ip(127, 0, 0, 1))],
});

describe('A server by TLS', () => {
  const pem = (all: readonly Issued[]) => all.map(({ certificate }) => certificate.toString()).join('');
  const server = createServer(
    { cert: pem([leaf, middle]), key: leaf.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) },
    (_, response) => response.end('here'),
  );
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function ask(listed: readonly Issued[]): Promise<string> {
    const tls = createTlsContext(
      undefined,
      listed.map(({ certificate }) => certificate),
    );
    const client = createClient(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, { tls });
    const answer = await client.send({ method: 'GET', path: '/' }, createCall());
    return answer.kind === 'response' ? answer.body.toString() : answer.kode;
  }

  test.each<[string, readonly Issued[]]>([
    ['its root', [root]],
    ['a root that has run out, and its renewal', [expired, root]],
    ['the renewal, and the one that has run out', [root, expired]],
    ['who issued it, without a root', [middle]],
    ['who issued it, beside a root that has run out', [middle, expired]],
    ['the same in another order', [expired, middle]],
  ])('is trusted by %s', async (_, listed) => {
    expect(await ask(listed)).toBe('here');
  });

  test.each<[string, readonly Issued[]]>([
    ['a root that has run out', [expired]],
    ['a stranger of the same name', [stranger]],
  ])('is not trusted by %s', async (_, listed) => {
    expect(await ask(listed)).toBe('TILKOBLING');
  });
});
