import { ALL, type Enhet, findEnhet, isSubUnit } from '../../enhet/enheter.ts';
import { DELETED, DESCRIBED } from './described.ts';
import { deriveFields } from './derived.ts';
import { type Fields, inOrder, type Unit } from './document.ts';

/** The day of those whose row has none. */
const DELETION_DAY = '2024-03-09';

/** Answers as the complete unit, under its own number, once its two failures are over. In no search, feed or file. */
export const FAILS_TWICE = '790100107';

/** Every unit that there is or was, in the register's order. */
export function createUnits(): Map<string, Unit> {
  return new Map(ALL.map((enhet) => [enhet.orgnr, unitOf(enhet)]));
}

/** The unit that fails twice, which is not in the register's own lists. */
export function unitThatFailsTwice(): Unit {
  const like = findEnhet(FAILS_TWICE)?.sameAs ?? '';
  const fields = DESCRIBED[like];
  if (!fields) throw new Error(`${FAILS_TWICE} is like no unit that is written out`);
  return { resource: 'enheter', fields: { ...fields, organisasjonsnummer: FAILS_TWICE } };
}

function unitOf(enhet: Enhet): Unit {
  const resource = isSubUnit(enhet) ? 'underenheter' : 'enheter';
  const fields: Fields = DESCRIBED[enhet.orgnr] ?? deriveFields(enhet, resource);
  if (!enhet.slettet) return { resource, fields: inOrder(resource, fields) };
  const { slettedato = DELETION_DAY, nedleggelsesdato, historiskeNavn = [] } = DELETED[enhet.orgnr] ?? {};
  if (enhet.fjernet) return { resource, fields: {}, fjernet: { slettedato } };
  return {
    resource,
    fields: inOrder(resource, { ...fields, historiskeNavn }),
    slettet: { slettedato, ...(nedleggelsesdato !== undefined && { nedleggelsesdato }) },
  };
}
