import { type ClientHttp2Session, connect, constants } from 'node:http2';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { SECURITY_TXT } from '../../src/server/security-txt.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { PATIENCE } from '../support/patience.ts';
import { checkNginx, CONFIGURATION, type Nginx, startNginx } from './nginx.ts';

const QUERY = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
/** The most that TOKEN_MAX_CHARS may be set to. */
const LONGEST_TOKEN = 12_000;
/** How many ask at once while one gateway shuts down, and for how many milliseconds it goes on listening. */
const CLIENTS = 8;
const DRAIN_MS = 300;
const ANSWER = { data: { enhet: { basisdata: { __typename: 'Basisdata' } } } };

const portOf = (gateway?: RunningGateway) => Number(new URL(gateway?.url ?? '').port);

/** One operation over a connection of its own, by HTTP/1.1: one that is kept may be closed in the moment in which it is used. */
function postAnew({ port, ca }: Nginx, query: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const options = { host: '127.0.0.1', port, ca, path: '/graphql', method: 'POST', headers, agent: false };
    request(options, (answer) => resolve(text(answer)))
      .once('error', reject)
      .end(JSON.stringify({ query }));
  });
}

const skipped = reasonToSkip(JUDGES.nginx);

describe.skipIf(skipped)(`nginx before two gateways${skipped ? ` (${skipped})` : ''}`, () => {
  let gateways: RunningGateway[];
  let nginx: Nginx;
  let session: ClientHttp2Session;

  beforeAll(async () => {
    gateways = await Promise.all([startGateway(), startGateway()]);
    nginx = await startNginx(gateways.map(portOf));
    session = connect(`https://127.0.0.1:${nginx.port}`, { ca: nginx.ca });
  });
  afterAll(async () => {
    session?.destroy();
    await nginx?.stop();
    await Promise.all(gateways.map((gateway) => gateway.close()));
  });

  /** One request by HTTP/2, over one connection. */
  async function ask(path: string, headers: Record<string, string> = {}, body?: string) {
    const stream = session.request({ ':path': path, ':method': body === undefined ? 'GET' : 'POST', ...headers });
    const answered = new Promise<Record<string, unknown>>((resolve, reject) => {
      stream.once('response', resolve).once('error', reject);
    });
    stream.end(body);
    const [answer, said] = await Promise.all([answered, text(stream)]);
    return { status: answer[constants.HTTP2_HEADER_STATUS], headers: answer, said };
  }
  const post = (query: string, headers: Record<string, string> = {}) =>
    ask('/graphql', { 'content-type': 'application/json', ...headers }, JSON.stringify({ query }));

  it('speaks HTTP/2 over TLS, and hands answers on as they are', async () => {
    const { status, headers, said } = await post(QUERY);
    expect([session.alpnProtocol, status, JSON.parse(said)]).toEqual(['h2', 200, ANSWER]);
    expect(headers['strict-transport-security']).toBe('max-age=63072000');
  });

  it('lets a QUERY through, which it has no name for, and the status of a partial success, which nobody has registered', async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
    const asked = await ask('/graphql', { ':method': 'QUERY', ...headers }, JSON.stringify({ query: QUERY }));
    expect([asked.status, JSON.parse(asked.said)]).toEqual([200, ANSWER]);
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const partial = await ask(
      '/graphql',
      { ':method': 'QUERY', ...headers },
      JSON.stringify({ query, variables: { r: [7] } }),
    );
    expect([partial.status, JSON.parse(partial.said).data]).toEqual([294, { _entities: [null] }]);
    const told = await ask('/graphql', { ':method': 'OPTIONS' });
    expect([told.status, told.headers['accept-query']]).toEqual([204, 'application/json']);
  });

  it('lets the gateway refuse a body that is too long, in its own words', async () => {
    const { status, said } = await post(`{ ${' '.repeat(1_048_576)} __typename }`);
    expect([status, JSON.parse(said).errors[0].extensions.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('lets a token through that is as long as it may be', async () => {
    const { status } = await post(QUERY, {
      authorization: `Bearer ${'X'.repeat(LONGEST_TOKEN)}`,
    });
    expect(status).toBe(200);
    expect(() => readConfig({ TOKEN_MAX_CHARS: `${LONGEST_TOKEN + 1}` })).toThrow('TOKEN_MAX_CHARS');
  });

  it('keeps the id of a request, and logs it as the gateway does', async () => {
    const id = 'a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8';
    const { headers } = await post(QUERY, { 'x-request-id': id });
    expect(headers['x-request-id']).toBe(id);
    expect(nginx.logged()).toContainEqual(expect.objectContaining({ requestId: id, path: '/graphql', status: 200 }));
  });

  it('keeps what would name a person or a token out of its log', async () => {
    await ask('/graphql?query=%7B__typename%7D&person=0101505006', { authorization: 'Bearer secret-of-a-caller' });
    const lines = JSON.stringify(nginx.logged());
    expect(lines).not.toContain('0101505006');
    expect(lines).not.toContain('secret-of-a-caller');
  });

  it('lets nobody choose a caller of the sandbox', async () => {
    const cpr = '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }';
    const [without, chosen] = await Promise.all([post(cpr), post(cpr, { 'x-sandbox-caller': 'nobody-of-this-name' })]);
    expect(chosen.said).toBe(without.said);
    // Asked directly, the gateway does look at it.
    const [gateway] = gateways;
    const direct = await gateway?.post({ query: cpr }, { 'x-sandbox-caller': 'nobody-of-this-name' });
    expect(await direct?.text()).not.toBe(without.said);
  });

  it.each(['/health/ready', '/health/live', '/metrics', '/'])('shows nobody %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('hands on security.txt, of which these gateways have none', async () => {
    const { status, said } = await ask(SECURITY_TXT);
    expect([status, JSON.parse(said).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('loses nothing when a gateway is marked as down, and then shuts down, under load', async () => {
    const [first] = gateways;
    const failed: unknown[] = [];
    let asked = 0;
    let isOver = false;
    const client = async () => {
      while (!isOver) {
        const said = await postAnew(nginx, QUERY).catch(String);
        asked += 1;
        if (said !== JSON.stringify(ANSWER)) failed.push(said);
      }
    };
    const clients = Array.from({ length: CLIENTS }, client);
    const waitForMore = (before = asked) => vi.waitUntil(() => asked > before + 4 * CLIENTS, PATIENCE);
    await waitForMore();
    nginx.leaveOut(portOf(first));
    // It ends when nobody has asked for a moment. While anybody does, it takes all the time of a request, and the test with it.
    await first?.drain(DRAIN_MS);
    await waitForMore();
    isOver = true;
    await Promise.all(clients);
    expect(failed).toEqual([]);
    await expect(fetch(`${first?.url}/health/live`)).rejects.toThrow();
    const upstreams = new Set(nginx.logged().flatMap(({ upstream }) => (upstream ? [upstream] : [])));
    expect(upstreams).toEqual(new Set(gateways.map((gateway) => new URL(gateway.url).host)));
  });

  it('asks the other gateway when one takes no connections', async () => {
    nginx.leaveOut();
    // Every other request is meant for the one that is gone.
    const tried = () => nginx.logged().some(({ upstream }) => String(upstream).includes(', '));
    await vi.waitUntil(async () => (await postAnew(nginx, QUERY)) === JSON.stringify(ANSWER) && tried(), PATIENCE);
    const line = nginx.logged().find(({ upstream }) => String(upstream).includes(', '));
    expect(line).toMatchObject({ status: 200, upstreamStatus: '502, 200' });
  });
});

describe.skipIf(skipped)('nginx', () => {
  it('takes the configuration as it is', async () => {
    expect(await checkNginx(CONFIGURATION)).toMatchObject({ status: 0 });
  });

  it.each([
    ['a directive that it does not know', CONFIGURATION.replace('proxy_buffering', 'proxy_bufering')],
    ['a certificate that is not there', CONFIGURATION.replace('registergraf.pem', 'other.pem')],
  ])('finds %s', async (_, configuration) => {
    expect(configuration).not.toBe(CONFIGURATION);
    expect(await checkNginx(configuration)).not.toMatchObject({ status: 0 });
  });
});

describe('The configuration of nginx', () => {
  const secondsOf = (directive: string) =>
    Number(new RegExp(`^\\s*${directive} (\\d+)s;`, 'm').exec(CONFIGURATION)?.[1]);

  it('fits the defaults of the gateway', () => {
    const { deadlineMs, keepAliveMs, limits } = readConfig({});
    expect(secondsOf('proxy_read_timeout') * 1000).toBeGreaterThan(deadlineMs);
    expect(secondsOf('keepalive_timeout') * 1000).toBeLessThan(keepAliveMs);
    const megabytes = /client_max_body_size (\d+)m;/.exec(CONFIGURATION)?.[1];
    expect(Number(megabytes) * 2 ** 20).toBeGreaterThan(limits.bodyBytes);
    expect(CONFIGURATION).toContain(`client_body_buffer_size ${megabytes}m;`);
  });

  it('sends no write twice', () => {
    expect(CONFIGURATION.replaceAll(/^\s*#.*$/gm, '')).not.toContain('non_idempotent');
  });
});
