import { z } from 'zod';
import { afvis, isAfvist } from './fejl.ts';
import { readStatus, readType } from './kodelister.ts';
import { checkAktueltCpr, checkLevende, type Operation, readIndhold } from './operation.ts';
import { findOptegnelse, saveOptegnelse } from './tilstand.ts';

const shape = z.object({ kontaktdataType: z.int(), kontaktdatastatus: z.int() });

/** U: sets the status of an entry, and not its value. */
export const updateKontaktinformation: Operation = ({ request }, { indstillinger, tilstand }) => {
  const indhold = readIndhold(request, shape);
  if (isAfvist(indhold)) return indhold;
  const type = readType(indhold.data.kontaktdataType, indstillinger, tilstand.now());
  if (isAfvist(type)) return type;
  const status = readStatus(indhold.data.kontaktdatastatus, indstillinger, tilstand.now());
  if (isAfvist(status)) return status;
  return (borger) => {
    const afvist =
      checkAktueltCpr(borger, indstillinger) ??
      (indstillinger.doedVedUogV === 'afvis' ? checkLevende(borger, indstillinger) : undefined);
    if (afvist) return afvist;
    const entry = findOptegnelse(borger.kontaktinformation, type);
    // No code is documented for a type that has no entry.
    if (entry === undefined) return afvis(1014);
    saveOptegnelse(borger.kontaktinformation, { ...entry, status });
    return { status: indstillinger.succesStatus };
  };
};
