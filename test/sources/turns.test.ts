import { expect, test } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import { createEnhetSoap } from '../../src/sources/enhet/soap.ts';
import { createPostkasseSoap } from '../../src/sources/postkasse/soap.ts';
import { createSoapClient, INGEN, type SoapClient } from '../../src/wire/soap/client.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { createCall, createClient, serve } from '../wire/loopback.ts';

const AT_ONCE = 5;

/** A client of a register that never answers, which counts its calls, and the messages that have been written to be sent. */
async function createSilent() {
  let called = 0;
  let written = 0;
  let requests = 0;
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  const url = await serve(() => {
    requests += 1;
    if (requests === AT_ONCE) resolve();
  });
  const security = {
    protect: (...message: Parameters<typeof INGEN.protect>) => {
      written += 1;
      return INGEN.protect(...message);
    },
  };
  const bare = createClient(url, { maxConcurrent: AT_ONCE });
  const http: typeof bare = {
    ...bare,
    send: (...request) => {
      called += 1;
      return bare.send(...request);
    },
  };
  const client = createSoapClient(http, { kilde: 'GRUNNDATA', version: '1.1', path: '', security });
  return { client, called: () => called, written: () => written, arrived };
}

type Ask = (client: SoapClient, call: CallContext) => Promise<readonly unknown[]>;
const soek = Array.from({ length: 300 }, (_, n) => ({ soekestreng: `${n}`, maksTreff: 1, medUnderenheter: false }));
const enhet = (client: SoapClient) =>
  createEnhetSoap({ erfr: client, frivillighet: client }, { brukerId: 'b', passord: 'p' }, []);
const postkasse = (client: SoapClient) =>
  createPostkasseSoap({ postkasse: client, kontaktregister: client }, { pausesMs: [] });

const ASKED: readonly [string, Ask][] = [
  ['300 units', (client, call) => enhet(client).hent('hentRoller', unitNumbers(300) as never, call)],
  ['300 searches', (client, call) => enhet(client).sokEnhet(soek, call)],
  ['the roles of 300 people', (client, call) => enhet(client).hentRolleutskrift(synthetic(300) as never, call)],
  [
    'whether 300 people may choose',
    (client, call) => postkasse(client).kanVelgeSikkerDigitalPostkasse(synthetic(300) as never, call),
  ],
  ['7000 people', (client, call) => postkasse(client).hentPersoner(synthetic(7000) as never, call)],
];

test.each(ASKED)('of %s no more are written and signed than are sent, and few stand in line', async (_, ask) => {
  const { client, called, written, arrived } = await createSilent();
  const leaves = new AbortController();
  const outcomes = ask(client, createCall(leaves.signal));
  await arrived;
  expect(written()).toBe(AT_ONCE);
  // The 7000 are seven calls.
  expect(called()).toBeLessThanOrEqual(7);
  leaves.abort();
  await outcomes;
  expect(written()).toBe(AT_ONCE);
  expect(called()).toBeLessThanOrEqual(7);
});
