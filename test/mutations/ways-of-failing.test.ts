import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Effect } from '../../src/domain/outcome.ts';
import { schema } from '../../src/graph/schema.ts';
import type { SourcesConfig } from '../../src/sources/index.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { type Member, mutateOne, type Write } from './support.ts';
import {
  answer,
  fault,
  isStar,
  MUTATIONS,
  onRequest,
  respons,
  startRegister,
  untrusted,
  type Way,
} from './ways-of-failing.ts';

const HURRIED_MS = 200;

let register: Awaited<ReturnType<typeof startRegister>>;
/** Gateways whose registers are all at this port: in plain HTTP, in TLS, and of those that wait for 200 ms only. */
let gateways: Record<'plain' | 'tls' | 'plainHurried' | 'tlsHurried', RunningGateway>;

function startAt(url: string, changes: Partial<SourcesConfig> = {}, deadlineMs = 30_000): Promise<RunningGateway> {
  return startGateway({
    deadlineMs,
    sources: ({ kontaktinformation }) => ({
      kontaktinformation: kontaktinformation && { ...kontaktinformation, url },
      postkasse: { security: 'none', postkasseUrl: url, kontaktregisterUrl: url },
      ...changes,
    }),
  });
}

beforeAll(async () => {
  register = await startRegister();
  const plain = `http://127.0.0.1:${register.port}`;
  const tls = `https://127.0.0.1:${register.port}`;
  gateways = {
    plain: await startAt(plain),
    tls: await startAt(tls),
    plainHurried: await startAt(plain, { timeoutMs: HURRIED_MS }),
    tlsHurried: await startAt(tls, { timeoutMs: HURRIED_MS }),
  };
});
afterAll(async () => {
  await register.close();
  for (const gateway of Object.values(gateways)) await gateway.close();
});

let keys = 0;

/** What a write came to at this gateway: for the client, for the auditor, and for the client who asks again by the same key. */
async function ask(gateway: RunningGateway, { felt, input }: Write) {
  keys += 1;
  const key = { 'idempotency-key': `way-${keys}` };
  const before = gateway.audit().length;
  const member = await mutateOne(gateway, felt, input, key);
  const [record, ...others] = gateway.audit().slice(before);
  expect(others).toEqual([]);
  await mutateOne(gateway, felt, input, key);
  // What is kept is told again and leaves no record.
  const kept = gateway.audit().length === before + 1;
  return { member, effect: record?.effect, kept };
}

const seen = ({ kode, kanProevesIgjen }: Member) => ({ kode, kanProevesIgjen });

/** May have been done: the client is told so, the register's state is no help, and the key does not send it again. */
const unknown = (write: (typeof MUTATIONS)[number]) => ({
  member: { kode: 'UTFALL_UKJENT', kanProevesIgjen: write.repeatable },
  effect: 'unknown',
  kept: true,
});
/** Was not done, for nothing has left: the same key sends it. */
const unsent = (kode: string) => ({ member: { kode, kanProevesIgjen: true }, effect: 'not done', kept: false });

test('the table has every mutation of the graph', () => {
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(MUTATIONS.map(({ felt }) => felt).toSorted()).toEqual(fields.toSorted());
});

