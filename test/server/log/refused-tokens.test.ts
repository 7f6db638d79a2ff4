import { expect, onTestFinished, test } from 'vitest';
import { CLIENT_KID } from '../../../src/sandbox/maskinporten/index.ts';
import { startGateway } from '../../support/gateway.ts';

const PERSON = '02827112006';
const QUESTION = `{
  enhet(organisasjonsnummer: "700102009") { roller { __typename ... on Registerfeil { kode } } }
  innbygger(personidentifikator: "${PERSON}") {
    kontaktregister { __typename ... on Registerfeil { kode } }
    rolleutskrift { __typename ... on Registerfeil { kode } }
  }
}`;

test('a client that Maskinporten refuses is one line a register, whatever is asked for and how often', async () => {
  const gateway = await startGateway({
    doors: 'rest',
    async sources({ enhet, postkasse }, { urls, maskinporten }) {
      const { privateKey } = await maskinporten.simulator.clientCertificates();
      const shownAs = { kid: CLIENT_KID };
      const client = { issuer: urls.maskinporten, clientId: 'klient-ukjent', privateKey, shownAs };
      return {
        enhet: enhet && { ...enhet, maskinporten: { client } },
        postkasse: postkasse?.krr && { ...postkasse, krr: { ...postkasse.krr, maskinporten: { client } } },
      };
    },
  });
  onTestFinished(() => gateway.close());
  const answers: unknown[] = [];
  for (let request = 0; request < 5; request += 1) answers.push(await (await gateway.post({ query: QUESTION })).json());
  // What the contract of each has for it.
  const innbygger = { kontaktregister: { kode: 'IKKE_KONFIGURERT' }, rolleutskrift: { kode: '-101' } };
  for (const answer of answers) expect(answer).toMatchObject({ data: { innbygger } });
  const asked = (await fetch(`${gateway.sandbox.maskinporten.hooksUrl}/_sandbox/calls`).then((it) => it.json())) as {
    calls: { operation: string }[];
  };
  // One each of KRR's scopes, of roles, and of a person's roles: a refusal is kept for a moment.
  expect(asked.calls.filter(({ operation }) => operation === 'token')).toHaveLength(3);
  const warned = gateway.logged().filter(({ level }) => level === 'warn');
  expect(warned.toSorted((one, other) => String(one.kilde).localeCompare(String(other.kilde)))).toEqual(
    ['ENHETSREGISTERET', 'KRR'].map((kilde) => ({
      level: 'warn',
      time: expect.any(String),
      msg: 'Maskinporten refuses a token',
      requestId: expect.any(String),
      kilde,
      operation: 'Maskinporten token',
      status: expect.any(Number),
      mpCode: 'MP-100',
      advice: 'no such client there: MASKINPORTEN_CLIENT_ID, or another environment’s MASKINPORTEN_ISSUER',
      fault: { code: expect.any(String), text: expect.any(String) },
    })),
  );
});
