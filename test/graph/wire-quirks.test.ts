import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mutateOne, starSettings } from '../mutations/support.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { type OperationField, READS } from '../support/reads.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

describe('a register that sends interim answers which nobody asked for', () => {
  const reads: readonly (readonly ['kontaktinformation' | 'postkasse' | 'enhet', OperationField, string, string])[] = [
    ['kontaktinformation', 'Borger.kontaktinformation', '0101505006', 'Kontaktinformationer'],
    ['postkasse', 'Innbygger.kontaktregister', '02827112006', 'Kontaktregisteroppfoering'],
    ['enhet', 'Enhet.basisdata', '700000001', 'Basisdata'],
  ];
  it.each(reads)('answers a read by one call: %s, %s', async (register, felt, key, typename) => {
    gateway.sandbox[register].interim = true;
    const before = gateway.sandbox[register].traffic().calls;
    expect(await READS[felt](gateway, key)).toMatchObject({ __typename: typename });
    expect(gateway.sandbox[register].traffic().calls - before).toBe(1);
  });

  it('does a write once, and it is known to be done', async () => {
    gateway.sandbox.kontaktinformation.interim = true;
    const input = {
      cpr: '0101505006',
      kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }],
    };
    expect(await mutateOne(gateway, 'createKontaktinformation', input)).toMatchObject({
      __typename: 'KontaktinformationGemt',
    });
    expect(gateway.sandbox.kontaktinformation.traffic().calls).toBe(1);
  });
});

describe('STAR in Latin-1', () => {
  const address = 'søren@østergård.example';
  const read = () => READS['Borger.kontaktinformation'](gateway, '0404505004');

  it.each([
    ['iso-8859-1', { __typename: 'Kontaktinformationer' }],
    ['iso-8859-1 undeclared', { __typename: 'KildeUtilgjengelig', kode: 'UGYLDIG_SVAR' }],
  ])('%s is read rightly or not at all', async (charset, member) => {
    await starSettings(gateway, { charset });
    const input = { cpr: '0404505004', kontaktinformation: [{ kontaktdataType: 'MAILADRESSE', kontaktdata: address }] };
    await mutateOne(gateway, 'createKontaktinformation', input);
    const answer = await read();
    expect(answer).toMatchObject(member);
    expect(JSON.stringify(answer)).not.toMatch(/\uFFFD|Ã/);
    if (charset === 'iso-8859-1') expect(JSON.stringify(answer)).toContain(address);
  });
});