describe.each(MUTATIONS)('$felt', (write) => {
  const { felt } = write;
  const outcome = async (gateway: RunningGateway) => {
    const { member, ...facts } = await ask(gateway, write);
    return { member: seen(member), ...facts };
  };

  test.each<[string, keyof typeof gateways, string, Way]>([
    ['whose connection is closed before the TLS handshake', 'tls', 'TILKOBLING', (socket) => void socket.end()],
    [
      'whose connection is reset in the TLS handshake',
      'tls',
      'TILKOBLING',
      (socket) => void socket.once('data', () => socket.resetAndDestroy()),
    ],
    [
      'that is answered in the TLS handshake by something else',
      'tls',
      'TILKOBLING',
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 X\r\n\r\n')),
    ],
    ['whose TLS handshake takes too long', 'tlsHurried', 'TIDSAVBRUDD', () => {}],
  ])('%s was not done, and may be tried again', async (_, name, kode, way) => {
    register.behave(way);
    expect(await outcome(gateways[name])).toEqual(unsent(kode));
  });

  test('at a register whose TLS certificate is not trusted was not done, and may be tried again', async () => {
    const { way, requests } = untrusted();
    register.behave(way);
    expect(await outcome(gateways.tls)).toEqual(unsent('TILKOBLING'));
    expect(requests).toEqual([]);
  });

  test.each<[string, 'plain' | 'plainHurried', Way]>([
    ['that is reset while it is sent', 'plain', (socket) => void socket.once('data', () => socket.resetAndDestroy())],
    ['that is reset before the answer', 'plain', onRequest((socket) => void socket.resetAndDestroy())],
    ['that is hung up on before the answer', 'plain', onRequest((socket) => void socket.end())],
    ['that is not answered in time', 'plainHurried', () => {}],
    [
      'whose answer is cut off in its head',
      'plain',
      onRequest((socket) => void socket.end('HTTP/1.1 200 OK\r\nconte')),
    ],
    ['whose answer stops in its head', 'plainHurried', onRequest((socket) => void socket.write('HTTP/1.1 200 OK\r\n'))],
    [
      'whose refusal is cut off in its body',
      'plain',
      onRequest((socket) => void socket.end('HTTP/1.1 400 X\r\ncontent-length: 100\r\n\r\n{"fejl')),
    ],
    [
      'whose refusal stops in its body',
      'plainHurried',
      onRequest((socket) => void socket.write('HTTP/1.1 400 X\r\ncontent-length: 100\r\n\r\n{"fejl')),
    ],
    ['that is answered by no HTTP', 'plain', onRequest((socket) => void socket.end('220 mail.example\r\n'))],
    ...[303, 408, 500, 502, 503, 504].map((status): [string, 'plain', Way] => [
      `that is answered ${status}`,
      'plain',
      answer(status, '<html>'),
    ]),
  ])('%s may have been done: it is told as unknown, and the key keeps that', async (_, name, way) => {
    register.behave(way);
    expect(await outcome(gateways[name])).toEqual(unknown(write));
  });

  test.each<[string, Way]>([
    ...[301, 302, 307, 400, 401, 403, 404, 405, 413, 415, 422].map((status): [string, Way] => [
      `${status}`,
      answer(status, '<html>'),
    ]),
    ['400 by a page that is larger than any answer', answer(400, 'x'.repeat(22_000_000))],
  ])('that is answered %s was not done, and would not be the next time', async (_, way) => {
    register.behave(way);
    expect(await ask(gateways.plain, write)).toMatchObject({
      member: { kanProevesIgjen: false },
      effect: 'not done',
      kept: true,
    });
  });

  test('that is answered 429 was not done, and may be tried again', async () => {
    register.behave(answer(429, '', 'retry-after: 0\r\n'));
    expect(await outcome(gateways.plain)).toEqual(unsent('HTTP_429'));
  });

  test('that is done before the connection ends is done', async () => {
    const ok = respons('<r:status>OK</r:status>');
    register.behave(
      onRequest((socket, request) => {
        const body = isStar(write) ? '' : ok(request);
        socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
        setImmediate(() => socket.resetAndDestroy());
      }),
    );
    expect(await ask(gateways.plain, write)).toMatchObject({
      member: { __typename: expect.stringMatching(/(?:Gemt|Sendt|Verificeret|Oppdatert|Slettet)$/) },
      effect: 'done',
      kept: true,
    });
  });

  test('at whose register nobody listens was not done, and may be tried again', async () => {
    // Port 1: one that was free a moment ago may be another test's by now.
    const gateway = await startAt('http://127.0.0.1:1');
    expect(await outcome(gateway)).toEqual(unsent('TILKOBLING'));
    await gateway.close();
  });

  test('over a kept connection that the register has given up may have been done', async () => {
    let requests = 0;
    const ok = respons('<r:status>OK</r:status>');
    register.behave(
      onRequest((socket, request) => {
        requests += 1;
        if (requests > 1) return void socket.resetAndDestroy();
        const body = isStar(write) ? '' : ok(request);
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    );
    await mutateOne(gateways.plain, felt, write.input);
    expect(await outcome(gateways.plain)).toEqual(unknown(write));
  });
});

describe.each(MUTATIONS.filter(isStar))('$felt, by a code of STAR’s', (write) => {
  const withoutId = write.felt === 'getVerifikationskode';
  test.each<[number, string, Effect]>([
    [400, '{"fejlkode":4575}', 'not done'],
    // A known code wins over the status.
    [500, '{"fejlkode":4575}', 'not done'],
    [429, '{"fejlkode":4575}', 'not done'],
    [400, '{"fejlkode":1011}', 'unknown'],
    [429, '{"fejlkode":1100}', 'unknown'],
    [303, '{"fejlkode":1100}', 'unknown'],
    [202, '', 'unknown'],
    [202, '{"fejlkode":4575}', 'not done'],
    [400, '{"fejlkode":77777}', 'not done'],
    [500, '{"fejlkode":77777}', 'unknown'],
    [412, '', 'not done'],
    [412, '{"fejlkode":77777}', 'not done'],
    [412, '{"fejlkode":1013}', 'not done'],
    [412, '{"fejlkode":1100}', 'unknown'],
  ])('%i %s: %s', async (status, body, effect) => {
    register.behave(answer(status, body));
    const { member, ...facts } = await ask(gateways.plain, write);
    // 412 is STAR's word for an id that it has seen, unless a code says something else; what has no id has it not.
    const isSeen = status === 412 && !withoutId && !/10|11/.test(body);
    expect([facts, isSeen]).toEqual([{ effect, kept: true }, member.kode === 'GENTAGET_REQUEST']);
    if (effect === 'unknown') expect(seen(member)).toEqual(unknown(write).member);
    else expect(member.kanProevesIgjen).toBe(false);
  });
});

describe.each(MUTATIONS.filter((write) => !isStar(write)))('$felt, by an answer of the mailbox service', (write) => {
  test.each<[string, Way, Effect]>([
    ['OK', answer(200, respons('<r:status>OK</r:status>')), 'done'],
    [
      'OK, with a reason',
      answer(200, respons('<r:status>OK</r:status><r:beskrivelse>RESERVERT</r:beskrivelse>')),
      'done',
    ],
    ['FEILET', answer(200, respons('<r:status>FEILET</r:status>')), 'not done'],
    [
      'FEILET by a code that nobody knows',
      answer(200, respons('<r:status>FEILET</r:status><r:beskrivelse>UKJENT_TESTKODE</r:beskrivelse>')),
      'not done',
    ],
    ['another operation’s status', answer(200, respons('<r:status>JA</r:status>')), 'unknown'],
    ['no status', answer(200, respons('')), 'unknown'],
    [
      'OK to another operation',
      answer(200, respons('<r:status>OK</r:status>', 'VelgSikkerDigitalPostkasse')),
      'unknown',
    ],
    [
      'OK of no namespace',
      answer(200, (request) => respons('<r:status>OK</r:status>')(request).replaceAll('r:status', 'status')),
      'unknown',
    ],
    ['OK with a status that is no success', answer(202, respons('<r:status>OK</r:status>')), 'unknown'],
    ['a success that holds nothing', answer(204), 'unknown'],
    ['no XML', answer(200, 'OK'), 'unknown'],
    ['a fault of the sender', answer(500, fault('e:Client')), 'not done'],
    ['a fault of the sender, closer described', answer(500, fault('e:Client.Authentication')), 'not done'],
    ['a fault of the service', answer(500, fault('e:Server')), 'unknown'],
    ['a fault of the service on a success', answer(200, fault('e:Server')), 'unknown'],
    ['a fault of nobody', answer(500, fault('e:Whoever')), 'unknown'],
  ])('%s', async (_, way, effect) => {
    register.behave(way);
    const { member, ...facts } = await ask(gateways.plain, write);
    expect(facts).toEqual({ effect, kept: true });
    if (effect === 'unknown') expect(seen(member)).toEqual(unknown(write).member);
    if (effect === 'not done') expect(member.kanProevesIgjen).toBe(false);
  });
});

describe.each(MUTATIONS)('$felt at the end of the request’s time', (write) => {
  test.each<[string, 'http' | 'https', (sent: () => void) => Way, (one: typeof write) => object]>([
    ['in the TLS handshake was not done', 'https', () => () => {}, () => unsent('TIDSAVBRUDD')],
    ['after it was sent may have been done', 'http', (sent) => onRequest(sent), unknown],
    [
      'in the answer may have been done',
      'http',
      (sent) =>
        onRequest((socket) => {
          sent();
          socket.write('HTTP/1.1 400 X\r\ncontent-length: 9\r\n\r\n');
        }),
      unknown,
    ],
  ])('%s', async (_, scheme, way, expected) => {
    // On a busy machine the time may be up before the request is out; then another has more.
    for (const deadlineMs of [300, 1_500, 7_500]) {
      let isSent = scheme === 'https';
      const gateway = await startAt(`${scheme}://127.0.0.1:${register.port}`, {}, deadlineMs);
      try {
        register.behave(
          way(() => {
            isSent = true;
          }),
        );
        const { member, ...facts } = await ask(gateway, write);
        if (!isSent && deadlineMs < 7_500) continue;
        expect({ member: seen(member), ...facts }).toEqual(expected(write));
        return;
      } finally {
        await gateway.close();
      }
    }
  });
});
