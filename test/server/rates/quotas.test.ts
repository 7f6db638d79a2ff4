import { afterEach, describe, expect, test } from 'vitest';
import type { RateSettings } from '../../../src/server/rates/settings.ts';
import { HOLD_AFTER } from '../../../src/wire/http/gate.ts';
import { QUOTAS, SOURCES } from '../../../src/sources/index.ts';
import { type GatewaySettings, type RunningGateway, startGateway } from '../../support/gateway.ts';
import { mutate, mutateOne, send, starCalls, starSettings } from '../../mutations/support.ts';

const open: RunningGateway[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});

async function start(quotas: RateSettings['quotas'], settings: GatewaySettings = {}): Promise<RunningGateway> {
  const gateway = await startGateway({ rates: { quotas }, ...settings });
  open.push(gateway);
  return gateway;
}

const KUNMAIL = '0404505004';
const KODE = { felt: 'getVerifikationskode', input: { cpr: KUNMAIL, kontaktdataType: 'MAILADRESSE' } };
const USED_UP = {
  __typename: 'KildeUtilgjengelig',
  kode: 'KVOTE_BRUKT',
  opphav: 'GATEWAY',
  kanProevesIgjen: true,
};
const as = (caller: string) => ({ 'x-sandbox-caller': caller });

const sentCodes = async (gateway: RunningGateway) =>
  (await starCalls(gateway)).filter(({ operation }) => operation === 'GetVerifikationskode').length;

