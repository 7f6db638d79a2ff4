import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sandboxSources } from '../../../../src/embedded.ts';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import { ONLY_REST } from '../../../../src/sandbox/krr/index.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/index.ts';
import { innbyggere } from '../../../../src/sandbox/postkasse/index.ts';
import type { PostkasseConfig } from '../../../../src/sources/postkasse/settings.ts';
import type { KRR_DATA } from '../../../../src/sources/postkasse/adapters/krr/scopes.ts';
import { BASE } from '../../registers.ts';
import { connectKrr, krrCall, personer, strangers } from './played.ts';

// The adapter, asked as the gateway asks it, against the sandbox's KRR and Maskinporten.

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const numberOf = (id: string) => innbyggere.find((one) => one.id === id)?.personidentifikator ?? '';
const people = (...ids: readonly string[]) => personer(...ids.map(numberOf));
const calls = () => sandbox.krr.traffic().calls;

async function connect(
  clientId = 'klient-registergraf',
  data?: readonly (typeof KRR_DATA)[number][],
  more: Partial<PostkasseConfig> = {},
) {
  const { privateKey, kid } = await sandbox.maskinporten.simulator.clientCertificates();
  const client = { issuer: sandbox.urls.maskinporten, clientId, privateKey, shownAs: { kid } };
  return connectKrr({ url: sandbox.urls.krr, client, ...more }, data);
}

describe('HentPersoner', () => {
  it('tells what REST knows of a person, and of SOAP alone nothing more', async () => {
    const port = await connect();
    const { call, counted, reports } = krrCall();
    const [s02, s17, s04, s05] = await port.hentPersoner(
      personer(numberOf('S02'), ONLY_REST.S17, numberOf('S04'), numberOf('S05')),
      call,
    );
    expect(s02).toMatchObject({
      ok: true,
      data: {
        kilde: 'KRR',
        status: 'AKTIV',
        reservasjon: false,
        reservasjonstidspunkt: null,
        varslingsstatus: 'KAN_VARSLES',
        epostadresse: { verdi: 's02@example.com', sistVerifisert: null, duplisert: false },
        mobiltelefonnummer: { verdi: '+4799999999', duplisert: true },
        digitalPost: { postkasseadresse: 'test.person#S02A', postkasseleverandoer: '311000012' },
        spraak: 'nb',
      },
    });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
    expect(s02).toMatchObject({
      data: {
        epostadresse: { sistOppdatert: time, sistValidert: time },
        spraakOppdatert: expect.stringMatching(/\.\d{3}Z$/),
      },
    });
    expect(s17).toMatchObject({ data: { spraak: 'se', mobiltelefonnummer: { sistValidert: null } } });
    expect(s04).toMatchObject({ data: { spraak: null, epostadresse: null, mobiltelefonnummer: { duplisert: true } } });
    expect(s05).toMatchObject({
      data: {
        reservasjon: true,
        reservasjonstidspunkt: '2023-06-13T13:42:34+02:00',
        reservasjonOppdatert: '2023-06-13T13:42:34+02:00',
        varslingsstatus: 'KAN_IKKE_VARSLES',
      },
    });
    // The token and what describes its issuer are calls too; each is reported as it ended.
    expect(counted).toEqual(['KRR', 'KRR', 'KRR']);
    expect(reports.map(({ operation, status, kode }) => [operation, status, kode]).at(-1)).toEqual([
      'HentPersoner',
      200,
      undefined,
    ]);
  });

  it.each([
    { count: 1000, expected: 1 },
    { count: 1001, expected: 2 },
    { count: 2000, expected: 2 },
  ])('asks about $count people in $expected calls, and about each once', async ({ count, expected }) => {
    const port = await connect();
    const keys = personer(numberOf('S02'), ...strangers(count - 2), numberOf('S05'));
    const outcomes = await port.hentPersoner([...keys, ...keys], krrCall().call);
    expect(calls()).toBe(expected);
    expect(outcomes).toHaveLength(2 * count);
    expect(outcomes.slice(count)).toEqual(outcomes.slice(0, count));
    expect([outcomes[0], outcomes[count - 1]]).toMatchObject([
      { data: { digitalPost: { postkasseadresse: 'test.person#S02A' } } },
      { data: { reservasjon: true } },
    ]);
    expect(outcomes.slice(1, count - 1)).toEqual(
      Array.from({ length: count - 2 }, () =>
        expect.objectContaining({
          feil: expect.objectContaining({ kode: 'BRUKER_IKKE_FUNNET', kilde: 'KRR', avledet: true, opphav: 'KILDE' }),
        }),
      ),
    );
  });

  it('asks about nobody without a call', async () => {
    expect(await (await connect()).hentPersoner([], krrCall().call)).toEqual([]);
    expect(calls()).toBe(0);
  });

  it('lets one whom KRR fails on take those of the same call along, and nobody of another, and does not ask again', async () => {
    const port = await connect();
    const keys = personer(numberOf('S16'), ...strangers(999), numberOf('S02'));
    const outcomes = await port.hentPersoner(keys, krrCall().call);
    expect(calls()).toBe(2);
    const failed = outcomes.filter((one) => !one.ok && one.feil.kode === 'HTTP_500');
    expect(failed).toHaveLength(1000);
    expect(failed[0]).toMatchObject({ feil: { kanProevesIgjen: true, kilde: 'KRR' } });
    expect(outcomes.at(-1)).toMatchObject({ ok: true, data: { reservasjon: false } });
  });
});

