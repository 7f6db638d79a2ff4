import { z } from 'zod';
import { type Afvisning, afvis, isAfvist } from './fejl.ts';
import type { Indstillinger, Kontaktdatatype } from './indstillinger.ts';
import { readType } from './kodelister.ts';
import { checkAktueltCpr, checkLevende, type Operation, readIndhold } from './operation.ts';
import { checkKontaktdata } from './regler.ts';
import { deleteOptegnelse, findOptegnelse, type Kontaktinformation, saveOptegnelse } from './tilstand.ts';

const entries = z
  .array(z.object({ kontaktdata: z.string().nullish(), kontaktdataType: z.int() }))
  .min(1)
  .refine((list) => new Set(list.map((entry) => entry.kontaktdataType)).size === list.length);

const FORMER = {
  indpakket: z
    .object({ kontaktinformationer: z.object({ kontaktinformation: entries }) })
    .transform((body) => body.kontaktinformationer.kontaktinformation),
  flad: z.object({ kontaktinformationer: entries }).transform((body) => body.kontaktinformationer),
};

interface Aendring {
  readonly type: Kontaktdatatype;
  /** Null deletes the entry of this type. */
  readonly kontaktdata: string | null;
}

/** C: one entry a type, so that the same type again replaces, and types that are not mentioned stay. */
export const createKontaktinformation: Operation = ({ request }, { indstillinger, tilstand }) => {
  const indhold = readIndhold(request, FORMER[indstillinger.form]);
  if (isAfvist(indhold)) return indhold;
  const aendringer: Aendring[] = [];
  for (const { kontaktdata, kontaktdataType } of indhold.data) {
    const type = readType(kontaktdataType, indstillinger, tilstand.now());
    if (isAfvist(type)) return type;
    // An empty text deletes, as null and a key left out do; a blank one is a bad value.
    aendringer.push({ type, kontaktdata: kontaktdata || null });
  }
  return (borger) => {
    const afvist = checkAktueltCpr(borger, indstillinger) ?? checkLevende(borger, indstillinger);
    if (afvist) return afvist;
    const { kontaktinformation } = borger;
    const bad = aendringer.map((aendring) => checkAendring(aendring, kontaktinformation, indstillinger));
    // Check 15 comes before check 16: a bad value anywhere in the list answers before a mail that may not go.
    const fejl = bad.find((found) => found && !isHuskeservice(found)) ?? bad.find((found) => found !== undefined);
    if (fejl && indstillinger.altEllerIntet) return fejl;
    const good = fejl ? bad.findIndex((found) => found !== undefined) : aendringer.length;
    for (const aendring of aendringer.slice(0, good)) apply(aendring, kontaktinformation, indstillinger);
    return fejl ?? { status: indstillinger.succesStatus };
  };
};

/** Checks 15 and 16, one entry. Replacing a mail that reminders go to is allowed. */
function checkAendring(
  { type, kontaktdata }: Aendring,
  { huskeservice }: Kontaktinformation,
  { telefonregel }: Indstillinger,
): Afvisning | undefined {
  if (kontaktdata !== null) return checkKontaktdata(type, kontaktdata, telefonregel);
  return type === 'mailadresse' && huskeservice.mail ? afvis(9155) : undefined;
}

function isHuskeservice(afvisning: Afvisning): boolean {
  return afvisning.afvist === 'kode' && afvisning.kode === 9155;
}

function apply(
  { type, kontaktdata }: Aendring,
  kontaktinformation: Kontaktinformation,
  { statusNulstilling }: Indstillinger,
): void {
  if (kontaktdata === null) {
    deleteOptegnelse(kontaktinformation, type);
    return;
  }
  const old = findOptegnelse(kontaktinformation, type);
  const keepsStatus = old !== undefined && (old.kontaktdata === kontaktdata || !statusNulstilling);
  saveOptegnelse(
    kontaktinformation,
    keepsStatus ? { ...old, kontaktdata } : { type, kontaktdata, status: 'ikkeVerificeret' },
  );
}
