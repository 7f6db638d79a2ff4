import { describe, expect, it } from 'vitest';
import { open, wrapped } from './register.ts';

const VALUES = { mobiltelefon: { kode: 1, gyldigFra: '2026-07-01', gyldigTil: '2026-12-01' } };
const SETTINGS = { kodelister: { kontaktdata: { ...VALUES, fastnetTelefon: 2, mailadresse: 3 } } };

/** Midnight in Denmark is 22:00 UTC in summer and 23:00 in winter. The clock runs on: half a minute before is near enough. */
const MOMENTS = [
  ['the last half-minute before its first day', '2026-06-30T21:59:30Z', 9153],
  ['the first moment of its first day', '2026-06-30T22:00:00Z', undefined],
  ['the last half-minute of the day before its end', '2026-11-30T22:59:30Z', undefined],
  ['the first moment of the day of its end', '2026-11-30T23:00:00Z', 9153],
  ['that day by UTC too', '2026-12-01T00:00:00Z', 9153],
] as const;

describe.each(MOMENTS)('at %s, %s,', (_, time, kode) => {
  it(`a value answers ${kode ?? 'as ever'}`, async () => {
    const register = await open(SETTINGS);
    await register.hook('POST', 'clock', { time });
    const answer = await register.call('CreateKontaktinformation', { content: wrapped([1, '67000002']) });
    expect(answer.kode).toBe(kode);
  });
});

it('an expired value is read as ever', async () => {
  const register = await open(SETTINGS);
  await register.hook('POST', 'clock', { time: '2027-01-01T00:00:00Z' });
  expect((await register.kontaktdata('fuld'))[1]).toEqual(['67000001', 2]);
});
