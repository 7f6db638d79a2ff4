import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayProcess, startProcess } from './process.ts';

describe('the meter of a gateway in a process of its own', () => {
  let gateway: GatewayProcess;
  beforeAll(async () => {
    gateway = await startProcess();
  });
  afterAll(() => gateway.stop());

  it('tells what a request has cost, and nothing of what was before', async () => {
    await gateway.meter();
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' }),
    });
    expect(await answer.json()).toEqual({ data: { enhet: { basisdata: { __typename: 'Basisdata' } } } });
    const spent = await gateway.meter();
    expect(spent.cpuMs).toBeGreaterThan(0);
    expect(spent.cpuMs).toBeLessThan(5_000);
    expect(spent.peakBytes).toBeGreaterThanOrEqual(spent.bytes);
  });
});
