import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type Refusal, refuse, isRefused } from '../answers/fejl.ts';
import type { Settings, Organisationstype } from '../settings.ts';
import { USER_TYPES } from '../callers.ts';

// Names and limits of STAR's SOAP headers.
const activeOrganisation = z.object({
  organisationTypeIdentifier: z.int().min(1).max(100),
  organisationCode: z.string().min(1).max(20),
});

// Of a case worker's system: the certificate's identifier, with a UUID, or a FID as older certificates have.
const CERTIFICATE = /^CVR:[0-9]{8}-(?:UUID:.+|FID:[0-9]{8})$/;

const requestUserMetadata = z.object({
  requestUserStructure: z
    .object({
      userFullName: z.string().min(1).max(140),
      requestUserTypeIdentifier: z.int(),
      // Of others it is free text that identifies the user: of a citizen her cpr.
      userIdentifier: z.string().min(1).max(255),
      userEmail: z.string().optional(),
    })
    .refine(
      ({ requestUserTypeIdentifier: type, userIdentifier }) =>
        type !== USER_TYPES.sagsbehandler || CERTIFICATE.test(userIdentifier),
    ),
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
  readonly userType: number;
  readonly userIdentifier: string;
  readonly userOrganisation: Organisation;
}

/** Check 3: headers missing (8232, 8233), unreadable (8234, 8235), of unknown types (8173, 8174), of a wrong one (4413). */
export function readMetadata(headers: IncomingHttpHeaders, settings: Settings): Metadata | Refusal {
  const { activeOrganisation: active, requestUserMetadata: user } = readHeaders(headers, settings);
  if (active === 'missing') return refuse(8232);
  if (user === 'missing') return refuse(8233);
  if (active === 'unreadable') return refuse(8234);
  if (user === 'unreadable') return refuse(8235);
  const aktivOrganisation = nameOrganisation(active, settings);
  if (isRefused(aktivOrganisation)) return aktivOrganisation;
  const userOrganisation = nameOrganisation(user.requestOrganisationStructure, settings);
  if (isRefused(userOrganisation)) return userOrganisation;
  const { requestUserTypeIdentifier: userType, userIdentifier } = user.requestUserStructure;
  if (!Object.values<number>(USER_TYPES).includes(userType)) return refuse(8174);
  // A provider acts for a jobcenter, and never in its own name.
  if (aktivOrganisation.type === 'andenAktoer' || aktivOrganisation.type === 'virksomhed') return refuse(4413);
  return { aktivOrganisation, userType, userIdentifier, userOrganisation };
}

export function readHeaders(headers: IncomingHttpHeaders, { metadataHeaders }: Pick<Settings, 'metadataHeaders'>) {
  const { encoding } = metadataHeaders;
  return {
    activeOrganisation: readHeader(
      headers[metadataHeaders.activeOrganisation.toLowerCase()],
      encoding,
      activeOrganisation,
    ),
    requestUserMetadata: readHeader(
      headers[metadataHeaders.requestUserMetadata.toLowerCase()],
      encoding,
      requestUserMetadata,
    ),
  };
}

type Encoding = Settings['metadataHeaders']['encoding'];

function readHeader<Shape>(
  header: string | string[] | undefined,
  encoding: Encoding,
  shape: z.ZodType<Shape>,
): Shape | 'missing' | 'unreadable' {
  if (header === undefined) return 'missing';
  const parsed = typeof header === 'string' ? shape.safeParse(readJson(header, encoding)) : { success: false as const };
  return parsed.success ? parsed.data : 'unreadable';
}

/** Undefined, which no shape takes, for what is not JSON in the encoding that was agreed. */
function readJson(header: string, encoding: Encoding): unknown {
  try {
    if (encoding === 'json-ascii') return /^[\x20-\x7e]*$/.test(header) ? JSON.parse(header) : undefined;
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(header)) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'base64')));
  } catch {
    return undefined;
  }
}

function nameOrganisation(
  { organisationTypeIdentifier, organisationCode }: ActiveOrganisation,
  { organisationstyper }: Settings,
): Organisation | Refusal {
  const { bekraeftet: _, ...numbers } = organisationstyper;
  const types = Object.keys(numbers) as Organisationstype[];
  const type = types.find((candidate) => numbers[candidate] === organisationTypeIdentifier);
  return type === undefined ? refuse(8173) : { type, kode: organisationCode };
}
