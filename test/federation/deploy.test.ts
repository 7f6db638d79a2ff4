import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { composeSupergraph } from '../../deploy/supergraph.ts';
import { FORWARDED } from '../../examples/federation/headers.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { ROUTER_HEADER } from '../../src/server/callers/router-proof.ts';
import { LIMITS } from '../../src/server/limits.ts';

// The configuration of three routers, held to what Registergraf is. The routers themselves are not here to be asked.

const DEPLOY = new URL('../../deploy/', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, DEPLOY), 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: each router has a form of its own
const yaml = (file: string): any => parse(text(file));

const apollo = yaml('apollo-router/router.yaml');
const hive = yaml('hive-router/router.config.yaml');
const cosmo = yaml('cosmo-router/config.yaml');
const defaults = VARIABLES.parse({});

test('every file of YAML of a router is one of these', () => {
  const files = (readdirSync(DEPLOY, { recursive: true }) as string[]).filter((file) =>
    /^(?:[^/]+-router\/.*|[^/]*)\.ya?ml$/.test(file),
  );
  expect(files.toSorted()).toEqual([
    'apollo-router/router.yaml',
    'cosmo-router/config.yaml',
    'cosmo-router/graph.yaml',
    'hive-router/router.config.yaml',
    'supergraph.yaml',
  ]);
});

describe('what is composed', () => {
  const rover = Object.entries<{ routing_url: string; schema: { file: string } }>(
    yaml('supergraph.yaml').subgraphs,
  ).map(([name, subgraph]) => ({ name, ...subgraph, at: 'supergraph.yaml' }));
  const wgc = yaml('cosmo-router/graph.yaml').subgraphs.map((subgraph: object) => ({
    ...subgraph,
    at: 'cosmo-router/graph.yaml',
  }));

  it.each([...rover, ...wgc])('$at has $name, its port and its schema', ({ name, routing_url, schema, at }) => {
    expect(name).toBe('registergraf');
    expect(routing_url).toBe(`http://${defaults.HOST}:${defaults.PORT}/graphql`);
    const file = new URL(schema.file, new URL(at, DEPLOY));
    expect(existsSync(file)).toBe(true);
    expect(file.pathname).toMatch(/\/schema\/subgraph\.graphql$/);
  });

  it('composes, by the command that needs no rover', async () => {
    const command = fileURLToPath(new URL('supergraph.ts', DEPLOY));
    const { stdout: supergraph } = await promisify(execFile)(process.execPath, [command], { maxBuffer: 1 << 24 });
    expect(supergraph).toBe(composeSupergraph());
    expect(supergraph).toContain(`@join__graph(name: "registergraf", url: "${rover[0]?.routing_url}")`);
  });
});

describe('headers', () => {
  const wanted = FORWARDED.registergraf?.filter((name) => !name.startsWith('x-sandbox-'));
  const named = (rules: readonly Record<string, { named: string }>[]) =>
    rules.flatMap((rule) => rule.propagate?.named ?? []);

  it.each([
    ['Apollo Router', named(apollo.headers.subgraphs.registergraf.request)],
    ['Hive Router', named(hive.headers.subgraphs.registergraf.request)],
    [
      'Cosmo Router',
      cosmo.headers.subgraphs.registergraf.request.flatMap(
        ({ named: name }: { named?: string }) => name?.toLowerCase() ?? [],
      ),
    ],
  ])('%s forwards those that Registergraf reads, and none of the sandbox’s', (_, forwarded) => {
    expect(forwarded).toEqual(wanted);
  });

  const variable = (name: string) => `$\{${name}}`;
  it.each([
    ['Apollo Router', apollo, { insert: { name: ROUTER_HEADER, value: variable('env.ROUTER_SECRET') } }],
    ['Hive Router', hive, { insert: { name: ROUTER_HEADER, expression: 'env("ROUTER_SECRET")' } }],
    ['Cosmo Router', cosmo, { op: 'set', name: 'X-Router-Secret', value: variable('ROUTER_SECRET') }],
  ])('%s adds its secret, out of the environment, and forwards no caller’s', (_, { headers }, rule) => {
    const added = headers.subgraphs.registergraf.request.filter(
      (one: object) => !JSON.stringify(one).includes('propagate'),
    );
    expect(added).toEqual([rule]);
    expect(ROUTER_HEADER).toBe('x-router-secret');
  });

  it.each([apollo, hive, cosmo])('they go to Registergraf and to nobody else', ({ headers }) => {
    expect(Object.keys(headers)).toEqual(['subgraphs']);
    expect(Object.keys(headers.subgraphs)).toEqual(['registergraf']);
  });
});

