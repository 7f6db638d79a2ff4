import { expect, test } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
import { createEnhetsregisteretClient } from '../../src/sources/enhet/adapters/enhetsregisteret/client.ts';
import { createService } from '../../src/sources/enhet/adapters/enhetsregisteret/service.ts';
import { createGrunndataClient } from '../../src/sources/enhet/adapters/grunndata/client.ts';
import { createStarClient } from '../../src/sources/kontaktinformation/adapters/star/client.ts';
import { createOppslagstjenestenClient } from '../../src/sources/postkasse/adapters/oppslagstjenesten/client.ts';
import type { HttpClient } from '../../src/wire/http/http.ts';
import { createSoapClient, NONE } from '../../src/wire/soap/client.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { createCall, createClient, READ, serve } from '../wire/loopback.ts';

const AT_ONCE = 5;

/** A client of a register that never answers, which counts its calls, and the requests that have been written to be sent. */
async function createSilent() {
  let called = 0;
  let written = 0;
  let requests = 0;
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  const url = await serve(() => {
    requests += 1;
    if (requests === AT_ONCE) resolve();
  });
  const bare = createClient(url, { maxConcurrent: AT_ONCE, pausesMs: [] });
  const http: typeof bare = {
    ...bare,
    send(request, call, subject = READ) {
      called += 1;
      // What is only an address costs nothing to write.
      if (typeof request !== 'function' && request.body === undefined) return bare.send(request, call, subject);
      if (typeof request !== 'function') throw new Error('written before its turn came');
      return bare.send(
        () => {
          written += 1;
          return request();
        },
        call,
        subject,
      );
    },
  };
  return { http, called: () => called, written: () => written, arrived };
}

type Ask = (http: HttpClient, call: CallContext) => Promise<readonly unknown[]>;
const soek = Array.from({ length: 300 }, (_, n) => ({ soekestreng: `${n}`, maksTreff: 1, medUnderenheter: false }));
const soap = (http: HttpClient) =>
  createSoapClient(http, { kilde: 'GRUNNDATA', version: '1.1', path: '', security: NONE });
const enhet = (http: HttpClient) => {
  const client = soap(http);
  return createGrunndataClient({ erfr: client, frivillighet: client }, { current: { brukerId: 'b', passord: 'p' } });
};
const postkasse = (http: HttpClient) => {
  const client = soap(http);
  return createOppslagstjenestenClient({ postkasse: client, kontaktregister: client });
};
const enhetsregisteret = (http: HttpClient) => {
  const service = createService(http, 'http://127.0.0.1/enhetsregisteret/api');
  return createEnhetsregisteretClient({
    open: service,
    authorized: undefined,
    frivillighet: service,
    fullmakt: service,
  });
};
const kodelister = {
  bekraeftet: false,
  kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
  kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
};
const CALLER = configuredCaller({ organisationstype: 99, organisationskode: '1' });
const star = (client: HttpClient) =>
  createStarClient({ client, config: { url: '', organisationstype: 99, organisationskode: '1', kodelister } });
const many = (write: (n: number) => string) => Array.from({ length: 300 }, (_, n) => write(n));

const ASKED: readonly [string, Ask][] = [
  ['300 units', (http, call) => enhet(http).hent('hentRoller', unitNumbers(300) as never, call)],
  ['300 searches', (http, call) => enhet(http).sokEnhet(soek, call)],
  ['the roles of 300 people', (http, call) => enhet(http).hentRolleutskrift(synthetic(300) as never, call)],
  [
    'whether 300 people may choose',
    (http, call) => postkasse(http).kanVelgeSikkerDigitalPostkasse(synthetic(300) as never, call),
  ],
  ['300 citizens', (http, call) => star(http).getKontaktinformation(many((n) => `0101${500_000 + n}`) as never, call)],
  [
    '300 phones',
    (http, call) =>
      star(http).getKontaktinformationMobilNr(
        many((n) => `${67_000_000 + n}`),
        call,
      ),
  ],
  [
    '300 addresses',
    (http, call) =>
      star(http).getKontaktinformationEmail(
        many((n) => `${n}@example.org`),
        call,
      ),
  ],
  ['7000 people', (http, call) => postkasse(http).hentPersoner(synthetic(7000) as never, call)],
];

test.each(ASKED)('of %s no more are written and signed than are sent, and few stand in line', async (_, ask) => {
  const { http, called, written, arrived } = await createSilent();
  const leaves = new AbortController();
  const outcomes = ask(http, { ...createCall(leaves.signal), caller: CALLER });
  await arrived;
  expect(written()).toBe(AT_ONCE);
  // The 7000 are seven calls.
  expect(called()).toBeLessThanOrEqual(7);
  leaves.abort();
  await outcomes;
  expect(written()).toBe(AT_ONCE);
  expect(called()).toBeLessThanOrEqual(7);
});

const BY_REST: readonly [string, Ask][] = [
  ['300 units', (http, call) => enhetsregisteret(http).hent('hentRoller', unitNumbers(300) as never, call)],
  [
    '300 organisations',
    (http, call) => enhetsregisteret(http).hent('hentFrivillighet', unitNumbers(300) as never, call),
  ],
  ['300 searches', (http, call) => enhetsregisteret(http).sokEnhet(soek, call)],
  ['7000 units', (http, call) => enhetsregisteret(http).hent('hentBasisdataMini', unitNumbers(7000) as never, call)],
];

test.each(BY_REST)('by REST, of %s few stand in line', async (_, ask) => {
  const { http, called, arrived } = await createSilent();
  const leaves = new AbortController();
  const outcomes = ask(http, { ...createCall(leaves.signal), caller: CALLER });
  await arrived;
  expect(called()).toBeLessThanOrEqual(7);
  leaves.abort();
  await outcomes;
  expect(called()).toBeLessThanOrEqual(7);
});
