import { PERSONAS } from '../../src/sandbox/kontaktinformation/people.ts';
import { ERROR_CODES } from '../../src/sandbox/kontaktinformation/answers/fejl.ts';
import { peopleAt } from '../../src/sandbox/krr/people.ts';
import { innbyggere } from '../../src/sandbox/postkasse/people.ts';
import { REACHED } from '../graph/codes.ts';

/** The people of the business register's sandbox, who are not the contact register's: dead, unknown, and those with roles. */
const PERSONS_WITH_ROLES = ['01817010055', '01817010136', '01817018099', '02817018109', '01817018250', '01817018331'];

const STATUSER = [...Array.from({ length: 300 }, (_, index) => 300 + index), 901, 902, 903, 904, 905];

/** Malformed on purpose: what a person mistypes is still that person's. */
const MALFORMED = ['01817011001', '010150-5006', '028271 12006', '2902415015', '0000000000'];

/** Every identifier, phone, mail and mailbox address that a test can have sent or been answered. */
export function identifiers(): string[] {
  const borgere = PERSONAS.flatMap(({ cpr, aktueltCpr, kontaktdata }) => [
    cpr,
    aktueltCpr,
    ...kontaktdata.map((entry) => entry.kontaktdata),
  ]);
  const errorPersons = [
    ...ERROR_CODES.map((kode) => `0112575${String(kode).slice(-3)}`),
    ...STATUSER.map((digits) => `0112576${digits}`),
    '0112577003',
  ];
  const personer = innbyggere.flatMap((person) => [
    person.personidentifikator,
    person.epostadresse,
    person.mobiltelefonnummer,
    person.mobiltelefonnummer?.replace('+47', ''),
    ...person.postkasseList.map(({ postkasseadresse }) => postkasseadresse),
  ]);
  // Some are known to KRR alone.
  const ofKrr = peopleAt(new Date(0)).flatMap((person) => [
    person.personidentifikator,
    person.epostadresse?.verdi,
    person.mobiltelefonnummer?.verdi,
  ]);
  const sent = REACHED.filter(({ felt, key }) => !felt.startsWith('Enhet.') && /\d{6}/.test(key)).map(({ key }) => key);
  const all = [
    ...borgere,
    ...errorPersons,
    ...personer,
    ...ofKrr,
    ...PERSONS_WITH_ROLES,
    ...MALFORMED,
    ...sent,
    '1503515016',
  ];
  return [...new Set(all.filter((text) => text !== undefined))];
}
