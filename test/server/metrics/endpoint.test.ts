import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createLogger } from '../../../src/server/logging.ts';
import { COUNTED } from '../../../src/server/metrics/definitions.ts';
import { createMetricsServer } from '../../../src/server/metrics/endpoint.ts';
import { expose } from '../../../src/server/metrics/exposition.ts';
import { readingOf } from '../../../src/server/metrics/families.ts';
import { startGateway } from '../gateway-under-test.ts';

const scrape = () => expose([[readingOf(COUNTED.ways, [{ labels: { way: 'short' }, value: 3 }])]]);
const TEXT = `# HELP ${COUNTED.ways.name} ${COUNTED.ways.help}\n# TYPE ${COUNTED.ways.name} counter\n${COUNTED.ways.name}{way="short"} 3\n`;

describe('The port of metrics', () => {
  const lines: string[] = [];
  let fails = false;
  const server = createMetricsServer(
    () => (fails ? Promise.reject(new Error('a bug')) : scrape()),
    createLogger('info', { write: (line: string) => void lines.push(line) }),
  );
  let url: string;
  beforeAll(async () => {
    ({ url } = await server.listen(0, '127.0.0.1'));
  });
  afterAll(() => server.close());

  it('answers them in Prometheus’ text, which nobody keeps', async () => {
    expect(new URL(url).pathname).toBe('/metrics');
    for (const one of [url, `${url}?x=1`]) {
      const response = await fetch(one);
      expect([response.status, await response.text()]).toEqual([200, TEXT]);
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('answers nothing else', async () => {
    const { origin } = new URL(url);
    const statuses = ['/', '/graphql', '/health/live', '/metrics/', '/Metrics'].map(
      async (path) => (await fetch(origin + path)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404, 404]);
    const posted = await fetch(url, { method: 'POST', body: '{}' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('logs a bug, and goes on', async () => {
    fails = true;
    expect((await fetch(url)).status).toBe(500);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'unexpected error', bug: { message: 'a bug' } },
    ]);
    fails = false;
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('A gateway', () => {
  it('has metrics at its own port where it is told to, for whoever may reach its pages', async () => {
    await using none = await startGateway();
    await using one = await startGateway({ options: { scrape } });
    expect((await fetch(`${none.url}/metrics`)).status).toBe(404);
    const response = await fetch(`${one.url}/metrics`);
    expect([response.status, await response.text()]).toEqual([200, TEXT]);
    const foreign = await new Promise<number | undefined>((resolve, reject) => {
      request(`${one.url}/metrics`, { headers: { host: 'elsewhere.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(foreign).toBe(403);
  });

  it.each<[string, Record<string, string>, object | undefined]>([
    ['on the embedded sandbox, at its own port', {}, { port: undefined, host: '127.0.0.1' }],
    ['at a port of their own', { METRICS_PORT: '9464' }, { port: 9464, host: '127.0.0.1' }],
    ['where the gateway listens', { METRICS_PORT: '9464', HOST: '0.0.0.0' }, { port: 9464, host: '0.0.0.0' }],
    ['or elsewhere', { METRICS_PORT: '0', METRICS_HOST: '::1' }, { port: 0, host: '::1' }],
    ['of several workers only there: one would answer for itself', { WORKERS: '2' }, undefined],
    ['of several workers', { WORKERS: '2', METRICS_PORT: '9464' }, { port: 9464, host: '127.0.0.1' }],
  ])('has metrics %s', (_, set, metrics) => {
    expect(readConfig(set).metrics).toEqual(metrics);
  });

  it.each(['-1', '65536', 'none'])('refuses the port %s', (port) => {
    expect(() => readConfig({ METRICS_PORT: port })).toThrow('METRICS_PORT');
  });
});
