import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { dokumenterteFeil } from '../../src/graph/dokumenterte-feil.ts';
import type { RegisterName } from '../../src/sandbox/index.ts';
import { readOf } from '../graph/codes.ts';
import type { RunningGateway } from '../support/gateway.ts';
import { ASKED, type Asked, type DoorGateway, IN_PLACE, type InPlace, LACKS } from './codes.ts';
import { startAtDoors } from './gateways.ts';

const running = new Map<DoorGateway, Promise<RunningGateway>>();
afterAll(() => Promise.all([...running.values()].map(async (gateway) => (await gateway).close())));
beforeEach(async () => {
  for (const gateway of running.values()) (await gateway).sandbox.reset();
});

const DERIVED = dokumenterteFeil().filter(({ avledet }) => avledet);
const derivedOf = (kode: string | undefined, felt: string) =>
  DERIVED.find((one) => one.kode === kode && one.felter.includes(felt));

const inPlaceOf = (asked: Asked): InPlace | undefined =>
  IN_PLACE.find(
    ({ kode, felt = /^/, gateway = asked.gateway, key = asked.key }) =>
      asked.kode === kode && felt.test(asked.felt) && asked.gateway === gateway && asked.key === key,
  );
const cases = ASKED.map((asked) => ({ ...asked, answer: inPlaceOf(asked)?.answer ?? asked.kode }));

describe('by the REST doors, what SOAP answers with a code', () => {
  it.each(cases)('$kode of $felt "$key", gateway $gateway: $answer', async ({ felt, key, gateway, answer }) => {
    const asked = await gatewayOf(gateway);
    const svar = await readOf(felt)(asked, key);
    if (svar.kode === undefined) {
      expect([svar.__typename, 'data']).toContain(answer);
      return;
    }
    expect(svar.kode).toBe(answer);
    const derived = derivedOf(svar.kode, felt);
    const isOwnCheck = svar.opphav === 'GATEWAY';
    expect(svar).toMatchObject({
      __typename: derived?.type,
      kilde: derived?.kilde,
      // What the gateway has checked itself is derived from nothing that the register showed.
      avledet: !isOwnCheck,
      kanProevesIgjen: derived?.kanProevesIgjen,
    });
    if (isOwnCheck) expect(callsOf(asked)).toBe(0);
  });

  it('is the code itself for each that can be derived, by each field that may answer it', () => {
    const reached = new Set(cases.flatMap(({ kode, felt, answer }) => (kode === answer ? `${kode} of ${felt}` : [])));
    const derivable = DERIVED.filter(({ type }) => type !== 'ManglendeOpplysning').flatMap(({ kode, felter }) =>
      felter.filter((felt) => !felt.startsWith('Mutation.')).map((felt) => `${kode} of ${felt}`),
    );
    expect(derivable.length).toBeGreaterThan(80);
    expect(derivable.filter((pair) => !reached.has(pair))).toEqual([]);
  });

  it('is never one that nothing shows, and each that stands in its place is asked for', () => {
    const codes = new Set(DERIVED.map(({ kode }) => kode));
    const notDerived = ['1', '2', '3', '120', '180', '181', '182', '183', '1080', '1116', '1165', '1180', '1190'];
    expect(notDerived.filter((kode) => codes.has(kode))).toEqual([]);
    expect(IN_PLACE.filter((row) => !ASKED.some((asked) => inPlaceOf(asked) === row))).toEqual([]);
  });
});

describe('by the REST doors, what a unit lacks', () => {
  const lacking = LACKS.flatMap((lack) => {
    const felter = DERIVED.find(({ kode, type }) => kode === lack.kode && type === 'ManglendeOpplysning')?.felter ?? [];
    return felter.map((felt) => ({ ...lack, felt }));
  });

  it.each(lacking)(
    'stands beside its data: $kode in $felt of $key',
    async ({ kode, opplysning, key, felt, change }) => {
      const asked = await gatewayOf('plain');
      if (change) {
        const response = await fetch(`${asked.sandbox.hooks.enhetsregisteret}/_sandbox/change`, {
          method: 'POST',
          body: JSON.stringify({ organisasjonsnummer: key, ...change }),
        });
        expect(response.status).toBe(200);
      }
      const { mangler } = await readOf(felt)(asked, key);
      const lack = mangler?.find((one) => one.kode === kode);
      expect(lack).toMatchObject({ opplysning, melding: expect.stringMatching(/^Derived by the gateway: /) });
    },
  );

  it('is nothing that cannot be derived', () => {
    expect(new Set(lacking.map(({ kode }) => kode)).size).toBe(21);
  });
});

function callsOf({ sandbox }: RunningGateway): number {
  const names = Object.keys(sandbox.hooks) as RegisterName[];
  return names.reduce((sum, name) => sum + sandbox[name].traffic().calls, 0);
}

function gatewayOf(name: DoorGateway): Promise<RunningGateway> {
  const gateway = running.get(name) ?? startAtDoors(name);
  running.set(name, gateway);
  return gateway;
}
