import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { SECRETS } from '../../src/config/secrets.ts';
import { METRICS_PATH } from '../../src/server/metrics/endpoint.ts';
import { SHUTDOWN_REST_MS } from '../../src/server/http/shutdown.ts';
import { ROOT } from '../support/cli.ts';
import { settle } from './configured.ts';

const quantity = z.string().regex(/^\d+(?:m|Mi|Gi)?$/);
const count = z.int().min(1);
const probe = z.strictObject({
  path: z.string().startsWith('/'),
  periodSeconds: count,
  timeout: count,
  failureThreshold: count,
});

/** The fields of nais.io/v1alpha1 that the example uses, after nais' reference of the Application; there is no package of its schema. */
const APPLICATION = z.strictObject({
  apiVersion: z.literal('nais.io/v1alpha1'),
  kind: z.literal('Application'),
  metadata: z.strictObject({ name: z.string(), namespace: z.string(), labels: z.strictObject({ team: z.string() }) }),
  spec: z.strictObject({
    image: z.string(),
    port: count,
    startup: probe,
    liveness: probe,
    readiness: probe,
    prometheus: z.strictObject({
      enabled: z.literal(true),
      path: z.string().startsWith('/'),
      port: z.string().regex(/^\d+$/),
    }),
    // The reference: at most 180.
    terminationGracePeriodSeconds: count.max(180),
    replicas: z.strictObject({
      min: count,
      max: count,
      scalingStrategy: z.strictObject({ cpu: z.strictObject({ thresholdPercentage: count }) }),
    }),
    resources: z.strictObject({
      requests: z.strictObject({ cpu: quantity, memory: quantity }),
      limits: z.strictObject({ memory: quantity }),
    }),
    filesFrom: z.array(z.strictObject({ secret: z.string(), mountPath: z.string().startsWith('/') })),
    env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    accessPolicy: z.strictObject({
      inbound: z.strictObject({ rules: z.array(z.strictObject({ application: z.string() })) }),
      outbound: z.strictObject({ external: z.array(z.strictObject({ host: z.string() })) }),
    }),
  }),
});

describe('The application for nais', () => {
  const text = readFileSync(join(ROOT, 'deploy/nais/application.yaml'), 'utf8');
  const { spec } = APPLICATION.parse(parse(text));
  const variables = Object.fromEntries(spec.env.map(({ name, value }) => [name, value]));

  it('holds what nais documents, and nothing else', () => {
    expect(APPLICATION.safeParse(parse(text.replace('readiness:', 'ready:'))).success).toBe(false);
    expect(APPLICATION.safeParse(parse(text.replace('port: 4000', 'port: http'))).success).toBe(false);
  });

  it('is configured so that the gateway would start with it, without a secret in clear', () => {
    using settled = settle(
      variables,
      spec.filesFrom.map(({ mountPath }) => mountPath),
    );
    const { warnings, port, metrics, deadlineMs, shutdownDelayMs } = readConfig(settled.environment);
    expect(warnings).toEqual([]);
    expect(port).toBe(spec.port);
    expect([String(metrics?.port), METRICS_PATH]).toEqual([spec.prometheus.port, spec.prometheus.path]);
    // Of the image: a port that is open on the pod's own address alone is reached by nobody.
    expect(metrics?.host).toBe('0.0.0.0');
    expect(Object.keys(variables).filter((name) => (SECRETS as readonly string[]).includes(name))).toEqual([]);
    expect(spec.terminationGracePeriodSeconds * 1000).toBeGreaterThan(deadlineMs + shutdownDelayMs + SHUTDOWN_REST_MS);
  });

  it('reaches every host that its variables name', () => {
    const hosts = Object.values(variables).flatMap((value) => (URL.canParse(value) ? [new URL(value).hostname] : []));
    const reached = spec.accessPolicy.outbound.external.map(({ host }) => host);
    expect(hosts.length).toBeGreaterThan(3);
    expect(hosts.filter((host) => !reached.includes(host))).toEqual([]);
  });
});
