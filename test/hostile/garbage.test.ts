import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCaller } from '../../src/sandbox/callers.ts';
import { PORT_COUNT } from '../../src/sandbox/index.ts';
import { mintToken, openKey } from '../../src/sandbox/issuer/index.ts';
import { createFiles } from '../support/certificates.ts';
import { type GatewayProcess, startProcess } from './process.ts';

const SEED = Number(process.env.SEED ?? 1);
const CLIENTS_A_PORT = 250;

const files = createFiles();
let gateway: GatewayProcess;
let authorization: string;
beforeAll(async () => {
  const keyFile = files.path('issuer.json');
  gateway = await startProcess({
    REQUEST_DEADLINE_MS: '1000',
    // The most that there can be in the log, for the test that looks through it.
    LOG_LEVEL: 'trace',
    AUTHENTICATION: 'required',
    AUDIT_KEY: 'a key that everybody knows, of the tests',
    SANDBOX_ISSUER_KEY: keyFile,
  });
  const scopes = ['registergraf:enhet.read', 'Borgerkommunikation.BorgersKontaktinformationService.read'];
  const star = findCaller('star');
  if (!star) throw new Error('the sandbox knows STAR');
  authorization = `Bearer ${await mintToken(await openKey(keyFile), star, { scopes })}`;
});
afterAll(async () => {
  await gateway.stop();
  files[Symbol.dispose]();
});

/** Every port on which the process listens, by what the kernel says. */
function portsOf(pid: number): number[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  const LISTENS = '0A';
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === LISTENS && inodes.has(columns[9] ?? ''))
    .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16));
}

/** The same numbers each time. */
function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T,
  };
}
type Random = ReturnType<typeof createRandom>;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'CONNECT', 'PATCH', 'get', 'X', ''];
const TARGETS = [
  '/graphql',
  '/graphql?query={__typename}',
  '/graphql?%',
  '/health/live',
  '/',
  '//',
  '*',
  'http://[',
  'http://a:99999/graphql',
  '/v1/kontaktinformation',
  '/v1/kontaktinformation/%E0%A4%A',
  '/kontaktinfo-external/ws-postkasseleverandoer-v1',
  '/kontaktinfo-external/ws-v5?wsdl',
  '/grunndata/ErFr',
  '/_sandbox/outage',
  '/_sandbox/settings',
  '/_sandbox/settings',
  '/_sandbox/klientsertifikater',
  '/_sandbox/%',
  '/jwks',
  `/${'a'.repeat(20_000)}`,
];
const HEADERS = [
  'Host: a',
  'Host: localhost',
  'Host: [',
  'Content-Type: application/json',
  'Content-Type: text/xml; charset=utf-99',
  'Content-Type: application/soap+xml; charset=utf-8',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, gzip',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Expect: 100-continue',
  'Expect: nothing',
  'Upgrade: websocket',
  'Connection: upgrade',
  'Accept: text/html',
  'Accept-Encoding: gzip',
  'Authorization: Bearer a.b.c',
  `Authorization: Bearer ${Buffer.from('{"alg":"ES256","kid":"x"}').toString('base64url')}.e30.AAAA`,
  'x-request-id: \u0001',
  'no colon',
  `X-Long: ${'x'.repeat(70_000)}`,
];
const BODIES = [
  '{"query":"{ __typename }"}',
  '{"query":"{ enhet(organisasjonsnummer: \\"700102009\\") { basisdata { __typename } } }"}',
  '{"query":',
  '[[[[[',
  'null',
  '{"__proto__":{"then":1},"query":{"then":1}}',
  '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body/></S:Envelope>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  `${'<a>'.repeat(5_000)}`,
  'drops',
  'FFFFFFFFFFFFFFFFF\r\nx',
  '0\r\n\r\n',
  '\u0000\u0001',
  '',
];
const PREFACES = [
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\r\n\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET /\r\n',
];

function message(random: Random): string {
  if (random.next() < 0.1) return random.pick(PREFACES);
  const body = random.pick(BODIES);
  const headers = Array.from({ length: random.below(6) }, () => random.pick(HEADERS));
  if (random.next() < 0.5) headers.push(`Authorization: ${authorization}`, 'Content-Type: application/json');
  if (random.next() < 0.6) headers.push('Host: localhost', `Content-Length: ${body.length + random.below(2) * 10}`);
  return `${random.pick(METHODS)} ${random.pick(TARGETS)} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
}

/** Sends one or several messages, or a part of them, and leaves in one of the ways in which clients leave. */
async function attack(port: number, random: Random): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let bytes = Array.from({ length: 1 + random.below(3) }, () => message(random)).join('');
  if (random.next() < 0.5) bytes = bytes.slice(0, random.below(bytes.length));
  const half = random.below(bytes.length + 1);
  socket.write(bytes.slice(0, half), 'latin1');
  const [pause, leave] = [random.below(30), random.below(4)];
  await wait(pause);
  socket.write(bytes.slice(half), 'latin1');
  if (leave === 0) socket.resetAndDestroy();
  if (leave === 1) socket.end();
  if (leave === 2) socket.once('data', () => socket.resetAndDestroy());
  if (leave === 3) socket.resume();
  await Promise.race([closed, wait(300 + random.below(300))]);
  socket.destroy();
}

test('nothing that is sent to any of its ports ends the process, or is taken for a bug of ours', async () => {
  const ports = portsOf(gateway.child.pid ?? 0);
  // The gateway, the issuer of tokens, and wire and hooks of each register.
  expect(ports).toHaveLength(2 + PORT_COUNT);
  for (const [index, port] of ports.entries()) {
    const random = createRandom(SEED * 100 + index);
    await Promise.all(Array.from({ length: CLIENTS_A_PORT }, () => attack(port, random)));
    expect(gateway.child.exitCode, `port ${index}`).toBe(null);
  }
  expect(gateway.output()).not.toContain('unexpected error');

  for (const port of ports) await (await fetch(`http://127.0.0.1:${port}/`)).text();
  const hook = ports.map((port) => fetch(`http://127.0.0.1:${port}/_sandbox/outage`, { method: 'PUT', body: 'none' }));
  expect((await Promise.all(hook)).filter(({ status }) => status === 204)).toHaveLength(PORT_COUNT / 2);
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({
      query:
        '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } borger(cpr: "0303505003") { kontaktinformation { __typename } } }',
    }),
  });
  expect(await answer.json()).toEqual({
    data: {
      enhet: { basisdata: { __typename: 'Basisdata' } },
      borger: { kontaktinformation: { __typename: 'IngenKontaktinformation' } },
    },
  });
});
