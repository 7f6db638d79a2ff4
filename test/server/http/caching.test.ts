import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KEEP_MAX_BYTES } from '../../../src/sources/enhet/settings.ts';
import { type GuardedGateway, startGuardedGateway, tokenOf } from '../../support/callers.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';
import { startGateway as startBroken } from '../gateway-under-test.ts';
import { setSandbox } from '../../support/sandbox.ts';

const KEEP_MS = 300_000;
const keep = { keepMs: KEEP_MS, maxBytes: KEEP_MAX_BYTES };

let keeping: RunningGateway;
let plain: RunningGateway;
let guarded: GuardedGateway;
beforeAll(async () => {
  keeping = await startGateway({ sources: { keep } });
  plain = await startGateway();
  guarded = await startGuardedGateway({ sources: { keep }, tokenRequired: true });
});
beforeEach(() => keeping.sandbox.reset());
afterAll(() => Promise.all([keeping.close(), plain.close(), guarded.close()]));

const unit = (number: string, field = 'basisdata { ... on Basisdata { navn } ... on Registerfeil { kode } }') =>
  `{ enhet(organisasjonsnummer: "${number}") { ${field} } }`;

async function get(query: string, headers: Record<string, string> = {}, { url }: { readonly url: string } = keeping) {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { accept: 'application/json', ...headers },
  });
  const { status } = response;
  const header = (name: string) => response.headers.get(name);
  return { status, header, control: header('cache-control'), body: await response.text() };
}

const PUBLIC = `public, max-age=${KEEP_MS / 1_000}`;
const VARY = 'accept-encoding, accept, x-sandbox-caller, x-sandbox-scopes';

const callsOf = ({ lines }: Pick<RunningGateway, 'lines'>) => {
  const { calls, kept, status } = JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
  return { calls, kept, status };
};

describe('a GET about a unit', () => {
  test('says how long it may be kept, and how old it is when the gateway had it already', async () => {
    const first = await get(unit('700040003'));
    expect([first.control, first.header('vary'), first.header('age')]).toEqual([PUBLIC, VARY, null]);
    expect(first.header('etag')).toMatch(/^W\/"[\w-]{43}"$/);
    expect(callsOf(keeping)).toEqual({ calls: { GRUNNDATA: 1 }, kept: undefined, status: 200 });
    const second = await get(unit('700040003'));
    expect([second.control, second.header('vary'), second.body]).toEqual([PUBLIC, VARY, first.body]);
    expect(second.header('age')).toMatch(/^\d$/);
    expect(second.header('etag')).toBe(first.header('etag'));
    expect(callsOf(keeping)).toEqual({ calls: {}, kept: { GRUNNDATA: 1 }, status: 200 });
  });

  test('is 304 without a body for who has the answer, however it is named, and another answer is whole', async () => {
    const { body, header } = await get(unit('700000001'));
    const tag = header('etag') ?? '';
    for (const named of [tag, tag.slice(2), `"x", ${tag}`, '*']) {
      const again = await get(unit('700000001'), { 'if-none-match': named });
      expect([again.status, again.body, again.control, again.header('vary'), again.header('etag')]).toEqual([
        304,
        '',
        PUBLIC,
        VARY,
        tag,
      ]);
      expect(again.header('content-type')).toBeNull();
      expect(callsOf(keeping)).toMatchObject({ calls: {}, status: 304 });
    }
    for (const named of ['"x"', 'W/"x"', tag.slice(3, -1)]) {
      const again = await get(unit('700000001'), { 'if-none-match': named });
      expect([again.status, again.body]).toEqual([200, body]);
    }
    const other = await get(unit('700103005'), { 'if-none-match': tag });
    expect([other.status, other.header('etag') === tag]).toEqual([200, false]);
  });

  test('with a token is for that token’s browser alone', async () => {
    const authorization = `Bearer ${await tokenOf(guarded.issuer.key(), 'star')}`;
    const { status, control, header } = await get(unit('700000001'), { authorization }, guarded);
    expect([status, control]).toEqual([200, `private, max-age=${KEEP_MS / 1_000}`]);
    expect(header('vary')).toBe('accept-encoding, accept, authorization, x-sandbox-caller, x-sandbox-scopes');
    const refused = await get(unit('700000001'), {}, guarded);
    expect([refused.status, refused.control]).toEqual([401, 'no-store']);
  });
});

describe('nothing may be kept', () => {
  test.each([
    ['of a POST', () => keeping.post({ query: unit('700000001') })],
    ['without the setting', () => fetch(`${plain.url}/graphql?query=${encodeURIComponent(unit('700000001'))}`)],
  ])('%s', async (_, ask) => {
    const { status, headers } = await ask();
    expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([200, 'no-store', null]);
    expect(headers.get('vary')).toBe('accept-encoding');
  });

  test.each([
    ['where a field is answered by a failure', unit('790100018'), 200],
    ['where a field is answered by a code', unit('700011003'), 200],
    ['of a search', '{ sokEnhet(soek: { soekestreng: "SANDVIK" }) { ... on SokEnhetTreffliste { antall } } }', 200],
    ['of what changes are read by', '{ endringslogg { __typename } }', 200],
    ['of what leads to persons', unit('700000001', 'roller { __typename }'), 200],
    ['of persons', '{ innbygger(personidentifikator: "01817011000") { personidentifikator } }', 405],
    ['of an operation that is refused', '{ nobody }', 422],
  ])('%s', async (_, query, status) => {
    await setSandbox(keeping.sandbox.enhet, { endringslogg: true });
    const answer = await get(query, { accept: 'application/graphql-response+json' });
    expect([answer.status, answer.control, answer.header('etag')]).toEqual([status, 'no-store', null]);
  });

  test('of an answer with an error in it', async () => {
    await using broken = await startBroken({
      options: { keepMs: KEEP_MS },
      resolvers: {
        'Enhet.navn': () => {
          throw new Error('inner workings');
        },
      },
    });
    const answered = [];
    for (const field of ['organisasjonsnummer', 'navn']) answered.push(await get(unit('1', field), {}, broken));
    expect(answered.map(({ status, control }) => [status, control])).toEqual([
      [200, PUBLIC],
      [200, 'no-store'],
    ]);
  });

  test('of an answer to a caller without the scope, though another caller’s is kept', async () => {
    await get(unit('700000001'));
    const { body, control } = await get(unit('700000001'), { 'x-sandbox-scopes': 'registergraf:postkasse.read' });
    expect([control, JSON.parse(body)]).toEqual(['no-store', { data: { enhet: { basisdata: { kode: '-100' } } } }]);
    expect(callsOf(keeping)).toMatchObject({ calls: {}, kept: undefined });
  });
});

test('what is kept is given to another caller, whose calls of the minute are given back', async () => {
  const limited = await startGateway({
    sources: { keep },
    rates: { callsPerMinute: 1, quotas: {} },
  });
  const ask = (caller: string) => limited.post({ query: unit('700000001') }, { 'x-sandbox-caller': caller });
  expect((await ask('jobcenter-1')).status).toBe(200);
  for (const _ of [1, 2, 3]) expect((await ask('star')).status).toBe(200);
  expect((await ask('jobcenter-1')).status).toBe(429);
  await limited.close();
});
