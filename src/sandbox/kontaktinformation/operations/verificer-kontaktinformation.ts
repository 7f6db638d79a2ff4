import { z } from 'zod';
import { type Refusal, refuse, isRefused } from '../answers/fejl.ts';
import type { Kontaktdatatype } from '../settings.ts';
import { readType } from '../checks/kodelister.ts';
import { checkAktueltCpr, checkAlive, type Operation, readContent } from './operation.ts';
import { findEntry, type Kontaktinformation, type RegisteredEntry, saveEntry } from '../state.ts';

const shape = z.object({ verifikationskode: z.string(), kontaktdataType: z.int() });

/** The entry becomes verificeret, by the code that GetVerifikationskode had sent. A code is good for a while, and once. */
export const verificerKontaktinformation: Operation = ({ request }, { settings, clock }) => {
  const content = readContent(request, shape);
  if (isRefused(content)) return content;
  const { verifikationskode, kontaktdataType } = content.data;
  const type = readType(kontaktdataType, settings, clock.now());
  if (isRefused(type)) return type;
  return (borger) => {
    const refused =
      checkAktueltCpr(borger, settings) ??
      (settings.deadOnUpdate === 'refused' ? checkAlive(borger, settings) : undefined);
    if (refused) return refused;
    const entry = findVerifiable(borger.kontaktinformation, type);
    if (isRefused(entry)) return entry;
    const { pending, ...rest } = entry;
    if (pending?.kode !== verifikationskode || clock.now() > pending.expires) {
      return { refused: 'verifikationskode' };
    }
    saveEntry(borger.kontaktinformation, { ...rest, status: 'verificeret' });
    return { status: settings.successStatus };
  };
};

/** Check 17, the same where a code is sent. That a landline is the type that cannot be verified is inferred. */
export function findVerifiable(
  kontaktinformation: Kontaktinformation,
  type: Kontaktdatatype,
): RegisteredEntry | Refusal {
  if (kontaktinformation.entries.length === 0) return refuse(9159);
  const entry = findEntry(kontaktinformation, type);
  if (entry === undefined) return refuse(9242);
  if (type === 'fastnetTelefon') return refuse(9240);
  return entry.status === 'verificeret' ? refuse(9247) : entry;
}
