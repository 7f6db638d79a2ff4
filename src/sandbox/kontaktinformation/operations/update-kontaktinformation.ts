import { z } from 'zod';
import { refuse, isAfvist } from '../answers/fejl.ts';
import { readStatus, readType } from '../checks/kodelister.ts';
import { checkAktueltCpr, checkAlive, type Operation, readContent } from './operation.ts';
import { findRecord, saveRecord } from '../state.ts';

const shape = z.object({ kontaktdataType: z.int(), kontaktdatastatus: z.int() });

/** Sets the status of an entry, and not its value. */
export const updateKontaktinformation: Operation = ({ request }, { settings, clock }) => {
  const content = readContent(request, shape);
  if (isAfvist(content)) return content;
  const type = readType(content.data.kontaktdataType, settings, clock.now());
  if (isAfvist(type)) return type;
  const status = readStatus(content.data.kontaktdatastatus, settings, clock.now());
  if (isAfvist(status)) return status;
  return (borger) => {
    const afvist =
      checkAktueltCpr(borger, settings) ??
      (settings.doedVedUogV === 'afvis' ? checkAlive(borger, settings) : undefined);
    if (afvist) return afvist;
    const entry = findRecord(borger.kontaktinformation, type);
    // No code is documented for a type that has no entry.
    if (entry === undefined) return refuse(1014);
    saveRecord(borger.kontaktinformation, { ...entry, status });
    return { status: settings.succesStatus };
  };
};