describe('the quota of verification codes', () => {
  test('is sent to the last; then nothing is sent, and the field says so beside those that are answered', async () => {
    const gateway = await start({ VERIFIKATIONSKODER: { perHour: 2 } });
    const slet = { felt: 'sletKontaktinformation', input: { cpr: KUNMAIL, kontaktdataType: 'MOBILTELEFON' } };
    const [first, second, third, other] = await mutate(gateway, [KODE, KODE, KODE, slet]);
    expect(first).toMatchObject({ __typename: 'VerifikationskodeSendt' });
    expect(second).toMatchObject({ __typename: 'VerifikationskodeSendt' });
    expect(third).toMatchObject(USED_UP);
    expect(other).toMatchObject({ __typename: 'KontaktinformationGemt' });
    expect(await sentCodes(gateway)).toBe(2);
  });

  test('says in how many seconds there is one again', async () => {
    const gateway = await start({ VERIFIKATIONSKODER: { perHour: 1 } });
    await mutate(gateway, [KODE]);
    const query =
      'mutation ($i: GetVerifikationskodeInput!) { getVerifikationskode(input: $i) { ... on KildeUtilgjengelig { kilde proevIgjenOm betydning } } }';
    const answer = (await (await gateway.post({ query, variables: { i: KODE.input } })).json()) as {
      data: { getVerifikationskode: { kilde: string; proevIgjenOm: number; betydning: string } };
    };
    const { kilde, proevIgjenOm, betydning } = answer.data.getVerifikationskode;
    expect(kilde).toBe('STAR');
    expect(betydning).toContain('nothing was sent');
    expect(proevIgjenOm).toBeGreaterThan(3_500);
    expect(proevIgjenOm).toBeLessThanOrEqual(3_600);
  });

  test('is audited as not done, by the gateway', async () => {
    const gateway = await start({ VERIFIKATIONSKODER: { perHour: 1 } });
    await mutate(gateway, [KODE, KODE]);
    expect(gateway.audit()).toMatchObject([
      { operation: 'GetVerifikationskode', outcome: 'VerifikationskodeSendt', effect: 'done', opphav: 'KILDE' },
      {
        operation: 'GetVerifikationskode',
        outcome: 'KildeUtilgjengelig',
        kode: 'KVOTE_BRUKT',
        effect: 'not done',
        opphav: 'GATEWAY',
      },
    ]);
  });

  test('counts nothing that was not sent: a malformed number, a write that is told again, a register that is absent', async () => {
    const gateway = await start({ VERIFIKATIONSKODER: { perHour: 1 } });
    const malformed = { ...KODE, input: { ...KODE.input, cpr: '1' } };
    expect(await mutate(gateway, [malformed])).toMatchObject([{ kode: '1001', opphav: 'GATEWAY' }]);
    const key = { 'idempotency-key': 'one' };
    expect(await mutate(gateway, [KODE], key)).toMatchObject([{ __typename: 'VerifikationskodeSendt' }]);
    // What it came to is told, though nothing is left.
    expect(await mutate(gateway, [KODE], key)).toMatchObject([{ __typename: 'VerifikationskodeSendt' }]);
    expect(await mutate(gateway, [KODE])).toMatchObject([USED_UP]);
    expect(await sentCodes(gateway)).toBe(1);

    const absent = await start({ VERIFIKATIONSKODER: { perHour: 1 } }, { sources: { kontaktinformation: undefined } });
    for (const _ of [1, 2])
      expect(await mutateOne(absent, KODE.felt, KODE.input)).toMatchObject({ kode: 'IKKE_KONFIGURERT' });
  });

  test('is not kept for an Idempotency-Key: the write can be sent under it later', async () => {
    const gateway = await start({ VERIFIKATIONSKODER: { perHour: 1 } });
    const key = { 'idempotency-key': 'two' };
    await mutate(gateway, [KODE], as('star'));
    expect(await mutate(gateway, [KODE], { ...as('star'), ...key })).toMatchObject([USED_UP]);
    expect(await mutate(gateway, [KODE], { ...as('star'), ...key })).toMatchObject([USED_UP]);
    expect(await sentCodes(gateway)).toBe(1);
  });

  test('counts what was sent and refused, or lost', async () => {
    const gateway = await start({ VERIFIKATIONSKODER: { perHour: 1 } });
    gateway.sandbox.kontaktinformation.outage = 'drops';
    expect(await mutate(gateway, [KODE])).toMatchObject([{ kode: 'UTFALL_UKJENT' }]);
    gateway.sandbox.kontaktinformation.outage = 'none';
    expect(await mutate(gateway, [KODE])).toMatchObject([USED_UP]);
  });

  test('is each caller’s own, and an organisation’s is shared by its callers', async () => {
    const own = await start({ VERIFIKATIONSKODER: { perHour: 1 } });
    await mutate(own, [KODE], as('star'));
    expect(await mutate(own, [KODE], as('star'))).toMatchObject([USED_UP]);
    expect(await mutate(own, [KODE], as('system@star'))).not.toMatchObject([USED_UP]);

    const shared = await start({ VERIFIKATIONSKODER: { organisationPerHour: 2 } });
    expect(await mutate(shared, [KODE], as('star'))).not.toMatchObject([USED_UP]);
    expect(await mutate(shared, [KODE], as('system@star'))).not.toMatchObject([USED_UP]);
    expect(await mutate(shared, [KODE], as('star'))).toMatchObject([USED_UP]);
    expect(await mutate(shared, [KODE], as('jobcenter-1'))).not.toMatchObject([USED_UP]);
  });
});

const FEIL =
  '__typename ... on Registerfeil { kode opphav kanProevesIgjen } ... on KildeUtilgjengelig { proevIgjenOm }';
const sok = (text: string) => `sokEnhet(soek: { soekestreng: "${text}", maksTreff: 1 }) { ${FEIL} }`;
const phone = (number: string) => `borgereMedMobiltelefon(mobiltelefon: "${number}") { ${FEIL} }`;
const email = (address: string) => `borgereMedEmail(email: "${address}") { ${FEIL} }`;

