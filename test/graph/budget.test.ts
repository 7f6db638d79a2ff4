import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';

// What no document says: how long a register's lists are. They are counted when they have come.

const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const NUMBERS = unitNumbers(400);

/** A business register in which one unit has 400 sub-units and all others three, and 40 units have changed. */
async function answerGrunndata(request: IncomingMessage, response: ServerResponse): Promise<void> {
  asked += 1;
  const body = (await buffer(request)).toString();
  const operation = /<ws:(hent\w+)[ >]/.exec(body)?.[1] ?? '';
  const number = /<ws:orgnr>(\d+)</.exec(body)?.[1];
  const count = number === undefined ? 39 : number === LONG ? 400 : 3;
  const rows = NUMBERS.slice(0, count).map((one) => `<organisasjonsnummer>${one}</organisasjonsnummer>`);
  const melding = `<organisasjonsnummer registreringsDato="2019-03-04">${number ?? '700102009'}</organisasjonsnummer><navn><navn1>PROEVE</navn1></navn><liste>${rows.join('')}</liste>`;
  const inner = `<grunndata><responseHeader prossessDato="2026-01-15" tjeneste="${operation}"><hovedStatus>0</hovedStatus><underStatus><underStatusMelding kode="0">Data returnert</underStatusMelding></underStatus></responseHeader><melding tjeneste="${operation}">${melding}</melding></grunndata>`;
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><${operation}Response xmlns="http://no/brreg/saksys/grunndata/ws"><return>${asText(inner)}</return></${operation}Response></S:Body></S:Envelope>`,
  );
}

const LONG = '700000001';
const SHORT = '700102009';

let gateway: RunningGateway;
let asked = 0;
const register = createServer((request, response) => void answerGrunndata(request, response));
beforeAll(async () => {
  await new Promise<void>((resolve) => register.listen(0, '127.0.0.1', resolve));
  const grunndataUrl = `http://127.0.0.1:${(register.address() as AddressInfo).port}`;
  gateway = await startGateway({
    sources: (own) => ({ enhet: own.enhet && { ...own.enhet, grunndataUrl } }),
    limits: { fields: 2000, calls: 100 },
  });
});
afterAll(async () => {
  await gateway.close();
  register.closeAllConnections();
  register.close();
});

async function ask(query: string) {
  const response = await gateway.post({ query });
  return { status: response.status, ...((await response.json()) as Answer) };
}

interface Answer {
  readonly data?: Record<string, { readonly bedrifter?: { readonly bedrifter: unknown[] } | null }> | null;
  readonly errors?: readonly { readonly path?: unknown; readonly extensions?: { readonly code?: string } }[];
}

const bedrifter = (selection: string) => `bedrifter { ... on Bedrifter { bedrifter { ${selection} } } }`;
const enhet = (number: string, selection: string) => `enhet(organisasjonsnummer: "${number}") { ${selection} }`;
const fields = (count: number) => Array.from({ length: count }, (_, n) => `f${n}: organisasjonsnummer`).join(' ');

describe('a list that a register has sent', () => {
  it('is answered where its members’ fields are as many as there may be, and not where they are more', async () => {
    // 1 + 10 + 1 + 400 × 4 for the long one, 1 + 10 + 1 + 3 × 4 for the short.
    const within = await ask(
      `{ long: ${enhet(LONG, bedrifter(fields(4)))} short: ${enhet(SHORT, bedrifter(fields(4)))} }`,
    );
    expect(within.errors).toBeUndefined();
    expect(within.data?.long?.bedrifter?.bedrifter).toHaveLength(400);
    const beyond = await ask(
      `{ long: ${enhet(LONG, bedrifter(fields(5)))} short: ${enhet(SHORT, bedrifter(fields(5)))} }`,
    );
    expect(beyond.status).toBe(200);
    expect(beyond.data).toMatchObject({ long: { bedrifter: null }, short: { bedrifter: {} } });
    expect(beyond.data?.short?.bedrifter?.bedrifter).toHaveLength(3);
    expect(beyond.errors).toMatchObject([
      { path: ['long', 'bedrifter', 'bedrifter'], extensions: { code: 'TOO_MANY_FIELDS' } },
    ]);
  });

  it('counts under each alias', async () => {
    const aliases = (count: number) =>
      Array.from({ length: count }, (_, n) => `a${n}: ${enhet(LONG, bedrifter('organisasjonsnummer'))}`).join(' ');
    expect((await ask(`{ ${aliases(4)} }`)).errors).toBeUndefined();
    const { errors, data } = await ask(`{ ${aliases(5)} }`);
    expect(errors).toHaveLength(1);
    expect(Object.values(data ?? {}).filter((one) => one.bedrifter === null)).toHaveLength(1);
  });

  it('makes no more calls than an operation may', async () => {
    const changed = (...operations: string[]) =>
      ask(
        `{ endringslogg { ... on Endringslogg { enheter { ${operations.map((one) => `${one} { __typename }`).join(' ')} } } } }`,
      );
    asked = 0;
    expect((await changed('basisdata', 'bedrifter')).errors).toBeUndefined();
    expect(asked).toBe(1 + 40 * 2);
    asked = 0;
    expect(await changed('basisdata', 'bedrifter', 'roller')).toMatchObject({
      data: { endringslogg: null },
      errors: [{ path: ['endringslogg', 'enheter'], extensions: { code: 'TOO_MANY_CALLS' } }],
    });
    expect(asked).toBe(1);
  });

  it('counts the calls of each list beside those of the others', async () => {
    const changed = (n: number) =>
      `c${n}: endringslogg { ... on Endringslogg { enheter { basisdata { __typename } } } }`;
    expect((await ask(`{ ${[1, 2].map(changed).join(' ')} }`)).errors).toBeUndefined();
    const { errors } = await ask(`{ ${[1, 2, 3].map(changed).join(' ')} }`);
    expect(errors).toMatchObject([{ path: ['c3', 'enheter'], extensions: { code: 'TOO_MANY_CALLS' } }]);
  });
});

describe('a long answer in slices', () => {
  it('still asks once about a thousand people, under aliases too', async () => {
    await using wide = await startAsWide();
    const aliases = Array.from({ length: 10 }, (_, n) => `k${n}: kontaktregister { __typename }`).join(' ');
    const query = `query ($n: [ID!]!) { innbyggere(personidentifikatorer: $n) { ${aliases} } }`;
    const response = await wide.post({ query, variables: { n: synthetic(1000) } });
    const { data } = (await response.json()) as { data: { innbyggere: Record<string, unknown>[] } };
    expect(data.innbyggere).toHaveLength(1000);
    for (const one of data.innbyggere) expect(Object.values(one)).toHaveLength(10);
    expect(wide.sandbox.postkasse.traffic().calls).toBe(1);
  });
});

async function startAsWide() {
  const wide = await startGateway();
  return { ...wide, [Symbol.asyncDispose]: () => wide.close() };
}
