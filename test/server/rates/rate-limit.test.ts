import { afterEach, describe, expect, test } from 'vitest';
import { PATIENCE } from '../../support/patience.ts';
import { type GatewaySettings, type RunningGateway, startGateway } from '../../support/gateway.ts';

const open: RunningGateway[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});

async function start(settings: GatewaySettings): Promise<RunningGateway> {
  const gateway = await startGateway(settings);
  open.push(gateway);
  return gateway;
}

const ONE = ['700102009'];
/** Each costs a call: the register is asked for none of them twice. */
const UNITS = ['700102009', '700000001', '700010007', '700102017', '700100006'];
const asking = (units: readonly string[]) => ({
  query: 'query ($n: [ID!]!) { enheter(organisasjonsnumre: $n) { basisdata { __typename } } }',
  variables: { n: units },
});
const as = (caller: string) => ({ 'x-sandbox-caller': caller });

/** Waits until so many requests are over: what they have not called is given back then. */
async function settled(gateway: RunningGateway, count: number): Promise<void> {
  await expect
    .poll(() => gateway.lines.filter((line) => line.includes(`"msg":"operation"`)).length, PATIENCE)
    .toBe(count);
}

async function ask(gateway: RunningGateway, units: readonly string[], headers: Record<string, string> = {}) {
  const response = await gateway.post(asking(units), headers);
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { response, status: response.status, code: errors?.[0]?.extensions.code };
}

