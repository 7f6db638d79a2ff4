import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTER_HEADER } from '../../src/server/callers/router-proof.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { createStarCertificates } from '../../src/sandbox/kontaktinformation/certificates.ts';
import { starCertificates } from '../support/certificates.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { CONFIGURATION, FOR_ROUTERS, type Nginx, startNginx } from './nginx.ts';

const skipped = reasonToSkip(JUDGES.nginx);
const SECRET = 'what-the-router-sends-beside-its-certificate';

describe.skipIf(skipped)(`nginx before a gateway for routers${skipped ? ` (${skipped})` : ''}`, () => {
  let gateway: RunningGateway;
  let nginx: Nginx;
  beforeAll(async () => {
    gateway = await startGateway({ profile: PROFILES.subgraph, router: { header: ROUTER_HEADER, secrets: [SECRET] } });
    const port = Number(new URL(gateway.url).port);
    nginx = await startNginx([port, port], FOR_ROUTERS);
  });
  afterAll(async () => {
    await nginx?.stop();
    await gateway?.close();
  });

  function post(certificate: { readonly cert?: string; readonly key?: string }, headers: Record<string, string> = {}) {
    return new Promise<{ status: number | undefined; said: string }>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: nginx.port, ca: nginx.ca, path: '/graphql', agent: false };
      const sent = { 'content-type': 'application/json', ...headers };
      request({ ...options, ...certificate, method: 'POST', headers: sent }, async (answer) =>
        resolve({ status: answer.statusCode, said: await text(answer) }),
      )
        .once('error', reject)
        .end(JSON.stringify({ query: '{ __typename }' }));
    });
  }

  it('hands on what a router asks that has a certificate, and its secret', async () => {
    const certificate = starCertificates().client('router');
    expect(await post(certificate, { [ROUTER_HEADER]: SECRET })).toEqual({
      status: 200,
      said: '{"data":{"__typename":"Query"}}',
    });
    // The gateway looks at the secret all the same.
    expect((await post(certificate)).status).toBe(401);
  });

  it('answers nobody else, whatever they send', async () => {
    const { status, said } = await post({}, { [ROUTER_HEADER]: SECRET });
    expect([status, said]).toEqual([400, expect.stringContaining('No required SSL certificate was sent')]);
    const refused = await post(createStarCertificates().client('router'), { [ROUTER_HEADER]: SECRET });
    expect([refused.status, refused.said]).toEqual([400, expect.stringContaining('The SSL certificate error')]);
  });

  it('takes the file where it says that it goes', () => {
    expect(FOR_ROUTERS).not.toBe(CONFIGURATION);
  });
});