describe('time', () => {
  const seconds = (duration: string) => Number(/^(\d+)s$/.exec(duration)?.[1]);

  it.each([
    ['Apollo Router', apollo.traffic_shaping.all.timeout, apollo.traffic_shaping.router.timeout],
    ['Hive Router', hive.traffic_shaping.all.request_timeout, hive.traffic_shaping.router.request_timeout],
    ['Cosmo Router', cosmo.traffic_shaping.all.request_timeout, undefined],
  ])('%s waits longer than Registergraf takes, and its caller longer than that', (_, subgraph, router) => {
    expect(seconds(subgraph) * 1000).toBeGreaterThan(Number(defaults.REQUEST_DEADLINE_MS));
    if (router !== undefined) expect(seconds(router)).toBeGreaterThan(seconds(subgraph));
  });

  it('is told as the default that it is', () => {
    for (const file of ['apollo-router/router.yaml', 'hive-router/router.config.yaml', 'cosmo-router/config.yaml']) {
      expect(text(file)).toContain(`REQUEST_DEADLINE_MS (${Number(defaults.REQUEST_DEADLINE_MS) / 1000} s)`);
    }
  });
});

test('sizes and tokens are limited as in Registergraf', () => {
  const { http_max_request_bytes: bytes, parser_max_tokens: tokens } = apollo.limits.router;
  expect([bytes, tokens]).toEqual([LIMITS.bodyBytes, LIMITS.tokens]);
  const mebibytes = `${LIMITS.bodyBytes / 1024 / 1024}MiB`;
  expect(hive.limits).toEqual({ max_request_body_size: mebibytes, max_tokens: { n: LIMITS.tokens } });
  expect(cosmo.traffic_shaping.router.max_request_body_size).toBe(mebibytes);
});

test('all want the token that Registergraf wants', () => {
  const [fromApollo] = apollo.authentication.router.jwt.jwks;
  const [fromCosmo] = cosmo.authentication.jwt.jwks;
  const algorithms = String(defaults.TOKEN_ALGORITHMS).split(',');
  expect(algorithms.length).toBeGreaterThan(1);
  for (const allowed of [fromApollo.algorithms, hive.jwt.allowed_algorithms, fromCosmo.algorithms]) {
    expect(allowed).toEqual(algorithms);
  }
  for (const url of [fromApollo.url, hive.jwt.jwks_providers[0].url, fromCosmo.url]) {
    expect(url).toBe('https://login.example/jwks');
  }
  for (const audiences of [fromApollo.audiences, hive.jwt.audiences, fromCosmo.audiences]) {
    expect(audiences).toEqual(['registergraf']);
  }
  const required = [apollo.authorization, hive.jwt, cosmo.authorization].map((one) => one.require_authentication);
  expect(required).toEqual([true, true, true]);
});

test('nothing of a request is told to anybody else', () => {
  expect(apollo.telemetry.apollo).toEqual({ send_headers: 'none', send_variable_values: 'none' });
  expect(apollo.telemetry.exporters).toEqual({ logging: { stdout: { enabled: true, format: 'json' } } });
  expect(hive).not.toHaveProperty('telemetry');
  expect([cosmo.telemetry.tracing.enabled, cosmo.telemetry.tracing.export_graphql_variables]).toEqual([false, false]);
  expect([cosmo.graphql_metrics.enabled, cosmo.engine.enable_request_tracing]).toEqual([false, false]);
});
