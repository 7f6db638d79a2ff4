import { deriveCatalogue } from '../../../../domain/catalogue.ts';
import { catalogue as documented } from '../../codes.ts';
import { ENHET_OPERATIONS, OPERATIONS, REST_OPERATIONS, type RegisterOperation } from '../../operations.ts';

export const KILDE = 'ENHETSREGISTERET';
/** It is asked each time; an answer that `kept.ts` keeps says itself how fresh it is. */
export const ANSWERED = { kilde: KILDE, ferskhet: null } as const;

const UNIT: readonly RegisterOperation[] = [...ENHET_OPERATIONS, ...REST_OPERATIONS];
const UNIT_BUT_BEDRIFT = UNIT.filter((operation) => operation !== 'hentEnBedriftVirksomhet');
/** The operations that ask the authorized tier. */
const AUTHORIZED: readonly RegisterOperation[] = ['hentRoller', 'hentRolleutskrift'];

/**
 * Which of grunndata's codes can be derived from what the REST services show. Not 1, 2, 3 and 120: a deleted unit's answer names
 * neither a reason nor another unit. Not 180 to 183: what is not known of a person looks like having no roles.
 */
export const catalogue = deriveCatalogue<RegisterOperation>(KILDE, documented, {
  10: UNIT,
  20: true,
  100: UNIT,
  110: UNIT,
  130: UNIT_BUT_BEDRIFT,
  160: true,
  170: UNIT,
  190: true,
  200: ['hentEnBedriftVirksomhet'],
  210: true,
  2000: true,
  10000: UNIT,
  '-100': AUTHORIZED,
  '-101': AUTHORIZED,
  '-1000': [...OPERATIONS, ...REST_OPERATIONS],
  1010: true,
  1020: true,
  1030: true,
  1060: true,
  1070: true,
  1090: true,
  1100: true,
  1111: true,
  1115: true,
  1117: true,
  1118: true,
  1119: true,
  1120: true,
  1125: true,
  1130: true,
  1135: true,
  1140: true,
  1145: true,
  1150: ['konsernstruktur'],
  1155: true,
  1160: true,
});
