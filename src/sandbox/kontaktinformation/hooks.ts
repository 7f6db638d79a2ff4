import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type Hooks, json, readJson, refuse } from '../common/hooks.ts';
import type { Request, Response } from '../common/server.ts';
import { kodeOf } from './answers/error-forms.ts';
import { isRefused } from './answers/fejl.ts';
import { readClientName } from './callers.ts';
import { readType } from './checks/kodelister.ts';
import { type RequestUserMetadata, readHeaders } from './checks/metadata.ts';
import { readRequestId } from './checks/request-id.ts';
import { findRoute } from './checks/routes.ts';
import { findErrorPerson } from './error-persons.ts';
import type { Outcome } from './operations/operation.ts';
import { PERSONAS } from './people.ts';
import { type Borger, findEntry, MASK, type StarSandbox } from './state.ts';

const huskeservice = z.strictObject({ sms: z.boolean().optional(), mail: z.boolean().optional() });

/** What only a sandbox tells of its citizens: the code that one got, and whether she has asked to be reminded. */
export const HOOKS: Hooks<StarSandbox> = {
  'GET verifikationskode': (request, sandbox) => {
    const { settings, clock } = sandbox;
    const borger = findBorger(request, sandbox);
    const type = readType(Number(request.url.searchParams.get('kontaktdataType')), settings, clock.now());
    const entry = borger && !isRefused(type) ? findEntry(borger.kontaktinformation, type) : undefined;
    if (!entry?.pending) return refuse(404, 'No verifikationskode is pending.');
    const { kode, expires } = entry.pending;
    return json({ verifikationskode: kode, expires: expires.toISOString() });
  },

  'POST huskeservice': (request, sandbox) => {
    const borger = findBorger(request, sandbox);
    if (borger === undefined) return refuse(404, 'No such borger.');
    const { sms, mail } = readJson(request, huskeservice);
    const old = borger.kontaktinformation.huskeservice;
    borger.kontaktinformation.huskeservice = { sms: sms ?? old.sms, mail: mail ?? old.mail };
    return json(borger.kontaktinformation.huskeservice);
  },
};

function findBorger({ headers }: Request, { state }: StarSandbox): Borger | undefined {
  const cpr = headers['x-civilregistrationidentifier'];
  return typeof cpr === 'string' ? state.findBorger(cpr) : undefined;
}

export function recordCall(request: Request, outcome: Outcome, response: Response, sandbox: StarSandbox): void {
  const { settings, clock } = sandbox;
  const { headers, method } = request;
  const route = findRoute(request, settings);
  const { activeOrganisation, requestUserMetadata } = readHeaders(headers, settings);
  const cpr = headers['x-civilregistrationidentifier'];
  sandbox.record({
    time: clock.now().toISOString(),
    operation: isRefused(route) ? null : route.operation,
    method,
    path: isRefused(route) ? null : route.path,
    client: readClientName(request),
    borger: nameBorger(cpr),
    cpr: cpr === undefined ? null : MASK,
    requestId: maskRequestId(headers),
    activeOrganisation: typeof activeOrganisation === 'string' ? null : activeOrganisation,
    requestUserMetadata: typeof requestUserMetadata === 'string' ? null : maskUser(requestUserMetadata),
    content: readMasked(request.body),
    answer: {
      status: typeof response === 'string' ? response : response.status,
      fejlkode: isRefused(outcome) ? kodeOf(outcome, settings.wrongCode) : null,
    },
  });
}

function nameBorger(cpr: string | string[] | undefined): string | null {
  if (typeof cpr !== 'string') return null;
  return PERSONAS.find((persona) => persona.cpr === cpr)?.navn ?? findErrorPerson(cpr)?.navn ?? null;
}

/** Mail address, and the identifier and name where they may be a citizen's number. */
function maskUser({ requestUserStructure, ...rest }: RequestUserMetadata): RequestUserMetadata {
  const { userFullName, userIdentifier, userEmail, ...others } = requestUserStructure;
  return {
    ...rest,
    requestUserStructure: {
      ...others,
      userFullName: maskNumber(userFullName),
      userIdentifier: userIdentifier.startsWith('CVR:') ? userIdentifier : maskNumber(userIdentifier),
      ...(userEmail === undefined ? {} : { userEmail: MASK }),
    },
  };
}

/** A number of a person, also as it is written by hand: 010150-5006. */
function maskNumber(text: string): string {
  return /[0-9]{6}[- ]?[0-9]{4}/.test(text) ? MASK : text;
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
