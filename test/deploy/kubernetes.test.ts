import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { SECRETS } from '../../src/config/secrets.ts';
import { METRICS_PATH } from '../../src/server/metrics/endpoint.ts';
import { SHUTDOWN_REST_MS } from '../../src/server/http/shutdown.ts';
import { blocks, chapter } from '../documents/papers.ts';
import { instructionsOf } from '../image/dockerfile.ts';
import { ROOT } from '../support/cli.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { imageVariables, settle } from './configured.ts';
import { type Manifest, problemsOf, render } from './kubernetes.ts';

const OVERLAYS = ['sandbox', 'test', 'production'] as const;
const REDIS = 'registergraf-redis';
const skipped = reasonToSkip(JUDGES.kubectl);

describe.skipIf(skipped)(`Each overlay for Kubernetes${skipped ? ` (${skipped})` : ''}`, () => {
  const rendered = new Map<string, Manifest[]>();
  /** Problems of all objects of all overlays, in one run. */
  let problems: string[][];

  beforeAll(async () => {
    await Promise.all(OVERLAYS.map(async (overlay) => rendered.set(overlay, await render(overlay))));
    problems = await problemsOf([...[...rendered.values()].flat(), paperPod()]);
  });

  /** The part of a pod that the paper of operations shows, as a whole one. */
  const paperPod = (): Manifest => {
    const [shown = ''] = blocks(chapter('## Restarts', 'docs/operations.md'), 'yaml');
    const { containers, ...spec } = parse(shown);
    const named = containers.map((container: object) => ({ name: 'registergraf', ...container }));
    return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'registergraf' }, spec: { ...spec, containers: named } };
  };

  it('has its time, and is seen unready before, as the paper of operations shows it', () => {
    const { deadlineMs, shutdownDelayMs } = readConfig({ SANDBOX: 'on' });
    const { terminationGracePeriodSeconds, containers } = paperPod().spec;
    expect(terminationGracePeriodSeconds * 1000).toBeGreaterThan(shutdownDelayMs + deadlineMs + SHUTDOWN_REST_MS);
    const { periodSeconds, failureThreshold } = containers[0].readinessProbe;
    expect(periodSeconds * failureThreshold * 1000).toBeLessThan(shutdownDelayMs);
  });

  const all = (overlay: string): Manifest[] => rendered.get(overlay) ?? [];
  /** The gateway's own: what it shares has another name. */
  const one = (overlay: string, kind: string): Manifest => {
    const [found, ...others] = all(overlay).filter((manifest) => manifest.kind === kind && !isRedis(manifest));
    if (!found || others.length > 0) throw new Error(`${overlay} has ${others.length + (found ? 1 : 0)} of ${kind}`);
    return found;
  };
  const isRedis = ({ metadata }: Manifest) => metadata.name === REDIS;
  const podOf = (overlay: string) => one(overlay, 'Deployment').spec.template;
  const containerOf = (overlay: string) => podOf(overlay).spec.containers[0];

  it('holds what Kubernetes documents, and nothing else', () => {
    expect(problems.length).toBeGreaterThan(15);
    expect(problems.flat()).toEqual([]);
  });

  it.each(OVERLAYS)(
    '%s is selected by its service, its budget and its network policies, by labels that its pods have',
    (overlay) => {
      const { labels } = podOf(overlay).metadata;
      const own = all(overlay).filter((manifest) => !isRedis(manifest));
      const selectors = own.flatMap(({ kind, spec }) => {
        if (kind === 'Service') return [spec.selector];
        if (kind === 'NetworkPolicy') return [spec.podSelector.matchLabels];
        return spec?.selector ? [spec.selector.matchLabels] : [];
      });
      expect(selectors.length).toBeGreaterThanOrEqual(3);
      for (const selector of selectors) expect(labels).toMatchObject(selector);
      const asked = all(overlay).flatMap(({ kind, spec }) => (kind === 'NetworkPolicy' ? (spec.egress ?? []) : []));
      const pods = asked.flatMap((rule) => rule.to).filter((to) => to.podSelector);
      const shared = all(overlay).some(isRedis) ? [{ 'app.kubernetes.io/name': REDIS }] : [];
      expect(pods.map((to) => to.podSelector.matchLabels)).toEqual(
        expect.arrayContaining([{ 'k8s-app': 'kube-dns' }, ...shared]),
      );
      expect(pods).toHaveLength(1 + shared.length);
    },
  );

  it.each(OVERLAYS)('%s names its ports once, and asks its health at the first', (overlay) => {
    const { ports, startupProbe, livenessProbe, readinessProbe } = containerOf(overlay);
    expect(ports).toEqual([
      { name: 'http', containerPort: 4000 },
      { name: 'metrics', containerPort: 9464 },
    ]);
    const asked = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet);
    expect(asked.map(({ path }) => path)).toEqual(['/health/live', '/health/live', '/health/ready']);
    const named = [...asked.map(({ port }) => port), one(overlay, 'Service').spec.ports[0].targetPort];
    expect(new Set(named)).toEqual(new Set(['http']));
  });

  it.each(OVERLAYS)(
    '%s answers metrics at the second, where only the namespace of Prometheus reaches them',
    (overlay) => {
      const { env, ports } = containerOf(overlay);
      using settled = settle(
        Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value])),
        [],
      );
      const port = Number(settled.environment.METRICS_PORT);
      expect(port).toBe(ports[1].containerPort);
      // Of the image: a port that is open on the pod's own address alone is reached by nobody.
      expect(settled.environment.HOST).toBe('0.0.0.0');
      const [, service] = one(overlay, 'Service').spec.ports;
      expect(service).toEqual({ name: 'metrics', port, targetPort: 'metrics' });
      const rules = all(overlay).flatMap(({ kind, spec }) => (kind === 'NetworkPolicy' ? (spec.ingress ?? []) : []));
      const open = rules.filter((rule) => rule.ports.some((one: { port: string }) => one.port === 'metrics'));
      expect(open.map(({ from }) => from)).toEqual([
        [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ]);
    },
  );

  it.each(['test', 'production'])(
    '%s is found by Prometheus’ operator, by its service and the name of that port',
    (overlay) => {
      const { spec } = one(overlay, 'ServiceMonitor');
      expect(one(overlay, 'Service').metadata.labels).toMatchObject(spec.selector.matchLabels);
      expect(spec.endpoints.map(({ port, path }: { port: string; path: string }) => [port, path])).toEqual([
        ['metrics', METRICS_PATH],
      ]);
      // What the rules and the board look for: the operator makes a target's job of its service's name.
      expect(one(overlay, 'Service').metadata.name).toBe('registergraf');
      expect(all('sandbox').filter(({ kind }) => kind === 'ServiceMonitor')).toEqual([]);
    },
  );

  it.each(OVERLAYS)('%s needs no right that the image does not need', (overlay) => {
    const { securityContext, automountServiceAccountToken } = podOf(overlay).spec;
    const user = instructionsOf(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).findLast(
      ({ keyword }) => keyword === 'USER',
    );
    expect(`${securityContext.runAsUser}:${securityContext.runAsGroup}`).toBe(user?.words[0]);
    expect({ ...securityContext, automountServiceAccountToken }).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
      automountServiceAccountToken: false,
    });
    expect(containerOf(overlay).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it.each(OVERLAYS)('%s gives the heap that the image sets room in its memory', (overlay) => {
    const [, old] = /--max-old-space-size=(\d+)/.exec(imageVariables().NODE_OPTIONS ?? '') ?? [];
    const [, megabytes] = /^(\d+)Mi$/.exec(containerOf(overlay).resources.limits.memory) ?? [];
    // What stands beside the old space: the young one, code, and 64 MB of bodies and answers.
    expect(Number(megabytes) - Number(old)).toBeGreaterThanOrEqual(192);
  });

  describe.each(OVERLAYS)('%s is configured', (overlay) => {
    /** What its container reads, as the gateway would. */
    function environmentOf() {
      const { env, envFrom, volumeMounts = [] } = containerOf(overlay);
      const settings = one(overlay, 'ConfigMap');
      expect(envFrom).toEqual([{ configMapRef: { name: settings.metadata.name } }]);
      const own = env.map(({ name, value }: { name: string; value: string }) => [name, value] as const);
      return settle(
        { ...settings.data, ...Object.fromEntries(own) },
        volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath),
      );
    }

    it('so that the gateway would start with it', () => {
      using settled = environmentOf();
      const { warnings } = readConfig(settled.environment);
      expect(warnings.filter((warning) => !warning.startsWith('SANDBOX=on'))).toEqual([]);
    });

    it('without a secret in clear', () => {
      const { data } = one(overlay, 'ConfigMap');
      expect(Object.keys(data).filter((name) => (SECRETS as readonly string[]).includes(name))).toEqual([]);
      expect(all(overlay).filter(({ kind }) => kind === 'Secret')).toEqual([]);
    });

    it('to be stopped after a request has had all its time, and to be seen unready before', () => {
      using settled = environmentOf();
      const { deadlineMs, shutdownDelayMs } = readConfig(settled.environment);
      const { terminationGracePeriodSeconds } = podOf(overlay).spec;
      expect(terminationGracePeriodSeconds * 1000).toBeGreaterThan(shutdownDelayMs + deadlineMs + SHUTDOWN_REST_MS);
      const { periodSeconds, failureThreshold, timeoutSeconds } = containerOf(overlay).readinessProbe;
      expect((periodSeconds * failureThreshold + timeoutSeconds) * 1000).toBeLessThan(shutdownDelayMs);
    });
  });
});

