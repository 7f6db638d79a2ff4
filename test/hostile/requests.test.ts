import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { bestOf, type Measured } from './best.ts';
import { type GatewayProcess, startProcess } from './process.ts';

// What one request can do to everybody else. Each is answered, or refused, at a price that others do not notice.

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startProcess();
});
afterAll(() => gateway.stop());

const MOST = { cpuMs: 1_000, blockedMs: 250, grownMB: 200 } as const;

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
function cheaply(body: object): Promise<Answered> {
  const text = JSON.stringify(body);
  return bestOf(() => measure(text));
}

async function measure(body: string): Promise<Measured<Answered>> {
  await pause(100);
  const before = await gateway.meter();
  // The meter tells nothing of what blocks before its clock has ticked again.
  await pause(50);
  const result = await send(body);
  const { cpuMs, blockedMs, peakBytes } = await gateway.meter();
  return {
    result,
    times: {
      cpuMs: [Math.round(cpuMs), MOST.cpuMs],
      // Longer than it has computed it cannot have blocked: then it has waited for the machine, as everybody else on it.
      blockedMs: [Math.round(Math.min(blockedMs, cpuMs)), MOST.blockedMs],
    },
    firm: { grownMB: [Math.round((peakBytes - before.bytes) / 2 ** 20), MOST.grownMB] },
  };
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
describe('long texts', () => {
  const long = '7'.repeat(900_000);

  it('a key, repeated in a list, under aliases', async () => {
    const fields = times(
      3,
      (n) =>
        `e${n}: enheter(organisasjonsnumre: [${times(1000, () => '$k')}]) { organisasjonsnummer basisdata { __typename } roller { __typename } kontaktdata { __typename } }`,
    );
    const { status, text } = await cheaply({ query: `query ($k: ID!) { ${fields} }`, variables: { k: long } });
    expect({ status, isSmall: text.length < 1_000_000 }).toEqual({ status: 422, isSmall: true });
  });

  it('a key, as often as it may be repeated and asked about', async () => {
    const fields = times(
      3,
      (n) =>
        `e${n}: enheter(organisasjonsnumre: [${times(333, () => '$k')}]) { organisasjonsnummer basisdata { __typename ... on Registerfeil { kode opphav } } }`,
    );
    const { status, text } = await cheaply({ query: `query ($k: ID!) { ${fields} }`, variables: { k: long } });
    expect(status).toBe(200);
    expect(text.split('"kode":"10000","opphav":"GATEWAY"')).toHaveLength(1000);
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
    expect([200, 400, 422]).toContain(status);
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
    expect(await cheaply({ query, variables: { n: people } })).toMatchObject({ status: 422, code: 'TOO_MANY_FIELDS' });
  });

  it('as many of them as there may be', async () => {
    const query = `query ($n: [ID!]!) { innbyggere(personidentifikatorer: $n) { ${times(18, (n) => `k${n}: kontaktregister { __typename }`)} } }`;
    expect((await cheaply({ query, variables: { n: people } })).status).toBe(200);
  });

  it('as many keys as there may be, under as many aliases', async () => {
    const query = `query ($n: [ID!]!) { ${times(3, (l) => `l${l}: enheter(organisasjonsnumre: $n) { ${times(31, (n) => `a${l}_${n}: organisasjonsnummer`)} b: organisasjonsnummer }`)} }`;
    expect((await cheaply({ query, variables: { n: units } })).status).toBe(200);
  });

  it.each([18, 10, 1])('everything on 1000 people, under %i aliases', async (aliases) => {
    const entry =
      '... on Kontaktregisteroppfoering { status reservasjon varslingsstatus mobiltelefonnummer { verdi sistOppdatert } digitalPost { postkasseadresse } } ... on Registerfeil { kode melding kilde opphav }';
    const query = `query ($n: [ID!]!) { innbyggere(personidentifikatorer: $n) { ${times(aliases, (n) => `k${n}: kontaktregister { __typename ${entry} }`)} } }`;
    expect((await cheaply({ query, variables: { n: people } })).status).toBe(aliases === 18 ? 422 : 200);
  });

  it('1000 units, each asked about', async () => {
    const query =
      'query ($n: [ID!]!) { enheter(organisasjonsnumre: $n) { basisdata { __typename ... on Registerfeil { kode melding } } } }';
    // The register plays in the same process: of what that costs, most is its own.
    expect((await cheaply({ query, variables: { n: units } })).status).toBe(200);
  });

  it('999 citizens whose numbers are none', async () => {
    const query = `query ($n: [ID!]!) { ${times(3, (l) => `l${l}: borgere(cprs: $n) { kontaktinformation { __typename ... on Registerfeil { kode } } }`)} }`;
    expect((await cheaply({ query, variables: { n: people.slice(0, 333) } })).status).toBe(200);
  });

  it('the catalogue, under as many aliases as there may be', async () => {
    const query = `{ ${times(99, (n) => `d${n}: dokumenterteFeil { kode type kilde dokumentertTekst betydning felter kanProevesIgjen }`)} }`;
    await cheaply({ query });
  });

  it.each([10, 25])('the schema, under %i aliases', async (aliases) => {
    const query = `{ ${times(aliases, (n) => `d${n}: __schema { types { name description fields { name description args { name description } } } }`)} }`;
    await cheaply({ query });
  });

  it('a long alias on a long list', async () => {
    const query = `query ($n: [ID!]!) { enheter(organisasjonsnumre: $n) { ${'a'.repeat(900_000)}: organisasjonsnummer } }`;
    await cheaply({ query, variables: { n: units } });
  });
});

describe('long documents', () => {
  const MEMBERS = ['Basisdata', 'EnhetSlettet', 'EnhetErBedrift', 'OrgnrIkkeGitt', 'Registerfeil', 'UdokumentertFeil'];
  const OPERATIONS = ['basisdata', 'basisdataUtvidet', 'roller', 'kontaktdata', 'bedrift', 'bedrifter'];
  const enhet = (selection: string) => `enhet(organisasjonsnummer: "1") { ${selection} }`;

  const DOCUMENTS: Readonly<Record<string, () => string>> = {
    'the same field, 5000 times': () => `{ ${times(4_990, () => '__typename')} }`,
    'the same field, in fragments without a name': () =>
      `{ ${enhet(`basisdata { ${times(250, () => times(6, (n) => `... on ${MEMBERS[n]} { __typename }`))} }`)} }`,
    'a thousand fragments': () =>
      `{ ${times(990, (n) => `...f${n}`)} } ${times(990, (n) => `fragment f${n} on Query { __typename }`)}`,
    'repetitions in repetitions': () => `{ ${times(70, () => enhet(times(65, () => 'organisasjonsnummer')))} }`,
    'fragments in fragments': () =>
      `{ ...f0 } ${times(900, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} __typename }`)} fragment f900 on Query { __typename }`,
    'fragments in fragments, through fields': () =>
      `{ ${enhet('...f0')} } ${times(60, (n) => `fragment f${n} on Enhet { ${OPERATIONS.map((one) => `${one} { ... on EnhetErBedrift { juridiskEnhet { ...f${n + 1} } } }`).join(' ')} }`)} fragment f60 on Enhet { __typename }`,
    'fragments in fragments, through as many fields as are deep': () =>
      `{ ${enhet('...f0')} } ${times(
        4,
        (n) =>
          `fragment f${n} on Enhet { ${OPERATIONS.slice(0, 4)
            .map((one) => `${one} { ... on EnhetErBedrift { juridiskEnhet { ...f${n + 1} } } }`)
            .join(' ')} }`,
      )} fragment f4 on Enhet { __typename }`,
    'hundreds of mistakes behind half a million line breaks': () =>
      `${'\n'.repeat(450_000)}{ ${times(400, (n) => `x${n}`)} }`,
    'fields that differ, behind as many': () =>
      `${'\n'.repeat(300_000)}{ ${times(60, (n) => enhet(times(40, (f) => `a${f}: ${n % 2 ? '__typename' : 'organisasjonsnummer'}`)))} }`,
    'hundreds of operations on hundreds of fragments': () =>
      `${times(300, (n) => `query q${n}($v: ID!) { ...f0 }`)} ${times(300, (n) => `fragment f${n} on Query { ...f${n + 1} borger(cpr: $v) { cpr } }`)} fragment f300 on Query { __typename }`,
    'long names': () => `{ ${times(400, (n) => `${'x'.repeat(2_000)}${n}`)} }`,
  };

  it.each(Object.entries(DOCUMENTS))('%s', async (_, write) => {
    const query = write();
    expect(query.length).toBeLessThan(1024 * 1024);
    const { status, text } = await cheaply({ query, operationName: /\bquery (q0)/.exec(query)?.[1] });
    // One of them is no more than an odd question.
    expect([200, 400, 422]).toContain(status);
    expect(text.length).toBeLessThan(200_000);
  });
});