describe('KanVelge, derived', () => {
  it.each([
    ['S01', 'JA'],
    ['S02', 'ALLEREDE_AKTIV'],
    ['S03', 'ALLEREDE_AKTIV'],
    ['S04', 'JA'],
    ['S05', 'RESERVERT'],
    ['S06', 'BRUKER_IKKE_FUNNET'],
    ['S07', 'BRUKER_IKKE_FUNNET'],
    // A mailbox may be hidden: the register decides when one is chosen.
    ['S08', 'JA'],
    ['S09', 'JA'],
    ['S14', 'JA'],
  ])('says of %s: %s', async (id, kode) => {
    const port = await connect();
    const [outcome] = await port.kanVelgeSikkerDigitalPostkasse(people(id), krrCall().call);
    expect(outcome).toEqual(
      kode === 'JA'
        ? { ok: true, data: { kilde: 'KRR', avledet: true, personidentifikator: numberOf(id) } }
        : { ok: false, feil: expect.objectContaining({ kind: 'documented', kode, kilde: 'KRR', avledet: true }) },
    );
  });

  it('takes a supplier without an address for a mailbox', async () => {
    const [s18] = await (await connect()).kanVelgeSikkerDigitalPostkasse(personer(ONLY_REST.S18), krrCall().call);
    expect(s18).toMatchObject({ ok: false, feil: { kode: 'ALLEREDE_AKTIV' } });
    const [entry] = await (await connect()).hentPersoner(personer(ONLY_REST.S18), krrCall().call);
    expect(entry).toMatchObject({ ok: true, data: { digitalPost: null } });
  });

  it.each([
    { count: 1000, expected: 1 },
    { count: 1001, expected: 2 },
  ])('asks about $count people in $expected calls', async ({ count, expected }) => {
    const port = await connect();
    const outcomes = await port.kanVelgeSikkerDigitalPostkasse(
      [...strangers(count - 1), ...people('S01')],
      krrCall().call,
    );
    expect(calls()).toBe(expected);
    expect(outcomes.map(({ ok }) => ok)).toEqual([...strangers(count - 1).map(() => false), true]);
  });

  it('is never JA where the token does not show mailboxes, and refuses what shows without them', async () => {
    const port = await connect('klient-krr', ['kontaktinformasjon']);
    const outcomes = await port.kanVelgeSikkerDigitalPostkasse(people('S01', 'S02', 'S05', 'S07'), krrCall().call);
    expect(outcomes.map((one) => (one.ok ? 'JA' : one.feil.kode))).toEqual([
      'IKKE_KONFIGURERT',
      'IKKE_KONFIGURERT',
      'RESERVERT',
      'BRUKER_IKKE_FUNNET',
    ]);
    const [entry] = await port.hentPersoner(people('S02'), krrCall().call);
    expect(entry).toMatchObject({ ok: true, data: { digitalPost: null, spraak: 'nb' } });
  });

  it('needs nothing but mailboxes to be shown', async () => {
    const port = await connect('klient-krr', ['digitalpost']);
    const [s01, s02] = await port.kanVelgeSikkerDigitalPostkasse(people('S01', 'S02'), krrCall().call);
    expect([s01, s02]).toMatchObject([{ ok: true }, { feil: { kode: 'ALLEREDE_AKTIV' } }]);
    const [entry] = await port.hentPersoner(people('S04'), krrCall().call);
    expect(entry).toMatchObject({ data: { mobiltelefonnummer: null, varslingsstatus: null, reservasjon: false } });
  });
});

