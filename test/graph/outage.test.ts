import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RegistersDocument, type RegistersQuery } from '../../examples/typed/graphql.ts';
import type { Outage } from '../../src/sandbox/index.ts';
import type { SourcesConfig } from '../../src/sources/index.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { SOON_MS, TOO_LONG_MS } from '../support/patience.ts';

const TIDSAVBRUDD_MS = 1_000;
// What the answer may take beyond the time of its slowest call; what would be wrong is the time of the request, 30 s.
const SLACK_MS = SOON_MS;

const VARIABLES = { cpr: '0101505006', personidentifikator: '02827112006', organisasjonsnummer: '700102009' };

const REGISTERS = [
  { register: 'kontaktinformation', kilde: 'STAR', field: 'borger' },
  { register: 'postkasse', kilde: 'OPPSLAGSTJENESTEN', field: 'innbygger' },
  { register: 'enhet', kilde: 'GRUNNDATA', field: 'enhet' },
] as const;

const KODE: Record<Exclude<Outage, 'none'>, string> = {
  drops: 'TILKOBLING',
  silent: 'TIDSAVBRUDD',
  garbage: 'UGYLDIG_SVAR',
  unavailable: 'HTTP_503',
};

let gateway: RunningGateway;
let healthy: RegistersQuery;
beforeAll(async () => {
  gateway = await startGateway({ sources: { timeoutMs: TIDSAVBRUDD_MS } });
  // The first request opens the connections and compiles the code: it has its own time.
  await askAll(gateway);
  healthy = await askAll(gateway);
});
afterAll(() => gateway.close());
beforeEach(() => gateway.sandbox.reset());

async function askAll({ ask }: RunningGateway): Promise<RegistersQuery> {
  const { data, errors } = await ask(RegistersDocument, VARIABLES);
  expect(errors).toBeUndefined();
  // The sandbox counts the age of contact data from its own start.
  return JSON.parse(JSON.stringify(data).replace(/"\d{4}-\d\d-\d\dT[^"]+"/g, '"a moment"'));
}

/** The answer of each register: its own field, and the supplier of the mailbox, whom the business register names. */
function answers({ borger, innbygger, enhet }: RegistersQuery) {
  const entry = innbygger?.kontaktregister;
  const digitalPost = entry?.__typename === 'Kontaktregisteroppfoering' ? entry.digitalPost : undefined;
  return {
    borger: borger?.kontaktinformation,
    innbygger: entry && { ...entry, digitalPost: digitalPost?.postkasseadresse },
    enhet: enhet?.basisdata,
    supplier: digitalPost?.postkasseleverandoer.basisdata,
  };
}

function expectOnlyBroken(data: RegistersQuery, field: (typeof REGISTERS)[number]['field'], feil: object): void {
  const whole = answers(healthy);
  const now = answers(data);
  expect(now[field]).toMatchObject({ __typename: 'KildeUtilgjengelig', opphav: 'KILDE', ...feil });
  for (const { field: other } of REGISTERS) if (other !== field) expect(now[other]).toEqual(whole[other]);
  // The edge goes as far as the two registers that it joins.
  if (field === 'enhet') expect(now.supplier).toMatchObject({ __typename: 'KildeUtilgjengelig', ...feil });
  if (field === 'borger') expect(now.supplier).toEqual(whole.supplier);
}

it('all three answer when all three are well', () => {
  expect(answers(healthy)).toMatchObject({
    borger: { __typename: 'Kontaktinformationer', kontaktinformation: { length: 3 } },
    innbygger: { __typename: 'Kontaktregisteroppfoering', status: 'AKTIV' },
    enhet: { __typename: 'Basisdata', navn: 'BLÅBÆR & FLØYTE SANDKASSE' },
    supplier: { __typename: 'Basisdata', navn: 'TESTPOST NORD AS' },
  });
});

describe.each(REGISTERS)('with $kilde broken the other two answer in full', ({ register, kilde, field }) => {
  it.each(Object.entries(KODE))('%s: %s', async (outage, kode) => {
    gateway.sandbox[register].outage = outage as Outage;
    const began = performance.now();
    const data = await askAll(gateway);
    expect(performance.now() - began).toBeLessThan(TIDSAVBRUDD_MS + SLACK_MS);
    expectOnlyBroken(data, field, { kode, kilde, ...(outage === 'unavailable' && { proevIgjenOm: 7 }) });
  });

  it('dead: TILKOBLING', async () => {
    const url = CLOSED;
    const dead = await startGateway({
      sources: async (own) => ({ timeoutMs: TOO_LONG_MS, [register]: movedTo(url, own)[register] }),
    });
    try {
      const began = performance.now();
      expectOnlyBroken(await askAll(dead), field, { kode: 'TILKOBLING', kilde, kanProevesIgjen: true });
      expect(performance.now() - began).toBeLessThan(SLACK_MS);
    } finally {
      await dead.close();
    }
  });

  it('not configured: IKKE_KONFIGURERT', async () => {
    const absent = await startGateway({ sources: { [register]: undefined } });
    try {
      expectOnlyBroken(await askAll(absent), field, { kode: 'IKKE_KONFIGURERT', kilde, opphav: 'GATEWAY' });
    } finally {
      await absent.close();
    }
  });

  it('silent, tried again, until the request’s own time is up: TIDSAVBRUDD', async () => {
    const deadlineMs = 2_500;
    // All of its tries would take longer than the request may.
    const pausesMs = Array.from({ length: TOO_LONG_MS / 1_000 }, () => 50);
    const patient = await startGateway({ deadlineMs, sources: { timeoutMs: 1_000, pausesMs } });
    try {
      await askAll(patient);
      patient.sandbox[register].outage = 'silent';
      const began = performance.now();
      expectOnlyBroken(await askAll(patient), field, { kode: 'TIDSAVBRUDD', kilde });
      expect(performance.now() - began).toBeLessThan(deadlineMs + SLACK_MS);
      expect(patient.sandbox[register].traffic().calls).toBeGreaterThan(2);
    } finally {
      await patient.close();
    }
  });
});

it('a register that comes back answers again', async () => {
  gateway.sandbox.enhet.outage = 'drops';
  expectOnlyBroken(await askAll(gateway), 'enhet', { kode: 'TILKOBLING' });
  gateway.sandbox.enhet.outage = 'none';
  expect(await askAll(gateway)).toEqual(healthy);
});

/** Where nobody listens. A port that was free a moment ago may be another test's by now. */
const CLOSED = 'http://127.0.0.1:1';

function movedTo(url: string, { kontaktinformation, postkasse, enhet }: SourcesConfig): Partial<SourcesConfig> {
  return {
    kontaktinformation: kontaktinformation && { ...kontaktinformation, url },
    postkasse: postkasse && { ...postkasse, postkasseUrl: url, kontaktregisterUrl: url },
    enhet: enhet && { ...enhet, grunndataUrl: url, frivillighetUrl: url },
  };
}
