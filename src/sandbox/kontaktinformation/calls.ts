import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from '../common/server.ts';
import { PERSONAS } from './people.ts';
import { isAfvist } from './answers/fejl.ts';
import { kodeOf } from './answers/error-forms.ts';
import { findErrorPerson } from './error-persons.ts';
import { readClientName } from './callers.ts';
import { type RequestUserMetadata, readHeaders } from './checks/metadata.ts';
import type { Resultat, Sandbox } from './operations/operation.ts';
import { readRequestId } from './checks/request-id.ts';
import { MASK } from './state.ts';
import { findRoute } from './checks/routes.ts';

const MAX_CALLS_KEPT = 10_000;

export function recordCall(request: Request, resultat: Resultat, response: Response, sandbox: Sandbox): void {
  const { settings, state } = sandbox;
  const { headers, method } = request;
  const route = findRoute(request, settings);
  const { activeOrganisation, requestUserMetadata } = readHeaders(headers, settings);
  const cpr = headers['x-civilregistrationidentifier'];
  state.calls.push({
    time: state.now().toISOString(),
    operation: isAfvist(route) ? null : route.letter,
    metode: method,
    path: isAfvist(route) ? null : route.path,
    client: readClientName(request),
    borger: nameBorger(cpr),
    cpr: cpr === undefined ? null : MASK,
    requestId: maskRequestId(headers),
    activeOrganisation: typeof activeOrganisation === 'string' ? null : activeOrganisation,
    requestUserMetadata: typeof requestUserMetadata === 'string' ? null : maskEmail(requestUserMetadata),
    content: readMasked(request.body),
    svar: {
      status: typeof response === 'string' ? response : response.status,
      fejlkode: isAfvist(resultat) ? kodeOf(resultat, settings.forkertKode) : null,
    },
  });
  if (state.calls.length > MAX_CALLS_KEPT) state.calls.shift();
}

function nameBorger(cpr: string | string[] | undefined): string | null {
  if (typeof cpr !== 'string') return null;
  return PERSONAS.find((persona) => persona.cpr === cpr)?.navn ?? findErrorPerson(cpr)?.navn ?? null;
}

function maskEmail({ requestUserStructure, ...rest }: RequestUserMetadata): RequestUserMetadata {
  const { userEmail } = requestUserStructure;
  return {
    ...rest,
    requestUserStructure: userEmail === undefined ? requestUserStructure : { ...requestUserStructure, userEmail: MASK },
  };
}

/** Tests compare ids, so they stay whole, unless somebody made one of a number or a mail. */
function maskRequestId(headers: IncomingHttpHeaders): string | null {
  const id = readRequestId(headers);
  if (id === undefined) return null;
  return /^\+?[0-9]+$|@/.test(id) ? MASK : id;
}

function readMasked(body: Buffer): unknown {
  if (body.length === 0) return null;
  try {
    return mask(JSON.parse(body.toString()));
  } catch {
    return MASK;
  }
}

/** Every text and every number long enough to be a phone, wherever it stands: a faulty client may put them anywhere. */
function mask(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : MASK;
  if (typeof value === 'number') return Math.abs(value) > 9_999 ? MASK : value;
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [/[0-9]{3}|@/.test(key) ? MASK : key, mask(inner)]),
  );
}
