import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from '../server.ts';
import { PERSONAER } from './borgere.ts';
import { isAfvist } from './fejl.ts';
import { kodeOf } from './fejlform.ts';
import { findFejlperson } from './fejlpersoner.ts';
import type { Resultat } from './handle.ts';
import type { Bogstav } from './indstillinger.ts';
import { readKlientnavn } from './kaldere.ts';
import { type ActiveOrganisation, type RequestUserMetadata, readHeadere } from './metadata.ts';
import type { Sandkasse } from './operation.ts';
import { readRequestId } from './requestId.ts';
import { findRute } from './ruter.ts';

/** One call as it came in and as it was answered, without anybody's cpr, phone or mail. */
export interface Kald {
  readonly tidspunkt: string;
  /** Null where the path or the method is unknown; then `sti` is null too. */
  readonly operation: Bogstav | null;
  readonly metode: string;
  readonly sti: string | null;
  readonly klient: string;
  /** The handle of the test person, null for everybody else. */
  readonly borger: string | null;
  readonly cpr: typeof MASKE | null;
  readonly requestId: string | null;
  readonly activeOrganisation: ActiveOrganisation | null;
  readonly requestUserMetadata: RequestUserMetadata | null;
  /** The JSON of the body with its texts masked; empty texts, nulls and absent keys are as sent. */
  readonly indhold: unknown;
  readonly svar: { readonly status: number | Extract<Response, string>; readonly fejlkode: number | null };
}

const MASKE = '***';
const MAX_KALD = 10_000;

export function recordKald(request: Request, resultat: Resultat, response: Response, sandkasse: Sandkasse): void {
  const { indstillinger, tilstand } = sandkasse;
  const { headers, method } = request;
  const rute = findRute(request, indstillinger);
  const { activeOrganisation, requestUserMetadata } = readHeadere(headers, indstillinger);
  const cpr = headers['x-civilregistrationidentifier'];
  tilstand.kald.push({
    tidspunkt: tilstand.now().toISOString(),
    operation: isAfvist(rute) ? null : rute.bogstav,
    metode: method,
    sti: isAfvist(rute) ? null : rute.sti,
    klient: readKlientnavn(request),
    borger: nameBorger(cpr),
    cpr: cpr === undefined ? null : MASKE,
    requestId: maskRequestId(headers),
    activeOrganisation: typeof activeOrganisation === 'string' ? null : activeOrganisation,
    requestUserMetadata: typeof requestUserMetadata === 'string' ? null : maskEmail(requestUserMetadata),
    indhold: readMasked(request.body),
    svar: {
      status: typeof response === 'string' ? response : response.status,
      fejlkode: isAfvist(resultat) ? kodeOf(resultat, indstillinger.forkertKode) : null,
    },
  });
  if (tilstand.kald.length > MAX_KALD) tilstand.kald.shift();
}

function nameBorger(cpr: string | string[] | undefined): string | null {
  if (typeof cpr !== 'string') return null;
  return PERSONAER.find((persona) => persona.cpr === cpr)?.navn ?? findFejlperson(cpr)?.navn ?? null;
}

function maskEmail({ requestUserStructure, ...rest }: RequestUserMetadata): RequestUserMetadata {
  const { userEmail } = requestUserStructure;
  return {
    ...rest,
    requestUserStructure:
      userEmail === undefined ? requestUserStructure : { ...requestUserStructure, userEmail: MASKE },
  };
}

/** Tests compare ids, so they stay whole, unless somebody made one of a number or a mail. */
function maskRequestId(headers: IncomingHttpHeaders): string | null {
  const id = readRequestId(headers);
  if (id === undefined) return null;
  return /^\+?[0-9]+$|@/.test(id) ? MASKE : id;
}

function readMasked(body: Buffer): unknown {
  if (body.length === 0) return null;
  try {
    return mask(JSON.parse(body.toString()));
  } catch {
    return MASKE;
  }
}

/** Every text and every number long enough to be a phone, wherever it stands: a faulty client may put them anywhere. */
function mask(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : MASKE;
  if (typeof value === 'number') return Math.abs(value) > 9_999 ? MASKE : value;
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [/[0-9]{3}|@/.test(key) ? MASKE : key, mask(inner)]),
  );
}
