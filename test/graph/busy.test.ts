import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifiers } from '../support/identifiers.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

// Everywhere that a client can put a person, so that the look through all output at the end (test/after) means something.

const CPR = '0101505006';
const PERSON = '02827112006';
const MALFORMED = '01817011001';
const EMAIL = 'borger-1@example.org';
const MOBIL = '67000001';
const SECRETS = [CPR, PERSON, MALFORMED, EMAIL, MOBIL, '010150-5006', '028271 12006'];

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const url = () => `${gateway.url}/graphql`;
const feil = '... on Registerfeil { kode melding }';
const PLAIN = '{ __typename }';

const REQUESTS: Readonly<Record<string, () => Promise<Response>>> = {
  variables: () =>
    gateway.post({
      query: `query ($c: ID!, $p: ID!, $e: String!, $m: String!) {
        borger(cpr: $c) { kontaktinformation { ${feil} } }
        innbygger(personidentifikator: $p) { kontaktregister { ${feil} } rolleutskrift { ${feil} } }
        borgereMedEmail(email: $e) { ${feil} }
        borgereMedMobiltelefon(mobiltelefon: $m) { ${feil} }
      }`,
      variables: { c: CPR, p: PERSON, e: EMAIL, m: MOBIL },
    }),
  literals: () =>
    gateway.post({ query: `{ innbygger(personidentifikator: "${PERSON}") { kontaktregister { ${feil} } } }` }),
  'malformed numbers': () =>
    gateway.post({
      query: `{ innbygger(personidentifikator: "${MALFORMED}") { kontaktregister { ${feil} } } borger(cpr: "${PERSON}") { kontaktinformation { ${feil} } } }`,
    }),
  'a person for a unit': () =>
    gateway.post({ query: `{ enhet(organisasjonsnummer: "${PERSON}") { basisdata { ${feil} } } }` }),
  'a mail for a name': () => gateway.post({ query: `{ sokEnhet(soek: { soekestreng: "${EMAIL}" }) { ${feil} } }` }),
  'the operation’s name': () => gateway.post({ query: `query Hent${CPR} ${PLAIN}` }),
  'the operation’s name, grouped': () => gateway.post({ query: `query Hent_010150_5006 ${PLAIN}` }),
  'operationName that is not there': () =>
    gateway.post({ query: `query Hent ${PLAIN}`, operationName: `Hent${PERSON}` }),
  'an alias': () =>
    gateway.post({ query: `{ p${PERSON}: innbygger(personidentifikator: "${PERSON}") { personidentifikator } }` }),
  'a field that is not there': () => gateway.post({ query: `{ borger${CPR} }` }),
  'an argument of a wrong type': () => gateway.post({ query: `{ borger(cpr: [["${CPR}"]]) { cpr } }` }),
  'a variable of a wrong type': () =>
    gateway.post({ query: 'query ($c: ID!) { borger(cpr: $c) { cpr } }', variables: { c: { cpr: CPR } } }),
  'a syntax error': () => gateway.post({ query: `{ borger(cpr: "${CPR}" { ` }),
  'a body that is not JSON': () =>
    fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: `${CPR} ${EMAIL}` }),
  'a body of another kind': () =>
    fetch(url(), { method: 'POST', headers: { 'content-type': 'text/plain' }, body: CPR }),
  'x-request-id': () => gateway.post({ query: PLAIN }, { 'x-request-id': CPR }),
  'x-request-id, a mail': () => gateway.post({ query: PLAIN }, { 'x-request-id': EMAIL }),
  'x-request-id, grouped': () => gateway.post({ query: PLAIN }, { 'x-request-id': '010150-5006' }),
  headers: () =>
    gateway.post(
      { query: PLAIN },
      {
        authorization: `Bearer ${PERSON}`,
        cookie: `person=${PERSON}`,
        referer: `https://example.org/?cpr=${CPR}`,
        'user-agent': EMAIL,
        traceparent: PERSON,
        [`x-${CPR}`]: MOBIL,
      },
    ),
  'a GET': () => fetch(`${url()}?query=${encodeURIComponent(`{ borger(cpr: "${CPR}") { cpr } }`)}`),
  'a path': () => fetch(`${gateway.url}/${PERSON}/${encodeURIComponent(EMAIL)}`),
  'a path below the endpoint': () => fetch(`${url()}/${CPR}?email=${EMAIL}`),
  'a method': () => fetch(`${url()}?cpr=${CPR}`, { method: 'DELETE' }),
  'people on whom STAR fails': () =>
    gateway.post({
      query: `query ($cprs: [ID!]!) { borgere(cprs: $cprs) { kontaktinformation { ${feil} } } }`,
      variables: { cprs: ['0112575011', '0112576500', '0112576904', '0112575460'] },
    }),
  'a person on whom Oppslagstjenesten fails': () =>
    gateway.post({ query: `{ innbygger(personidentifikator: "18868726160") { kontaktregister { ${feil} } } }` }),
  extensions: () => gateway.post({ query: PLAIN, extensions: { persistedQuery: { sha256Hash: CPR } } }),
};

describe('wherever a client puts a person, no line holds her', () => {
  it.each(Object.keys(REQUESTS))('%s', async (where) => {
    const response = await REQUESTS[where]?.();
    // Whatever a client sends, it is no fault of ours.
    expect(response?.status).toBeLessThan(500);
    await response?.arrayBuffer();
  });

  it('and there are lines', async () => {
    // A line is written when the connection has the answer, which the client may read before.
    await expect.poll(() => gateway.lines.length).toBeGreaterThan(20);
    const text = gateway.lines.join('');
    expect(text).toContain('"operation":"Hent******"');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });
});

it('all of these are among what the last test looks for', () => {
  expect(identifiers()).toEqual(expect.arrayContaining([CPR, PERSON, MALFORMED, EMAIL, MOBIL]));
});
