import { z } from 'zod';
import { type Afvisning, afvis, isAfvist } from './fejl.ts';
import type { Kontaktdatatype } from './indstillinger.ts';
import { readType } from './kodelister.ts';
import { checkAktueltCpr, checkLevende, type Operation, readIndhold } from './operation.ts';
import { findOptegnelse, type Kontaktinformation, type Optegnelse, saveOptegnelse } from './tilstand.ts';

const shape = z.object({ verifikationskode: z.string(), kontaktdataType: z.int() });

/** V: the entry becomes verificeret, by the code that K had sent. A code is good for a while, and once. */
export const verificerKontaktinformation: Operation = ({ request }, { indstillinger, tilstand }) => {
  const indhold = readIndhold(request, shape);
  if (isAfvist(indhold)) return indhold;
  const { verifikationskode, kontaktdataType } = indhold.data;
  const type = readType(kontaktdataType, indstillinger, tilstand.now());
  if (isAfvist(type)) return type;
  return (borger) => {
    const afvist =
      checkAktueltCpr(borger, indstillinger) ??
      (indstillinger.doedVedUogV === 'afvis' ? checkLevende(borger, indstillinger) : undefined);
    if (afvist) return afvist;
    const entry = findVerificerbar(borger.kontaktinformation, type);
    if (isAfvist(entry)) return entry;
    const { ventende, ...rest } = entry;
    if (ventende?.kode !== verifikationskode || tilstand.now() > ventende.udloeber) {
      return { afvist: 'verifikationskode' };
    }
    saveOptegnelse(borger.kontaktinformation, { ...rest, status: 'verificeret' });
    return { status: indstillinger.succesStatus };
  };
};

/** Check 17, which K and V share. That a landline is the type that cannot be verified is inferred. */
export function findVerificerbar(
  kontaktinformation: Kontaktinformation,
  type: Kontaktdatatype,
): Optegnelse | Afvisning {
  if (kontaktinformation.optegnelser.length === 0) return afvis(9159);
  const entry = findOptegnelse(kontaktinformation, type);
  if (entry === undefined) return afvis(9242);
  if (type === 'fastnetTelefon') return afvis(9240);
  return entry.status === 'verificeret' ? afvis(9247) : entry;
}
