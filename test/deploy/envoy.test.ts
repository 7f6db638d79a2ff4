import { readFileSync } from 'node:fs';
import { maxHeaderSize } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { SECURITY_TXT } from '../../src/server/security-txt.ts';
import { ROOT } from '../support/cli.ts';

// No package has Envoy: nobody has started it with this file. What is held here is that it is YAML, and fits the gateway.
describe('The configuration of Envoy', () => {
  const document = parseDocument(readFileSync(join(ROOT, 'deploy/envoy/envoy.yaml'), 'utf8'));
  const { listeners, clusters } = document.toJS().static_resources;
  const [chain] = listeners[0].filter_chains;
  const connections = chain.filters[0].typed_config;
  const [host] = connections.route_config.virtual_hosts;
  const seconds = (text: string) => Number(/^(\d+)s$/.exec(text)?.[1]);
  const { deadlineMs, keepAliveMs, shutdownDelayMs, port } = readConfig({});

  it('is YAML without a key that stands twice', () => {
    expect(document.errors).toEqual([]);
    expect(document.warnings).toEqual([]);
  });

  it('names the type of each part of Envoy that it configures', () => {
    const types: string[] = [];
    const look = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, part] of Object.entries(value)) {
        if (key === '@type') types.push(part);
        look(part);
      }
    };
    look(document.toJS());
    expect(types).toHaveLength(5);
    expect(types.filter((type) => !/^type\.googleapis\.com\/envoy(?:\.\w+)+\.v3\.[A-Z]\w+$/.test(type))).toEqual([]);
  });

  it('gives a request longer than the gateway does', () => {
    const [{ route }] = host.routes;
    const times = [route.timeout, connections.stream_idle_timeout, connections.request_timeout].map(seconds);
    expect(times.every((time) => time * 1000 > deadlineMs)).toBe(true);
  });

  it('closes connections before the gateway does', () => {
    const [options] = Object.values<Record<string, Record<string, string>>>(
      clusters[0].typed_extension_protocol_options,
    );
    expect(seconds(options?.common_http_protocol_options?.idle_timeout ?? '') * 1000).toBeLessThan(keepAliveMs);
  });

  it('sees that a gateway shuts down before it takes no more connections', () => {
    const [check] = clusters[0].health_checks;
    expect(check.http_health_check.path).toBe('/health/ready');
    const [every, late] = [check.interval, check.timeout].map(seconds) as [number, number];
    expect((every * check.unhealthy_threshold + late) * 1000).toBeLessThan(shutdownDelayMs);
  });

  it('lets a token through that is as long as it may be', () => {
    // And no more than Node reads.
    expect(connections.max_request_headers_kb * 1024).toBe(maxHeaderSize);
  });

  it('sends no write twice', () => {
    expect(host.routes[0].route.retry_policy.retry_on).toBe('connect-failure');
  });

  it('hands on operations alone, and no caller of the sandbox', () => {
    expect(host.routes.map(({ match }: { match: object }) => match)).toEqual([
      { path_separated_prefix: '/graphql' },
      { path: SECURITY_TXT },
    ]);
    expect(host.request_headers_to_remove).toEqual(expect.arrayContaining(['x-sandbox-caller', 'x-sandbox-scopes']));
  });

  it('logs nothing that a client has sent but its method', () => {
    const format = connections.access_log[0].typed_config.log_format.json_format;
    const asked = Object.values<string>(format).filter((value) => value.includes('%REQ(') || value.includes('PATH'));
    expect(asked).toEqual(['%REQ(:METHOD)%']);
  });

  it('asks gateways where they listen', () => {
    const endpoints = clusters[0].load_assignment.endpoints[0].lb_endpoints;
    const ports = endpoints.map(
      ({ endpoint }: { endpoint: { address: { socket_address: { port_value: number } } } }) =>
        endpoint.address.socket_address.port_value,
    );
    expect(ports).toEqual([port, port + 1]);
  });
});
