import { describe, expect, test } from 'vitest';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { isHolder, repeats } from '../../../src/sources/enhet/adapters/grunndata/messages/answer.ts';
import { parseXml } from '../../../src/wire/soap/xml.ts';

type Answer = Parameters<typeof isHolder>[1];
const PERSON = '22849120046' as Personidentifikator;

describe('the holder of the roles', () => {
  const holder = (said: string) =>
    isHolder(PERSON, { melding: parseXml(`<melding><rolleInnehaver>${said}</rolleInnehaver></melding>`) } as Answer);

  test.each([
    ['nothing is said', ''],
    ['the number is the same', `<fodselsnr>${PERSON}</fodselsnr>`],
    ['the day of birth is the same', '<fodselsdato>1991-04-22</fodselsdato>'],
  ])('can be who was asked about, where %s', (_, said) => {
    expect(holder(said)).toBe(true);
  });

  test.each([
    ['a unit is named', '<orgnr>311000012</orgnr>'],
    ['a unit is named beside the number', `<orgnr>311000012</orgnr><fodselsnr>${PERSON}</fodselsnr>`],
    ['the number is another', '<fodselsnr>22699120190</fodselsnr>'],
    ['the day of birth is another', '<fodselsdato>1991-04-23</fodselsdato>'],
  ])('is somebody else, where %s', (_, said) => {
    expect(holder(said)).toBe(false);
  });
});

test.each([
  ['311000012', '311000012', true],
  ['311000012', ' 311 000 012 ', true],
  ['011000012', '11000012', true],
  ['311000012', '0', true],
  ['311000012', undefined, true],
  ['BLÅBÆR', '311000012', true],
  ['311000012', '312000016', false],
])('%s is what %j repeats: %s', (key, echo, is) => {
  expect(repeats(key, { echo } as Answer)).toBe(is);
});
