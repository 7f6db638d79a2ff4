import { describe, expect, it } from 'vitest';
import { wrapped, open } from './register.ts';

describe('cpr', () => {
  it.each([
    ['0101505006', undefined],
    ['0202505002', undefined],
    ['2902445014', undefined],
    ['2902415015', 1001],
    ['0000000000', 1010],
    ['1503515016', 1010],
    ['3002505001', 1001],
    ['3104505001', 1001],
    ['0113505001', 1001],
    ['0001505001', 1001],
    ['6701505001', 1001],
    ['010150500', 1001],
    ['01015050060', 1001],
    ['00000000000', 1001],
    ['010150-5006', 1001],
    ['01015O5006', 1001],
    ['0101505006XYZ', 1001],
    ['٠١٠١٥٠٥٠٠٦', 1001],
    ['0101505006, 0101505006', 1001],
  ])('%s', async (borger, kode) => {
    const register = await open();
    const answer = await register.call('GetKontaktinformation', { borger, caller: 'star' });
    expect(answer).toMatchObject({ status: kode === undefined ? 200 : 400, kode });
  });

  it('a missing header answers 1014, or 1001 by a setting', async () => {
    expect((await (await open()).call('GetKontaktinformation', { borger: null })).kode).toBe(1014);
    expect((await (await open({ missingCpr: 1001 })).call('GetKontaktinformation', { borger: null })).kode).toBe(1001);
  });

  it('by the mild rule, a leap day that never was is unknown, and so is the number of nobody', async () => {
    const register = await open({ cprDate: 'mild' });
    expect((await register.call('GetKontaktinformation', { borger: 'leap' })).kode).toBe(1010);
    expect((await register.call('GetVerifikationskode', { borger: '0000000000', parameter: 1 })).kode).toBe(4400);
    expect((await register.call('GetKontaktinformation', { borger: '3002505001' })).kode).toBe(1001);
  });
});

describe('phones', () => {
  it.each([
    ['67000001', true, true],
    ['83000001', true, true],
    ['+4567000001', true, true],
    ['004567000001', true, true],
    ['+447700900123', true, true],
    ['00447700900123', true, true],
    ['4567000001', true, false],
    ['6700001', true, false],
    ['112', true, false],
    ['17000001', true, false],
    ['07000001', true, false],
    ['+4507000001', true, false],
    ['12345678901234567890', true, false],
    ['123456789012345678901', false, false],
    ['11', false, false],
    ['+', false, false],
    ['67 00 00 01', false, false],
    ['+45 67000001', false, false],
    ['(+45)67000001', false, false],
    ['67000001\n', false, false],
    ['٦٧٠٠٠٠٠١', false, false],
    [' ', false, false],
  ])('%j: shared rule %s, Danish rule %s', async (phone, shared, danish) => {
    for (const [phoneRule, valid] of [
      ['shared', shared],
      ['danish', danish],
    ] as const) {
      const register = await open({ phoneRule });
      expect(
        (await register.call('CreateKontaktinformation', { borger: 'tom', content: wrapped([1, phone]) })).kode,
      ).toBe(valid ? undefined : 9156);
      expect(
        (await register.call('CreateKontaktinformation', { borger: 'tom', content: wrapped([2, phone]) })).kode,
      ).toBe(valid ? undefined : 9157);
      expect(await register.kontaktdata('tom')).toEqual(valid ? { 1: [phone, 1], 2: [phone, 1] } : {});
    }
  });
});

describe('mails', () => {
  it.each([
    ['borger-1@example.org', true],
    ['b@x', true],
    ['søren@østergård.example', true],
    ['@x', true],
    ['<b@example.org', true],
    [`${'b'.repeat(191)}@example.org`, true],
    [`${'b'.repeat(192)}@example.org`, false],
    [`b@${'x'.repeat(64)}`, true],
    [`b@${'x'.repeat(65)}`, false],
    ['b@example.org>', false],
    ['a b@example.org', false],
    ['b@@example.org', false],
    ['a,b@example.org', false],
    ['mailto:b@example.org', false],
    ['borger.example.org', false],
    ['b@', false],
    [' ', false],
  ])('%s: %s', async (mail, valid) => {
    const register = await open();
    const { kode } = await register.call('CreateKontaktinformation', { borger: 'tom', content: wrapped([3, mail]) });
    expect(kode).toBe(valid ? undefined : 9158);
    expect(await register.kontaktdata('tom')).toEqual(valid ? { 3: [mail, 1] } : {});
  });
});
