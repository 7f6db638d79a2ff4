import { isBornOn, type Personidentifikator } from '../../../../domain/personidentifikator.ts';
import { type GrunndataAnswer, readRolleinnehaver, readSoekestreng } from './messages/index.ts';

// Whom an answer says that it is about, compared with whom was asked about. Where it says nothing, it can only be believed.

/**
 * Whether the header repeats the number that was asked about. As a number: its schema calls a unit's `xs:int`, which has
 * no leading zeros. What stands there for a number that is none is not known, and 0 was seen to stand for nothing.
 */
export function repeats(key: string, { echo }: GrunndataAnswer): boolean {
  if (echo === undefined || !/^(?:\d{9}|\d{11})$/.test(key)) return true;
  const digits = echo.replace(/[\s\u00a0]/g, '').replace(/^0+/, '');
  return digits === '' || digits === key.replace(/^0+/, '');
}

/** Whether the holder of the roles of a hentRolleutskrift can be this person: often all that it tells is a date of birth. */
export function isHolder(person: Personidentifikator, { melding }: GrunndataAnswer): boolean {
  const { orgnr, fodselsnr, fodselsdato } = readRolleinnehaver(melding);
  if (orgnr !== undefined) return false;
  if (fodselsnr !== undefined) return fodselsnr === person;
  return fodselsdato === undefined || isBornOn(person, fodselsdato);
}

/**
 * Whether the hits are those of this search. The register repeats the words as it understood them, so only letters and
 * digits count, and of these only those of ISO-8859-1, which is what it declares.
 */
export function isSearchFor(soekestreng: string, { melding }: GrunndataAnswer): boolean {
  const repeated = readSoekestreng(melding);
  return repeated === undefined || lettersOf(repeated) === lettersOf(soekestreng);
}

function lettersOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9\u00df-\u00f6\u00f8-\u00ff]/g, '');
}
