import type { Examined } from '../../../define.ts';
import type { CopyConfig } from '../../settings.ts';
import { readStatus } from './store.ts';

/** What there is of the copy. Without one that can be read, what was asked for does not work, though the register answers. */
export function examineCopy({ file, maxAgeMs }: CopyConfig, now: () => number = Date.now): Examined {
  const status = readStatus(file);
  if ('problem' in status) return { area: 'copy', state: 'failure', text: `ENHET_COPY: ${status.problem}` };
  const { units, subUnits, deleted, roles, asOf } = status;
  const ageMs = now() - Date.parse(asOf);
  const isTooOld = !(ageMs <= maxAgeMs);
  const counts = `${units} units, ${subUnits} sub-units, ${deleted} deleted, ${roles} roles`;
  const tooOld = isTooOld ? ', which is too old: the register is asked instead' : '';
  return {
    area: 'copy',
    state: isTooOld ? 'warning' : 'ok',
    text: `ENHET_COPY ${file}: ${counts}, as of ${asOf}${tooOld}`,
    facts: { units, subUnits, deleted, roles, ageMs: Math.round(ageMs) },
  };
}
