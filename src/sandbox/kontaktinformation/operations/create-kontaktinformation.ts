import { z } from 'zod';
import { type Refusal, refuse, refuseAll, isRefused } from '../answers/fejl.ts';
import type { Settings, Kontaktdatatype } from '../settings.ts';
import { readType } from '../checks/kodelister.ts';
import { checkAktueltCpr, checkAlive, type Operation, readContent } from './operation.ts';
import { checkKontaktdata } from '../checks/rules.ts';
import { deleteEntry, findEntry, type Kontaktinformation, saveEntry } from '../state.ts';

const entries = z
  .array(z.object({ kontaktdata: z.string().nullish(), kontaktdataType: z.int() }))
  .min(1)
  .refine((list) => new Set(list.map((entry) => entry.kontaktdataType)).size === list.length);

const FORMS = {
  wrapped: z
    .object({ kontaktinformationer: z.object({ kontaktinformation: entries }) })
    .transform((body) => body.kontaktinformationer.kontaktinformation),
  flat: z.object({ kontaktinformationer: entries }).transform((body) => body.kontaktinformationer),
};

interface Change {
  readonly type: Kontaktdatatype;
  /** Null deletes the entry of this type. */
  readonly kontaktdata: string | null;
}

/** One entry a type, so that the same type again replaces, and types that are not mentioned stay. */
export const createKontaktinformation: Operation = ({ request }, { settings, clock }) => {
  const content = readContent(request, FORMS[settings.form]);
  if (isRefused(content)) return content;
  const changes: Change[] = [];
  for (const { kontaktdata, kontaktdataType } of content.data) {
    const type = readType(kontaktdataType, settings, clock.now());
    if (isRefused(type)) return type;
    // An empty text deletes, as null and a key left out do; a blank one is a bad value.
    changes.push({ type, kontaktdata: kontaktdata || null });
  }
  return (borger) => {
    const refused = checkAktueltCpr(borger, settings) ?? checkAlive(borger, settings);
    if (refused) return refused;
    const { kontaktinformation } = borger;
    const bad = changes.map((change) => checkChange(change, kontaktinformation, settings));
    const found = bad.filter((fejl) => fejl !== undefined);
    // Check 15 comes before check 16: a bad value anywhere in the list answers before a mail that may not go.
    const fejl = refuseAll([...found.filter((one) => !isHuskeservice(one)), ...found.filter(isHuskeservice)]);
    if (fejl && settings.allOrNothing) return fejl;
    const good = fejl ? bad.findIndex((one) => one !== undefined) : changes.length;
    for (const change of changes.slice(0, good)) apply(change, kontaktinformation, settings);
    return fejl ?? { status: settings.successStatus };
  };
};

/** Checks 15 and 16, one entry. Replacing a mail that reminders go to is allowed. */
function checkChange(
  { type, kontaktdata }: Change,
  { huskeservice }: Kontaktinformation,
  { phoneRule }: Settings,
): Refusal | undefined {
  if (kontaktdata !== null) return checkKontaktdata(type, kontaktdata, phoneRule);
  return type === 'mailadresse' && huskeservice.mail ? refuse(9155) : undefined;
}

function isHuskeservice(refusal: Refusal): boolean {
  return refusal.refused === 'kode' && refusal.kode === 9155;
}

function apply({ type, kontaktdata }: Change, kontaktinformation: Kontaktinformation, { statusReset }: Settings): void {
  if (kontaktdata === null) {
    deleteEntry(kontaktinformation, type);
    return;
  }
  const old = findEntry(kontaktinformation, type);
  const keepsStatus = old !== undefined && (old.kontaktdata === kontaktdata || !statusReset);
  saveEntry(
    kontaktinformation,
    keepsStatus ? { ...old, kontaktdata } : { type, kontaktdata, status: 'ikkeVerificeret' },
  );
}