describe('the calls of a minute', () => {
  test('are answered to the last, and the operation that needs one more is refused as a whole', async () => {
    const gateway = await start({ rates: { callsPerMinute: 4, quotas: {} } });
    expect(await ask(gateway, UNITS.slice(0, 3))).toMatchObject({ status: 200 });
    const refused = await ask(gateway, UNITS.slice(0, 2));
    expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(await ask(gateway, ONE)).toMatchObject({ status: 200 });
    expect(await ask(gateway, ONE)).toMatchObject({ status: 429 });
    const asked = gateway.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'operation');
    expect(asked.map(({ calls }) => calls.GRUNNDATA ?? 0)).toEqual([3, 0, 1, 0]);
    expect(asked.map(({ refused: code }) => code)).toEqual([undefined, 'RATE_LIMITED', undefined, 'RATE_LIMITED']);
  });

  test('are told beside every answer that they are counted for, and when they are there again', async () => {
    const gateway = await start({ rates: { callsPerMinute: 3, organisationCallsPerMinute: 9, quotas: {} } });
    const { response } = await ask(gateway, UNITS.slice(0, 2));
    expect(response.headers.get('ratelimit-policy')).toBe('"calls";q=3;w=60, "calls-organisation";q=9;w=60');
    expect(response.headers.get('ratelimit')).toMatch(/^"calls";r=1;t=\d+, "calls-organisation";r=7;t=\d+$/);
    expect(response.headers.get('retry-after')).toBeNull();
    const refused = (await ask(gateway, UNITS.slice(0, 2))).response;
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toBe(`"calls";r=1;t=${seconds}`);
    expect(refused.headers.get('ratelimit-policy')).toBe('"calls";q=3;w=60');
  });

  test('are no matter of what calls nobody', async () => {
    const gateway = await start({ rates: { callsPerMinute: 1, quotas: {} } });
    await ask(gateway, ONE);
    expect(await ask(gateway, ONE)).toMatchObject({ status: 429 });
    const shells = await gateway.post({
      query: '{ __typename enhet(organisasjonsnummer: "1") { organisasjonsnummer } }',
    });
    expect(shells.status).toBe(200);
    expect(shells.headers.get('ratelimit')).toBeNull();
  });

  test('are given back where an operation has called less than it could have', async () => {
    const gateway = await start({ rates: { callsPerMinute: 5, quotas: {} } });
    // Malformed numbers cost no call, and one that is asked about five times costs one.
    expect(await ask(gateway, ['1', '2', '3', '4', '5'])).toMatchObject({ status: 200 });
    await settled(gateway, 1);
    expect(await ask(gateway, Array(5).fill(ONE[0]))).toMatchObject({ status: 200 });
    await settled(gateway, 2);
    expect(await ask(gateway, UNITS.slice(0, 4))).toMatchObject({ status: 200 });
    await settled(gateway, 3);
    expect(await ask(gateway, ONE)).toMatchObject({ status: 429 });
  });

  test('are given back whole where the operation is refused after that, or has no answer for its client', async () => {
    const gateway = await start({ rates: { callsPerMinute: 2, quotas: {} }, limits: { answerBytes: 60 } });
    const long = `{ enhet(organisasjonsnummer: "1") { ${'a'.repeat(80)}: basisdata { __typename } } }`;
    expect(await (await gateway.post({ query: long })).json()).toMatchObject({
      errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }],
    });
    await settled(gateway, 1);
    const { response } = await ask(gateway, ONE);
    expect(response.headers.get('ratelimit')).toMatch(/^"calls";r=1;t=/);
  });

  test('are taken where an operation has called more: retries count', async () => {
    const gateway = await start({ rates: { callsPerMinute: 3, quotas: {} }, sources: { pausesMs: [1, 1] } });
    gateway.sandbox.enhet.outage = 'drops';
    expect(await ask(gateway, ONE)).toMatchObject({ status: 200 });
    await settled(gateway, 1);
    expect(await ask(gateway, ONE)).toMatchObject({ status: 429 });
  });

  test('are counted also where a write is sent when its client has hung up', async () => {
    const gateway = await start({ rates: { callsPerMinute: 10, quotas: {} } });
    const { kontaktinformation } = gateway.sandbox;
    kontaktinformation.delayMs = 300;
    const query =
      'mutation { sletKontaktinformation(input: { cpr: "0404505004", kontaktdataType: MOBILTELEFON }) { __typename } }';
    const end = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const post = () => fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body, signal: end.signal });
    // More than go on at once about one person: the others wait for their turns.
    const writes = Array.from({ length: 5 }, () => post().catch(() => undefined));
    const begun = () => gateway.logged().filter(({ step }) => step === 'execution').length;
    await expect.poll(begun, PATIENCE).toBe(5);
    expect(kontaktinformation.traffic().calls).toBeLessThan(5);
    end.abort();
    await Promise.all(writes);
    await settled(gateway, 5);
    await expect.poll(() => kontaktinformation.traffic().calls, PATIENCE).toBe(5);
    const { response } = await ask(gateway, ONE);
    expect(response.headers.get('ratelimit')).toMatch(/^"calls";r=4;t=/);
  });

  test('are taken before the first call, so that requests at once cannot spend them twice', async () => {
    const gateway = await start({ rates: { callsPerMinute: 2, quotas: {} }, sources: { timeoutMs: 300 } });
    gateway.sandbox.enhet.outage = 'silent';
    const answers = await Promise.all(UNITS.map((unit) => ask(gateway, [unit])));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429, 429]);
  });

  test('are each caller’s own', async () => {
    const gateway = await start({ rates: { callsPerMinute: 1, quotas: {} } });
    expect(await ask(gateway, ONE, as('jobcenter-1'))).toMatchObject({ status: 200 });
    expect(await ask(gateway, ONE, as('jobcenter-1'))).toMatchObject({ status: 429 });
    expect(await ask(gateway, ONE, as('system@jobcenter-1'))).toMatchObject({ status: 200 });
    expect(await ask(gateway, ONE, as('kommune-1'))).toMatchObject({ status: 200 });
  });

  test('of an organisation are shared by its callers, and by nobody else', async () => {
    const gateway = await start({ rates: { organisationCallsPerMinute: 2, quotas: {} } });
    expect(await ask(gateway, ONE, as('jobcenter-1'))).toMatchObject({ status: 200 });
    expect(await ask(gateway, ONE, as('system@jobcenter-1'))).toMatchObject({ status: 200 });
    expect(await ask(gateway, ONE, as('borger@jobcenter-1'))).toMatchObject({ status: 429 });
    expect(await ask(gateway, ONE, as('kommune-1'))).toMatchObject({ status: 200 });
  });

  test('that the organisation has not left are not taken from the caller', async () => {
    const gateway = await start({ rates: { callsPerMinute: 3, organisationCallsPerMinute: 4, quotas: {} } });
    expect(await ask(gateway, UNITS.slice(0, 2), as('jobcenter-1'))).toMatchObject({ status: 200 });
    expect(await ask(gateway, UNITS.slice(0, 3), as('system@jobcenter-1'))).toMatchObject({ status: 429 });
    const { response } = await ask(gateway, ONE, as('system@jobcenter-1'));
    expect(response.headers.get('ratelimit')).toMatch(/^"calls";r=2;t=\d+, "calls-organisation";r=1;t=\d+$/);
  });

  test('have no limit where none is set', async () => {
    const gateway = await start({});
    const { response } = await ask(gateway, UNITS);
    expect(response.status).toBe(200);
    expect(response.headers.get('ratelimit-policy')).toBeNull();
  });
});
