import { afterEach, describe, expect, test } from 'vitest';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import type { DataOfOperation } from '../../../../src/sources/enhet/enhet.ts';
import { KEEPABLE } from '../../../../src/sources/enhet/kept.ts';
import { REST_OPERATIONS } from '../../../../src/sources/enhet/operations.ts';
import { KEEP_MAX_BYTES } from '../../../../src/sources/enhet/settings.ts';
import {
  type Answers,
  asking,
  configAt,
  main,
  mainUnit,
  type Register,
  startMaskinporten,
  startRegister,
  subUnit,
} from './register.ts';
import { sample } from './sample.ts';

let register: Register | undefined;
afterEach(async () => {
  await register?.close();
  register = undefined;
});

const keep = { keepMs: 60_000, maxBytes: KEEP_MAX_BYTES };
const MAIN = '700103005';
const SUB = '700013006';
const PARENT = '700013200';
const UNITS: Answers = { ...mainUnit(MAIN), ...subUnit(SUB, PARENT), [main('700000001')]: sample('enhet-full') };
const group = '/enhetsregisteret/api/konsernstruktur/700000001';

/** The paths that are asked for by each of two requests about the unit. */
async function twice(answers: Answers, operation: keyof DataOfOperation, number: string, more: Answers = {}) {
  const served = { ...answers };
  register = await startRegister(served);
  return asking({ ...configAt(register.url), pausesMs: [], keep }, async (port, call) => {
    const calls = [];
    for (const _ of [1, 2]) {
      await port.hent(operation, [number as Organisasjonsnummer], { ...call });
      calls.push(register?.calls() ?? []);
      register?.forget();
      Object.assign(served, more);
    }
    return calls;
  });
}

describe('of the REST service', () => {
  test.each([...REST_OPERATIONS, 'hentBedrifterVirksomheter'] as const)(
    'what %s answers is kept, empty or not',
    async (operation) => {
      const [first, second] = await twice(UNITS, operation, '700000001');
      expect(first?.length).toBeGreaterThan(0);
      expect(second).toEqual([]);
    },
  );

  test('what a failure has left out is asked for anew', async () => {
    const failing = { ...UNITS, [group]: () => ({ status: 500 }) };
    const [, second] = await twice(failing, 'hentSaerligeOpplysninger', '700000001', {
      [group]: sample('konsernstruktur'),
    });
    expect(second).toEqual(['GET /enheter/700000001', 'GET /konsernstruktur/700000001']);
  });

  test('and is kept where there was no failure', async () => {
    const [first, second] = await twice(
      { ...UNITS, [group]: sample('konsernstruktur') },
      'hentSaerligeOpplysninger',
      '700000001',
    );
    expect([first?.length, second]).toEqual([2, []]);
  });

  test('a sub-unit is kept as such only when its legal unit was found', async () => {
    const [, without] = await twice({ ...UNITS, [main(PARENT)]: () => ({ status: 500 }) }, 'hentBasisdataMini', SUB);
    expect(without?.length).toBeGreaterThan(0);
    await register?.close();
    const [first, second] = await twice({ ...UNITS, ...mainUnit(PARENT) }, 'hentBasisdataMini', SUB);
    expect([first?.length, second]).toEqual([3, []]);
  });

  test('no operation that is kept shows the register whom we act for: its answer is the same for all', async () => {
    const maskinporten = await startMaskinporten();
    register = await startRegister(UNITS);
    const config = configAt(register.url, { maskinporten: maskinporten.configOf(maskinporten.issuer) });
    await asking(config, async (port, call) => {
      for (const operation of KEEPABLE) {
        await port.hent(operation as keyof DataOfOperation, ['700000001' as Organisasjonsnummer], call);
      }
    });
    expect(register.requests.length).toBeGreaterThan(5);
    for (const { headers } of register.requests) expect(headers.authorization).toBeUndefined();
    await maskinporten.close();
  });
});
