import { z } from 'zod';
import { json } from '../values.ts';
import { kodeOf } from './validity.ts';

// What STAR does not publish. Each group says whether somebody has confirmed it against the real service.

const bekraeftet = z.boolean();
const TRUE_OR_FALSE = 'true or false in bekraeftet';

// STAR keeps expired values in its lists. A value whose days are the same, or the wrong way round, would never hold.
const member = z.union([
  z.int(),
  z
    .strictObject({ kode: z.int(), gyldigFra: z.iso.date().optional(), gyldigTil: z.iso.date().optional() })
    .refine(({ gyldigFra, gyldigTil }) => !gyldigFra || !gyldigTil || gyldigFra < gyldigTil),
]);

export const kodelister = json(
  z.object({
    bekraeftet,
    kontaktdata: z.object({ mobiltelefon: member, fastnetTelefon: member, mailadresse: member }),
    kontaktdatastatus: z.object({ ikkeVerificeret: member, verificeret: member }),
  }),
  `${TRUE_OR_FALSE} and whole numbers in the two lists, or {"kode", "gyldigFra", "gyldigTil"} with gyldigFra before gyldigTil`,
).superRefine((read, context) => {
  for (const list of ['kontaktdata', 'kontaktdatastatus'] as const) {
    const numbers = Object.values(read[list]).map(kodeOf);
    if (hasDoubles(numbers)) context.addIssue(`two members of ${list} have the same number`);
  }
});

const type = z.int().min(1).max(100);

export const organisationstyper = json(
  z.object({
    bekraeftet,
    aKasse: type,
    andenAktoer: type,
    kommune: type,
    jobcenter: type,
    virksomhed: type,
    star: type,
  }),
  `${TRUE_OR_FALSE} and a number from 1 to 100 for each of aKasse, andenAktoer, kommune, jobcenter, virksomhed, star`,
).superRefine(({ bekraeftet: _, ...numbers }, context) => {
  if (hasDoubles(Object.values(numbers))) context.addIssue('two types have the same number');
});

const headerName = z.string().regex(/^[A-Za-z0-9-]{1,100}$/);

export const metadataHeaders = json(
  z.object({
    bekraeftet,
    activeOrganisation: headerName,
    requestUserMetadata: headerName,
    encoding: z.enum(['json-ascii', 'base64-json']),
  }),
  `${TRUE_OR_FALSE}, the names of two headers in activeOrganisation and requestUserMetadata, and json-ascii or base64-json in encoding`,
);

/** The sandbox's placeholders, by group and by the variable that confirms it. */
export const GROUPS = [
  ['kodelister', 'STAR_KODELISTER', kodelister],
  ['organisationstyper', 'STAR_ORGANISATIONSTYPER', organisationstyper],
  ['metadataHeaders', 'STAR_METADATA_HEADERS', metadataHeaders],
] as const;

function hasDoubles(numbers: readonly number[]): boolean {
  return new Set(numbers).size < numbers.length;
}
