import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRedis } from '../../src/cli/doctor/redis.ts';
import { readConfig } from '../../src/config.ts';
import { createFiles, starCertificates } from '../support/certificates.ts';
import { ROOT } from '../support/cli.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { freePorts } from '../support/ports.ts';
import { startRedis } from '../support/redis.ts';
import { type Manifest, render } from './kubernetes.ts';

const skipped = reasonToSkip(JUDGES.kubectl) ?? reasonToSkip(JUDGES.redis);
const NAME = { 'app.kubernetes.io/name': 'registergraf-redis' };
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe.skipIf(skipped)(`The Redis that gateways share in Kubernetes${skipped ? ` (${skipped})` : ''}`, () => {
  let all: Manifest[];
  beforeAll(async () => {
    all = await render('production');
  });
  const one = (kind: string, name = 'registergraf-redis'): Manifest => {
    const found = all.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
    if (!found) throw new Error(`there is no ${kind} of the name ${name}`);
    return found;
  };

  it('is found by its service, by the name of the address, and reached by the gateways alone', () => {
    const { template, serviceName } = one('StatefulSet').spec;
    const service = one('Service');
    const guarded = one('NetworkPolicy').spec;
    const reached = one('NetworkPolicy', 'registergraf-to-redis').spec.egress[0];
    expect(template.metadata.labels).toEqual(NAME);
    for (const selector of [service.spec.selector, guarded.podSelector.matchLabels]) expect(selector).toEqual(NAME);
    expect(reached.to).toEqual([{ podSelector: { matchLabels: NAME } }]);
    const gateways = one('NetworkPolicy', 'registergraf').spec.podSelector;
    expect(guarded.ingress.flatMap(({ from }: Manifest) => from)).toEqual([{ podSelector: gateways }]);
    expect([guarded.policyTypes, guarded.egress]).toEqual([['Ingress', 'Egress'], undefined]);
    const [{ port }] = service.spec.ports;
    expect(reached.ports).toEqual([{ port, protocol: 'TCP' }]);
    expect(serviceName).toBe(service.metadata.name);
    for (const file of ['deploy/README.md', 'deploy/kubernetes/overlays/production/settings.env']) {
      expect(read(file)).toContain(`@${serviceName}:${port}`);
    }
  });

  it('starts as it is set up there, lets the gateway in and nobody else, and doctor finds nothing to mend', async () => {
    using files = createFiles();
    const { ca, server } = starCertificates();
    const [, users = ''] = /^```\n(user default off\n.+?)\n```$/ms.exec(read('docs/several-gateways.md')) ?? [];
    const contents: Record<string, string> = {
      'server.pem': server.cert,
      'server-key.pem': server.key,
      'users.acl': `${users.replace('>password', '>a-password')} +info`,
    };
    const { args, volumeMounts } = one('StatefulSet').spec.template.spec.containers[0];
    const mounts = volumeMounts.map(({ mountPath }: { mountPath: string }) => `${mountPath}`);
    const port = await freePorts();
    const words = (args as string[]).map((word) => {
      if (!word.startsWith('/')) return word === '6379' ? `${port}` : word;
      if (!mounts.some((mount: string) => word === mount || word.startsWith(`${mount}/`))) throw new Error(word);
      return word === '/data' ? files.path('') : files.write(basename(word), contents[basename(word)] ?? '');
    });
    const redis = await startRedis(words, port);
    try {
      const look = async (user: string) => {
        const REDIS_CA = files.write('ca.pem', ca);
        const REDIS_URL = `rediss://${user}127.0.0.1:${port}`;
        const { shared } = readConfig({ REDIS_URL, REDIS_CA, REDIS_SECRET: 'x'.repeat(32) });
        return (await checkRedis(shared)).map(({ state, text }) => `${state}: ${text}`);
      };
      const found = await look('registergraf:a-password@');
      expect(found).toHaveLength(4);
      expect(found.filter((line) => !line.startsWith('ok: '))).toEqual([]);
      expect((await look(''))[0]).toMatch(/^failure: /);
    } finally {
      await redis.stop();
    }
  });
});
