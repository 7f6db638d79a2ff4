import type { JuridiskRolleIEnhet } from '../../enhet.ts';
import { readRolesHeldBy, readUnitName } from '../enhetsregisteret/messages/index.ts';
import { parse } from './documents.ts';
import type { CopyStore } from './store.ts';

/**
 * Units in which one unit may hold roles for the copy to tell them. All roles of each are read, while nobody else is answered:
 * those of a large auditor are asked of the register, which gives them page by page.
 */
export const MAX_HELD = 1_000;

/** The units in which a unit holds roles. Undefined where the copy cannot tell all of them. */
export function readHeldRoles(store: CopyStore, number: string): readonly JuridiskRolleIEnhet[] | undefined {
  const held = store.rolesHeldBy(number, MAX_HELD + 1);
  if (!held || held.size > MAX_HELD) return undefined;
  const units = held.size > 0 ? store.lookUp([...held.keys()], 'head') : new Map<string, never>();
  const enheter = [...held].map(([organisasjonsnummer, json]) => {
    const kept = units.get(organisasjonsnummer);
    const navn = kept && kept.state !== 'removed' ? readUnitName(parse(kept.json)) : null;
    const roller = readRolesHeldBy(parse(json), number);
    return navn && roller ? { organisasjonsnummer, navn, roller } : undefined;
  });
  return enheter.every((enhet) => enhet !== undefined) ? enheter : undefined;
}
