import { z } from 'zod';
import { type Refusal, refuse, isAfvist } from '../answers/fejl.ts';
import type { Kontaktdatatype } from '../settings.ts';
import { readType } from '../checks/kodelister.ts';
import { checkAktueltCpr, checkAlive, type Operation, readContent } from './operation.ts';
import { findRecord, type Kontaktinformation, type Record, saveRecord } from '../state.ts';

const shape = z.object({ verifikationskode: z.string(), kontaktdataType: z.int() });

/** The entry becomes verificeret, by the code that GetVerifikationskode had sent. A code is good for a while, and once. */
export const verificerKontaktinformation: Operation = ({ request }, { settings, clock }) => {
  const content = readContent(request, shape);
  if (isAfvist(content)) return content;
  const { verifikationskode, kontaktdataType } = content.data;
  const type = readType(kontaktdataType, settings, clock.now());
  if (isAfvist(type)) return type;
  return (borger) => {
    const afvist =
      checkAktueltCpr(borger, settings) ??
      (settings.doedVedUogV === 'afvis' ? checkAlive(borger, settings) : undefined);
    if (afvist) return afvist;
    const entry = findVerifiable(borger.kontaktinformation, type);
    if (isAfvist(entry)) return entry;
    const { pending, ...rest } = entry;
    if (pending?.kode !== verifikationskode || clock.now() > pending.expires) {
      return { afvist: 'verifikationskode' };
    }
    saveRecord(borger.kontaktinformation, { ...rest, status: 'verificeret' });
    return { status: settings.succesStatus };
  };
};

/** Check 17, the same where a code is sent. That a landline is the type that cannot be verified is inferred. */
export function findVerifiable(kontaktinformation: Kontaktinformation, type: Kontaktdatatype): Record | Refusal {
  if (kontaktinformation.records.length === 0) return refuse(9159);
  const entry = findRecord(kontaktinformation, type);
  if (entry === undefined) return refuse(9242);
  if (type === 'fastnetTelefon') return refuse(9240);
  return entry.status === 'verificeret' ? refuse(9247) : entry;
}
