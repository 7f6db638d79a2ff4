import { type Cpr, parseCpr } from '../../domain/cpr.ts';
import { property } from '../../wire/rest/json.ts';
import type { Kodelister } from '../config.ts';
import type { KontaktdataStatus, KontaktdataType, Kontaktinformation } from './kontaktinformation.ts';

/** Keys as STAR prints them, `borgerer` and `emailaddresse` included; read without regard to case. */
export const PATHS = {
  kontaktinformation: '/v1/kontaktinformation',
  mobiltelefon: (nummer: string) => `/v1/kontaktinformation/mobiltelefon/${encodeURIComponent(nummer)}`,
  email: (email: string) => `/v1/kontaktinformation/emailaddresse/${encodeURIComponent(email)}`,
};

/** Who acts, and for which authority. STAR wants both on every call, reads too. */
export interface Kalder {
  readonly organisationstype: number;
  readonly organisationskode: string;
}

// What we know of the user types: 1 borger, 2 sagsbehandler, 3 system, 4 medarbejder.
const SYSTEM = 3;

export function writeHeaders({ organisationstype, organisationskode }: Kalder, now: Date): Record<string, string> {
  const organisation = { organisationTypeIdentifier: organisationstype, organisationCode: organisationskode };
  return {
    ActiveOrganisation: asciiJson(organisation),
    RequestUserMetadata: asciiJson({
      requestUserStructure: {
        userFullName: 'Registergraf',
        requestUserTypeIdentifier: SYSTEM,
        userIdentifier: 'CVR:00000000-FID:00000000',
      },
      requestOrganisationStructure: organisation,
      registrationDateTime: now.toISOString().replace('Z', '+00:00'),
    }),
  };
}

/** A header holds ASCII only, and names hold æ, ø and å. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * The entries of GetKontaktinformation, wrapped twice (as printed) or once. Empty when there are none;
 * undefined when the answer makes no sense.
 */
export function readKontaktinformationer(json: unknown, kodelister: Kodelister): Kontaktinformation[] | undefined {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return undefined;
  const outer = property(json, 'kontaktinformationer') ?? [];
  // "Nothing registered" is said by a list that is empty or missing, and by nothing else.
  if (typeof outer !== 'object') return undefined;
  const entries = Array.isArray(outer) ? outer : (property(outer, 'kontaktinformation') ?? []);
  if (!Array.isArray(entries)) return undefined;
  const read = entries.map((entry) => readEntry(entry, kodelister));
  return read.every((entry) => entry !== undefined) ? read : undefined;
}

function readEntry(entry: unknown, { kontaktdata, kontaktdatastatus }: Kodelister): Kontaktinformation | undefined {
  const text = property(entry, 'kontaktdata');
  const type = readKodenummer(property(entry, 'kontaktdataType'));
  const status = readKodenummer(property(entry, 'kontaktdatastatus'));
  if (typeof text !== 'string' || type === undefined || status === undefined) return undefined;
  const typer: Record<number, KontaktdataType> = {
    [kontaktdata.mobiltelefon]: 'MOBILTELEFON',
    [kontaktdata.fastnetTelefon]: 'FASTNET_TELEFON',
    [kontaktdata.mailadresse]: 'MAILADRESSE',
  };
  const statusser: Record<number, KontaktdataStatus> = {
    [kontaktdatastatus.ikkeVerificeret]: 'IKKE_VERIFICERET',
    [kontaktdatastatus.verificeret]: 'VERIFICERET',
  };
  return {
    kontaktdata: text,
    kontaktdataType: typer[type] ?? 'UKENDT',
    kontaktdataTypeKode: type,
    kontaktdatastatus: statusser[status] ?? 'UKENDT',
    kontaktdatastatusKode: status,
  };
}

/** A value of a code list: a number, or its digits as text, for that the values are integers is only inferred. */
function readKodenummer(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  // No further than a GraphQL Int reaches.
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : undefined;
}

/** The citizens of the two look-ups: objects as printed, or bare numbers. Undefined when the answer makes no sense. */
export function readBorgere(json: unknown): Cpr[] | undefined {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return undefined;
  const list = property(json, 'borgerer') ?? [];
  if (!Array.isArray(list)) return undefined;
  const read = list.map((borger: unknown) => {
    const cpr = typeof borger === 'string' ? borger : property(borger, 'civilregistrationIdentifier');
    return typeof cpr === 'string' ? parseCpr(cpr) : null;
  });
  return read.every((cpr) => cpr !== null) ? read : undefined;
}

const CODE_KEYS = new Set(['fejlkode', 'errorcode', 'code', 'kode', 'faultcode']);
const MAX_DEPTH = 6;

/**
 * The first code in an error body whose form STAR does not publish: breadth first, in any of the keys that its services use.
 * Numbers below 1000 are HTTP statuses.
 */
export function readFejlkode(json: unknown): string | undefined {
  let level: unknown[] = [json];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const objects = level.filter((value) => value !== null && typeof value === 'object');
    for (const object of objects) {
      for (const [key, value] of Object.entries(object as object)) {
        if (CODE_KEYS.has(key.toLowerCase()) && isFejlkode(value)) return String(Number(value));
      }
    }
    level = objects.flatMap((object) => Object.values(object as object));
  }
  return undefined;
}

function isFejlkode(value: unknown): boolean {
  const isNumber = Number.isInteger(value) || (typeof value === 'string' && /^\d+$/.test(value));
  return isNumber && Number(value) >= 1000 && Number(value) <= 99_999;
}
