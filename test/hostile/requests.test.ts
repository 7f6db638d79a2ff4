import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { type GatewayProcess, startProcess } from './process.ts';

// What one request can do to everybody else. Each is answered, or refused, at a price that others do not notice.

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startProcess();
});
afterAll(() => gateway.stop());

const CPU_MS = 1_000;
const BLOCKED_MS = 250;
const GROWTH_BYTES = 200 * 1024 * 1024;

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
}

async function send(body: string): Promise<Answered> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  const code = /"extensions":\{"code":"(\w+)"/.exec(text)?.[1];
  return { status: response.status, text, code };
}

/** Sends the request, and holds what it has cost to the three numbers. */
async function cheaply(body: object): Promise<Answered> {
  const before = await gateway.meter();
  // The meter tells nothing of what blocks before its clock has ticked again.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const answered = await send(JSON.stringify(body));
  const { cpuMs, blockedMs, peakBytes } = await gateway.meter();
  const growth = Math.round((peakBytes - before.bytes) / 2 ** 20);
  process.stdout.write(
    `${expect.getState().currentTestName}: ${answered.status} ${answered.code ?? ''} ${answered.text.length} characters ${answered.status === 400 || answered.code ? answered.text.slice(0, 120) : ''}, CPU ${Math.round(cpuMs)} ms, blocked ${Math.round(blockedMs)} ms, grown ${growth} MB\n`,
  );
  expect(
    { cpu: cpuMs <= CPU_MS, blocked: blockedMs <= BLOCKED_MS, growth: growth * 2 ** 20 <= GROWTH_BYTES },
    `CPU ${cpuMs} ms, blocked ${blockedMs} ms, grown ${growth} MB`,
  ).toEqual({ cpu: true, blocked: true, growth: true });
  return answered;
}

const times = (count: number, field: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => field(n)).join(' ');

// Code runs slowly before it has been compiled: what is measured is a gateway that has been at work.
beforeAll(async () => {
  const query = `query ($n: [ID!]!) { enheter(organisasjonsnumre: $n) { basisdata { __typename } } }`;
  for (let round = 0; round < 3; round += 1) await send(JSON.stringify({ query, variables: { n: unitNumbers(50) } }));
  const people = `query ($n: [ID!]!) { innbyggere(personidentifikatorer: $n) { kontaktregister { __typename } } }`;
  for (let round = 0; round < 3; round += 1)
    await send(JSON.stringify({ query: people, variables: { n: synthetic(100) } }));
});
beforeEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  await gateway.meter();
});

describe('long texts', () => {
  const long = '7'.repeat(900_000);

  it('a key, repeated in a list, under aliases', async () => {
    const fields = times(
      3,
      (n) =>
        `e${n}: enheter(organisasjonsnumre: [${times(1000, () => '$k')}]) { organisasjonsnummer basisdata { __typename } roller { __typename } kontaktdata { __typename } }`,
    );
    const { status, text } = await cheaply({ query: `query ($k: ID!) { ${fields} }`, variables: { k: long } });
    expect({ status, isSmall: text.length < 1_000_000 }).toEqual({ status: 400, isSmall: true });
  });

  it('a key, under as many aliases as there may be, in every kind of field', async () => {
    const fields = [
      times(25, (n) => `b${n}: borger(cpr: $k) { cpr kontaktinformation { __typename } }`),
      times(
        25,
        (n) =>
          `i${n}: innbygger(personidentifikator: $k) { personidentifikator kontaktregister { __typename } rolleutskrift { __typename } }`,
      ),
      times(25, (n) => `e${n}: enhet(organisasjonsnummer: $k) { organisasjonsnummer basisdata { __typename } }`),
      times(
        25,
        (n) =>
          `r${n}: _entities(representations: [{ __typename: "Enhet", organisasjonsnummer: $k }]) { ... on Enhet { organisasjonsnummer basisdata { __typename } } }`,
      ),
    ].join(' ');
    const { status } = await cheaply({ query: `query ($k: ID!) { ${fields} }`, variables: { k: long } });
    expect(status).toBe(200);
  });

  it.each(["'", '&', '\u0000', 'a', ' ', '\ud800'])('100 searches for 0.9 MB of %j', async (character) => {
    const fields = times(100, (n) => `s${n}: sokEnhet(soek: { soekestreng: $s, maksTreff: ${n + 1} }) { __typename }`);
    const { status } = await cheaply({
      query: `query ($s: String!) { ${fields} }`,
      variables: { s: character.repeat(Math.floor(900_000 / (JSON.stringify(character).length - 2))) },
    });
    expect([200, 400]).toContain(status);
  });

  it('100 searches by phone and mail, and writes of every text', async () => {
    const searches = times(
      50,
      (n) =>
        `m${n}: borgereMedMobiltelefon(mobiltelefon: $s) { __typename } e${n}: borgereMedEmail(email: $s) { __typename }`,
    );
    expect((await cheaply({ query: `query ($s: String!) { ${searches} }`, variables: { s: long } })).status).toBe(200);
  });

  it('100 writes of every text', async () => {
    const input = 'personidentifikator: "01817011000", postkasseleverandoerOrgNummer: "311000012"';
    const writes = [
      times(25, (n) => `o${n}: oppdaterPostkasse(input: { ${input}, postkasseadresse: $s }) { __typename }`),
      times(
        25,
        (n) =>
          `x${n}: oppdaterPostkasse(input: { ${input}, postkasseadresse: "ny.adresse#0001", x509Sertifikat: $s }) { __typename }`,
      ),
      times(
        25,
        (n) =>
          `c${n}: createKontaktinformation(input: { cpr: "0101505006", kontaktinformation: [{ kontaktdataType: MOBILTELEFON, kontaktdata: $s }] }) { __typename }`,
      ),
      times(
        25,
        (n) =>
          `v${n}: verificerKontaktinformation(input: { cpr: "0101505006", kontaktdataType: MOBILTELEFON, verifikationskode: $s }) { __typename }`,
      ),
    ].join(' ');
    expect((await cheaply({ query: `mutation ($s: String!) { ${writes} }`, variables: { s: long } })).status).toBe(200);
  });
});