describe('What breaks a manifest', () => {
  const deployment = (change: (manifest: Manifest) => void): Manifest => {
    const manifest: Manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'registergraf' },
      spec: {
        selector: { matchLabels: { app: 'registergraf' } },
        template: {
          metadata: { labels: { app: 'registergraf' } },
          spec: { containers: [{ name: 'registergraf', ports: [{ containerPort: 4000 }], resources: {} }] },
        },
      },
    };
    change(manifest);
    return manifest;
  };
  const monitor = (spec: object): Manifest => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'registergraf' },
    spec,
  });
  const container = (manifest: Manifest) => manifest.spec.template.spec.containers[0];

  it('is found: a value, a quantity, a word, what is missing, a name that nobody knows', async () => {
    const broken = [
      deployment(() => undefined),
      deployment((manifest) => {
        container(manifest).ports[0].containerPort = 'http';
      }),
      deployment((manifest) => {
        container(manifest).resources.limits = { memory: '512 MB' };
      }),
      deployment((manifest) => {
        container(manifest).imagePullPolicy = 'Sometimes';
      }),
      deployment((manifest) => {
        delete manifest.spec.selector;
      }),
      deployment((manifest) => {
        container(manifest).healthProbe = { httpGet: { path: '/health/ready', port: 4000 } };
      }),
      { ...deployment(() => undefined), kind: 'Deplyoment' },
      { ...deployment(() => undefined), apiVersion: 'apps/v1beta1' },
      monitor({ selector: {}, endpoints: [{ port: 'metrics', interval: '15s' }] }),
      monitor({ selector: {}, endpoints: [{ port: 'metrics', interval: 'often' }] }),
      monitor({ selector: {}, endpoints: [{ port: 'metrics', every: '15s' }] }),
    ];
    const found = await problemsOf(broken);
    expect(found.map((problems) => problems.length > 0)).toEqual([
      ...[false, true, true, true, true, true, true, true],
      ...[false, true, true],
    ]);
    expect(found[5]?.join()).toContain('healthProbe');
  });
});