describe('a body', () => {
  const BODY = '316000010';
  const many = { onBehalfOf: [BODY, '319000011'] };

  it('that is acted for has delegated the scopes, and is named to KRR as the consumer', async () => {
    const port = await connect('klient-deleg', undefined, many);
    const [s02] = await port.hentPersoner(people('S02'), krrCall(BODY).call);
    expect(s02).toMatchObject({ ok: true, data: { digitalPost: { postkasseadresse: 'test.person#S02A' } } });
    const { calls: seen } = (await (await fetch(`${sandbox.hooks.krr}/_sandbox/calls`)).json()) as {
      calls: { consumer: string }[];
    };
    expect(seen.map(({ consumer }) => consumer)).toEqual([BODY]);
  });

  it('that KRR has not let in is refused once, and not asked for again', async () => {
    const port = await connect('klient-deleg', undefined, many);
    const [s02] = await port.hentPersoner(people('S02'), krrCall('319000011').call);
    expect(s02).toMatchObject({ feil: { kode: 'HTTP_403', kanProevesIgjen: false } });
    expect(calls()).toBe(1);
  });

  it.each([
    ['that nobody has listed', '315000017'],
    ['that no token names', undefined],
  ])('%s is refused without any call', async (_, consumer) => {
    const port = await connect('klient-deleg', undefined, many);
    const { call, counted } = krrCall(consumer);
    const outcomes = await port.kanVelgeSikkerDigitalPostkasse(people('S01'), call);
    expect(outcomes).toMatchObject([{ feil: { kode: 'MANGLER_SCOPE', opphav: 'GATEWAY', kanProevesIgjen: false } }]);
    expect([...counted, calls(), sandbox.maskinporten.traffic().calls]).toEqual([0, 0]);
  });

  it('without a token of its own is the configuration’s mistake', async () => {
    const port = await connect('klient-utenscope');
    const { call, counted } = krrCall();
    const [s02] = await port.hentPersoner(people('S02'), call);
    expect(s02).toMatchObject({ feil: { kode: 'IKKE_KONFIGURERT', kilde: 'KRR', kanProevesIgjen: false } });
    expect(counted).toHaveLength(2);
    expect(calls()).toBe(0);
  });
});

describe('mailboxes', () => {
  const [s02 = undefined] = people('S02');
  if (!s02) throw new Error('nobody');
  const supplier = '311000012' as Organisasjonsnummer;
  const postkasse = { supplier, postkasseadresse: 'test.person#S02A' };

  /** The service of the suppliers, which takes signed messages only. */
  const suppliers = (): Partial<PostkasseConfig> => {
    const { kontaktregisterUrl: _, ...config } = sandboxSources(sandbox, BASE).postkasse ?? {};
    return { ...config, source: 'krr' };
  };

  it('are not written where KRR alone is asked', async () => {
    const port = await connect();
    const { call, counted } = krrCall();
    const outcomes = [
      await port.oppdaterPostkasse(s02, postkasse, call),
      await port.opprettOgVelgSikkerDigitalPostkasse(s02, postkasse, call),
      await port.slettPostkasse(s02, supplier, call),
    ];
    const refused = { ok: false, effect: 'not done', feil: { kode: 'IKKE_TILBUDT', kilde: 'KRR', opphav: 'GATEWAY' } };
    expect(outcomes).toMatchObject([refused, refused, refused]);
    expect(counted).toEqual([]);
  });

  it('are asked about and written at the suppliers’ service where that is configured, and people at KRR', async () => {
    const port = await connect(undefined, undefined, suppliers());
    const { call } = krrCall();
    expect(await port.kanVelgeSikkerDigitalPostkasse(people('S01'), call)).toMatchObject([
      { ok: true, data: { kilde: 'OPPSLAGSTJENESTEN', avledet: false } },
    ]);
    expect(await port.oppdaterPostkasse(s02, postkasse, call)).toEqual({ ok: true, effect: 'done' });
    expect([sandbox.postkasse.traffic().calls, calls()]).toEqual([2, 0]);
    expect(await port.hentPersoner([s02], call)).toMatchObject([{ ok: true, data: { kilde: 'KRR' } }]);
    expect([sandbox.postkasse.traffic().calls, calls()]).toEqual([2, 1]);
  });

  it('are looked for at KRR when the answer to a write was lost', async () => {
    const port = await connect(undefined, undefined, suppliers());
    sandbox.postkasse.outage = 'drops';
    expect(await port.oppdaterPostkasse(s02, postkasse, krrCall().call)).toEqual({ ok: true, effect: 'done' });
    const other = { ...postkasse, postkasseadresse: 'test.person#ANDRE' };
    expect(await port.oppdaterPostkasse(s02, other, krrCall().call)).toMatchObject({
      effect: 'unknown',
      feil: { kode: 'UTFALL_UKJENT' },
    });
    expect(calls()).toBe(2);
  });
});