describe('long answers', () => {
  const people = synthetic(1000);
  const units = unitNumbers(1000);

  it('97 aliases of kontaktregister on 1000 people', async () => {
    const query = `query ($n: [ID!]!) { innbyggere(personidentifikatorer: $n) { ${times(97, (n) => `k${n}: kontaktregister { __typename }`)} } }`;
    expect(await cheaply({ query, variables: { n: people } })).toMatchObject({ status: 400, code: 'TOO_MANY_FIELDS' });
  });

  it('as many of them as there may be', async () => {
    const query = `query ($n: [ID!]!) { innbyggere(personidentifikatorer: $n) { ${times(18, (n) => `k${n}: kontaktregister { __typename }`)} } }`;
    expect((await cheaply({ query, variables: { n: people } })).status).toBe(200);
  });

  it('as many keys as there may be, under as many aliases', async () => {
    const query = `query ($n: [ID!]!) { ${times(3, (l) => `l${l}: enheter(organisasjonsnumre: $n) { ${times(31, (n) => `a${l}_${n}: organisasjonsnummer`)} b: organisasjonsnummer }`)} }`;
    expect((await cheaply({ query, variables: { n: units } })).status).toBe(200);
  });

  it('the catalogue, under as many aliases as there may be', async () => {
    const query = `{ ${times(99, (n) => `d${n}: dokumenterteFeil { kode type kilde dokumentertTekst betydning felter kanProevesIgjen }`)} }`;
    await cheaply({ query });
  });

  it('the schema, under as many aliases as there may be', async () => {
    const query = `{ ${times(50, (n) => `d${n}: __schema { types { name description fields { name description args { name description } } } }`)} }`;
    await cheaply({ query });
  });

  it('a long alias on a long list', async () => {
    const query = `query ($n: [ID!]!) { enheter(organisasjonsnumre: $n) { ${'a'.repeat(900_000)}: organisasjonsnummer } }`;
    await cheaply({ query, variables: { n: units } });
  });
});

describe('long documents', () => {
  it('the same field 5000 times', async () => {
    await cheaply({ query: `{ ${times(4_990, () => '__typename')} }` });
  });
  it('the same field in inline fragments', async () => {
    await cheaply({
      query: `{ enhet(organisasjonsnummer: "1") { basisdata { ${times(100, () => times(16, (n) => `... on ${['Basisdata', 'EnhetSlettet', 'EnhetErBedrift', 'OrgnrIkkeGitt', 'KildeUtilgjengelig', 'UdokumentertFeil', 'Registerfeil', 'EnhetAldriOpprettet', 'KorrektEnhetSlettet', 'SlettetSomDublett', 'SlettetSomSammenslaatt', 'HarRegistreringsenhet', 'UgyldigOrganisasjonsnummer', 'UgyldigOrganisasjonsnummerFormat', 'EnhetErRegistreringsenhet', 'GrunndataUventetFeil'][n]} { __typename }`))} } } }`,
    });
  });
  it('1200 fragments', async () => {
    await cheaply({
      query: `{ ${times(1200, (n) => `...f${n}`)} } ${times(1200, (n) => `fragment f${n} on Query{__typename}`)}`,
    });
  });
  it('nested repetitions', async () => {
    const leaf = times(70, () => 'organisasjonsnummer');
    await cheaply({ query: `{ ${times(70, () => `enhet(organisasjonsnummer: "1") { ${leaf} }`)} }` });
  });
  it('fragments in fragments', async () => {
    await cheaply({
      query: `{ ...f0 } ${times(900, (n) => `fragment f${n} on Query{...f${n + 1} ...f${n + 1} __typename}`)} fragment f900 on Query{__typename}`,
    });
  });
  it('fragments in fragments through fields', async () => {
    await cheaply({
      query: `{ enhet(organisasjonsnummer: "1") { ...f0 } } ${times(11, (n) => `fragment f${n} on Enhet{ ${['basisdata', 'basisdataUtvidet', 'roller', 'kontaktdata', 'bedrift', 'bedrifter'].map((f) => `${f} { ... on EnhetErBedrift { juridiskEnhet { ...f${n + 1} } } }`).join(' ')} }`)} fragment f11 on Enhet{__typename}`,
    });
  });
  it('a thousand mistakes behind a million line breaks', async () => {
    await cheaply({ query: `${'\n'.repeat(400_000)}{ ${times(400, (n) => `x${n}`)} }` });
  });
  it('operations and fragments', async () => {
    await cheaply({
      query: `${times(400, (n) => `query q${n}($v:ID!){...f0}`)} ${times(300, (n) => `fragment f${n} on Query{...f${n + 1} borger(cpr:$v){cpr}}`)} fragment f300 on Query{__typename}`,
    });
  });
});
