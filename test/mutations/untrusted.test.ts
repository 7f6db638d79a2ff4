import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourcesConfig } from '../../src/sources/index.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

// A gateway that expects another responder: every answer of the register arrives, and none can be trusted.
async function expectingAnother({ postkasse }: SourcesConfig): Promise<Partial<SourcesConfig>> {
  if (postkasse?.security !== 'signed') throw new Error('the sandbox signs');
  const { signing } = postkasse;
  return {
    postkasse: {
      ...postkasse,
      signing: async () => {
        const own = typeof signing === 'function' ? await signing() : signing;
        const another = { responderOrgnr: '312000016' };
        return { postkasse: { ...own.postkasse, ...another }, kontaktregister: { ...own.kontaktregister, ...another } };
      },
    },
  };
}

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway({ sources: expectingAnother });
});
afterAll(() => gateway.close());

test('a write whose answer cannot be trusted may have been done: it is reported as unknown, and sent once', async () => {
  const input = '{ personidentifikator: "02827112006", postkasseleverandoerOrgNummer: "311000012" }';
  const query = `mutation { slettPostkasse(input: ${input}) { __typename ... on Registerfeil { kode kanProevesIgjen } } }`;
  const response = await gateway.post({ query });
  expect(await response.json()).toEqual({
    data: { slettPostkasse: { __typename: 'KildeUtilgjengelig', kode: 'UTFALL_UKJENT', kanProevesIgjen: false } },
  });
  expect(gateway.sandbox.postkasse.traffic().calls).toBe(1);
});

test('a read whose answer cannot be trusted answers SIKKERHETSFEIL, and is not tried again', async () => {
  const before = gateway.sandbox.postkasse.traffic().calls;
  const query =
    '{ innbygger(personidentifikator: "02827112006") { kontaktregister { ... on Registerfeil { kode } } } }';
  expect(await (await gateway.post({ query })).json()).toEqual({
    data: { innbygger: { kontaktregister: { kode: 'SIKKERHETSFEIL' } } },
  });
  expect(gateway.sandbox.postkasse.traffic().calls - before).toBe(1);
});
