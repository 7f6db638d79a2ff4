import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type Afvisning, afvis, isAfvist } from './fejl.ts';
import type { Indstillinger, Organisationstype } from './indstillinger.ts';
import { BRUGERTYPER } from './kaldere.ts';

// Names and limits of STAR's SOAP headers.
const activeOrganisation = z.object({
  organisationTypeIdentifier: z.int().min(1).max(100),
  organisationCode: z.string().min(1).max(20),
});

const requestUserMetadata = z.object({
  requestUserStructure: z.object({
    userFullName: z.string().min(1).max(140),
    requestUserTypeIdentifier: z.int(),
    userIdentifier: z
      .string()
      .max(255)
      .regex(/^CVR:[0-9]{8}-(?:UUID:.+|FID:[0-9]{8})$/),
    userEmail: z.string().optional(),
  }),
  requestOrganisationStructure: z.object({
    organisationTypeIdentifier: z.int().min(1).max(100),
    organisationCode: z.string().regex(/^(?:-1|[0-9]{1,8})$/),
  }),
  registrationDateTime: z.iso.datetime({ offset: true }),
});

export type ActiveOrganisation = z.infer<typeof activeOrganisation>;
export type RequestUserMetadata = z.infer<typeof requestUserMetadata>;

export interface Organisation {
  readonly type: Organisationstype;
  readonly kode: string;
}

/** Who calls, for whom: the two metadata headers with their numbers turned into names. */
export interface Metadata {
  readonly aktivOrganisation: Organisation;
  readonly brugertype: number;
  readonly brugerorganisation: Organisation;
}

/** Check 3: headers missing (8232, 8233), unreadable (8234, 8235), of unknown types (8173, 8174), of a wrong one (4413). */
export function readMetadata(headers: IncomingHttpHeaders, indstillinger: Indstillinger): Metadata | Afvisning {
  const { activeOrganisation: active, requestUserMetadata: user } = readHeadere(headers, indstillinger);
  if (active === 'missing') return afvis(8232);
  if (user === 'missing') return afvis(8233);
  if (active === 'unreadable') return afvis(8234);
  if (user === 'unreadable') return afvis(8235);
  const aktivOrganisation = nameOrganisation(active, indstillinger);
  if (isAfvist(aktivOrganisation)) return aktivOrganisation;
  const brugerorganisation = nameOrganisation(user.requestOrganisationStructure, indstillinger);
  if (isAfvist(brugerorganisation)) return brugerorganisation;
  const brugertype = user.requestUserStructure.requestUserTypeIdentifier;
  if (!Object.values<number>(BRUGERTYPER).includes(brugertype)) return afvis(8174);
  // A provider acts for a jobcenter, and never in its own name.
  if (aktivOrganisation.type === 'andenAktoer' || aktivOrganisation.type === 'virksomhed') return afvis(4413);
  return { aktivOrganisation, brugertype, brugerorganisation };
}

export function readHeadere(headers: IncomingHttpHeaders, { metadataHeadere }: Pick<Indstillinger, 'metadataHeadere'>) {
  const { kodning } = metadataHeadere;
  return {
    activeOrganisation: readHeader(
      headers[metadataHeadere.activeOrganisation.toLowerCase()],
      kodning,
      activeOrganisation,
    ),
    requestUserMetadata: readHeader(
      headers[metadataHeadere.requestUserMetadata.toLowerCase()],
      kodning,
      requestUserMetadata,
    ),
  };
}

type Kodning = Indstillinger['metadataHeadere']['kodning'];

function readHeader<Shape>(
  header: string | string[] | undefined,
  kodning: Kodning,
  shape: z.ZodType<Shape>,
): Shape | 'missing' | 'unreadable' {
  if (header === undefined) return 'missing';
  const parsed = typeof header === 'string' ? shape.safeParse(readJson(header, kodning)) : { success: false as const };
  return parsed.success ? parsed.data : 'unreadable';
}

/** Undefined, which no shape takes, for what is not JSON in the encoding that was agreed. */
function readJson(header: string, kodning: Kodning): unknown {
  try {
    if (kodning === 'json-ascii') return /^[\x20-\x7e]*$/.test(header) ? JSON.parse(header) : undefined;
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(header)) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'base64')));
  } catch {
    return undefined;
  }
}

function nameOrganisation(
  { organisationTypeIdentifier, organisationCode }: ActiveOrganisation,
  { organisationstyper }: Indstillinger,
): Organisation | Afvisning {
  const { bekraeftet: _, ...numbers } = organisationstyper;
  const typer = Object.keys(numbers) as Organisationstype[];
  const type = typer.find((candidate) => numbers[candidate] === organisationTypeIdentifier);
  return type === undefined ? afvis(8173) : { type, kode: organisationCode };
}