async function search(gateway: RunningGateway, fields: string): Promise<Record<string, unknown>> {
  const { data, errors } = (await (await gateway.post({ query: `{ ${fields} }` })).json()) as {
    data: Record<string, unknown>;
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  return data;
}

describe('the quota of searches', () => {
  test('is one for all registers, and beside a field past it the others are answered', async () => {
    const gateway = await start({ SEARCHES: { perHour: 3 } });
    const data = await search(
      gateway,
      `a: ${sok('TEST')} b: ${phone('67000001')} c: ${email('a@example.org')} d: ${sok('POST')} e: enhet(organisasjonsnummer: "700102009") { basisdata { __typename } }`,
    );
    const used = Object.values(data).filter((member) => (member as { kode?: string }).kode === 'KVOTE_BRUKT');
    expect(used).toMatchObject([{ ...USED_UP, proevIgjenOm: expect.any(Number) }]);
    expect(data.d).toMatchObject(USED_UP);
    expect(data.e).toMatchObject({ basisdata: { __typename: 'Basisdata' } });
  });

  test('is audited where it is a search for people, and nobody was asked', async () => {
    const gateway = await start({ SEARCHES: { perHour: 1 } });
    await search(gateway, phone('67000001'));
    await search(gateway, phone('67000002'));
    expect(gateway.audit().at(-1)).toMatchObject({ kode: 'KVOTE_BRUKT', opphav: 'GATEWAY' });
    expect(
      (await starCalls(gateway)).filter(({ operation }) => operation === 'GetKontaktinformationMobilNr'),
    ).toHaveLength(1);
  });

  test('counts no search that the gateway has refused itself', async () => {
    const gateway = await start({ SEARCHES: { perHour: 1 } });
    for (const _ of [1, 2]) expect(await search(gateway, sok(' '))).toMatchObject({ sokEnhet: { kode: '20' } });
    expect(await search(gateway, sok('TEST'))).not.toMatchObject({ sokEnhet: USED_UP });
    expect(await search(gateway, sok('TEST'))).toMatchObject({ sokEnhet: USED_UP });
  });

  test('counts no search that is not sent, since the register has said to wait', async () => {
    const gateway = await start({ SEARCHES: { perHour: HOLD_AFTER + 1 } }, { sources: { maxWaitMs: 100 } });
    gateway.sandbox.enhet.outage = 'unavailable';
    for (let sent = 0; sent < HOLD_AFTER; sent += 1) {
      expect(await search(gateway, sok(`TEST ${sent}`))).toMatchObject({ sokEnhet: { opphav: 'KILDE' } });
    }
    for (const text of ['A', 'B', 'C']) {
      expect(await search(gateway, sok(text))).toMatchObject({ sokEnhet: { kode: 'HTTP_503', opphav: 'GATEWAY' } });
    }
    expect(gateway.sandbox.enhet.traffic().calls).toBe(HOLD_AFTER);
  });

  test('is no matter of whoever lacks the scope', async () => {
    const gateway = await start({ SEARCHES: { perHour: 1 } });
    const none = { ...as('star'), 'x-sandbox-scopes': 'registergraf:nothing' };
    for (const _ of [1, 2]) {
      const answer = await (await gateway.post({ query: `{ ${sok('TEST')} }` }, none)).json();
      expect(answer).toMatchObject({ data: { sokEnhet: { opphav: 'GATEWAY' } } });
      expect(answer).not.toMatchObject({ data: { sokEnhet: USED_UP } });
    }
  });
});

test('a field that has no quota is asked as often as one likes', async () => {
  const gateway = await start({ SEARCHES: { perHour: 1 }, VERIFIKATIONSKODER: { perHour: 1 } });
  await starSettings(gateway, {});
  const slet = { felt: 'sletKontaktinformation', input: { cpr: KUNMAIL, kontaktdataType: 'MOBILTELEFON' } };
  expect((await send(gateway, [slet, slet, slet])).errors).toBeUndefined();
});

test('each quota is declared once, under a name of its own', () => {
  expect(QUOTAS.length).toBeGreaterThan(1);
  expect(new Set(QUOTAS.map(({ name }) => name)).size).toBe(QUOTAS.length);
  const counting = SOURCES.flatMap(({ fields }) =>
    Object.entries(fields).flatMap(([coordinate, { quota }]) => (quota ? [`${coordinate} ${quota.name}`] : [])),
  );
  expect(counting).toEqual([
    'Query.borgereMedMobiltelefon SEARCHES',
    'Query.borgereMedEmail SEARCHES',
    'Mutation.getVerifikationskode VERIFIKATIONSKODER',
    'Query.sokEnhet SEARCHES',
  ]);
});
