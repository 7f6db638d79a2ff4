import { isOrganisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';
import { parsePersonidentifikator } from '../../src/domain/personidentifikator.ts';
import { innbyggere } from '../../src/sandbox/postkasse/people.ts';

const K1 = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const K2 = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/**
 * Distinct personidentifikatorer of the national synthetic series (month + 80), never issued to anybody, and none of them
 * a person of the sandbox.
 */
export function synthetic(count: number): string[] {
  const numbers: string[] = [];
  for (let number = 0; numbers.length < count; number += 1) {
    const day = String(1 + (number % 28)).padStart(2, '0');
    const individual = String(100 + Math.floor(number / 28)).padStart(3, '0');
    const nine = `${day}8199${individual}`;
    const ten = `${nine}${checkDigit(nine, K1)}`;
    const eleven = `${ten}${checkDigit(ten, K2)}`;
    // A remainder of 1 has no check digit: such a number is not used.
    if (!/^\d{11}$/.test(eleven) || innbyggere.some((known) => known.personidentifikator === eleven)) continue;
    if (!parsePersonidentifikator(eleven, { synthetic: true, accept2032: false })) throw new Error('not valid');
    numbers.push(eleven);
  }
  return numbers;
}

function checkDigit(digits: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11;
}

/** Distinct numbers of the sandbox's own series (70…), which no real unit has; the register never heard of most of them. */
export function unitNumbers(count: number): string[] {
  const numbers: string[] = [];
  for (let number = 700_200_000; numbers.length < count; number += 1) {
    if (isOrganisasjonsnummer(String(number))) numbers.push(String(number));
  }
  return numbers;
}
