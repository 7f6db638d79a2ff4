import { z } from 'zod';
import { refuse, refuseAll, isRefused } from '../answers/fejl.ts';
import { readStatus, readType } from '../checks/kodelister.ts';
import { checkAktueltCpr, checkAlive, type Operation, readContent } from './operation.ts';
import { findEntry, saveEntry } from '../state.ts';

const shape = z.object({ kontaktdataType: z.int(), kontaktdatastatus: z.int() });

/** Sets the status of an entry, and not its value. */
export const updateKontaktinformation: Operation = ({ request }, { settings, clock }) => {
  const content = readContent(request, shape);
  if (isRefused(content)) return content;
  const type = readType(content.data.kontaktdataType, settings, clock.now());
  const status = readStatus(content.data.kontaktdatastatus, settings, clock.now());
  if (isRefused(type)) return isRefused(status) ? (refuseAll([type, status]) ?? type) : type;
  if (isRefused(status)) return status;
  return (borger) => {
    const refused =
      checkAktueltCpr(borger, settings) ??
      (settings.deadOnUpdate === 'refused' ? checkAlive(borger, settings) : undefined);
    if (refused) return refused;
    const entry = findEntry(borger.kontaktinformation, type);
    // No code is documented for a type that has no entry.
    if (entry === undefined) return refuse(1014);
    saveEntry(borger.kontaktinformation, { ...entry, status });
    return { status: settings.successStatus };
  };
};
