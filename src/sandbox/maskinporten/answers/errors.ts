import { json } from '../../common/hooks.ts';
import type { Response } from '../../common/server.ts';

/** A refusal, as it is found. */
export interface Refusal {
  readonly refused: ErrorName;
  /** What stands in the place of `…` in the text: organisation numbers and scopes, never a person. */
  readonly about?: readonly string[];
}

const HELP = 'https://docs.digdir.no/maskinporten_feilsoking';
const TRACE = 'trace_id: 00000000000000000000000000000000';
const FAILED = 'Invalid assertion. Client authentication failed.';

interface ErrorRow {
  readonly error: 'invalid_grant' | 'invalid_request' | 'invalid_scope' | 'invalid_client' | 'unsupported_grant_type';
  /** With a place for each thing that it is about. */
  readonly text: string;
  readonly code?: `MP-${number}`;
  /** Whether it is a matter of access, whose status may differ. */
  readonly isAccess?: true;
}

/** The rows of the documentation, in its order; then what it has no code for. */
export const ERRORS = {
  'no client': { error: 'invalid_client', text: 'Invalid assertion. Client not found.', code: 'MP-100' },
  audience: { error: 'invalid_grant', text: `${FAILED} Invalid JWT claim aud`, code: 'MP-110' },
  certificate: { error: 'invalid_grant', text: `${FAILED} invalid certificate`, code: 'MP-120' },
  'expired key': { error: 'invalid_grant', text: `${FAILED} Expired key`, code: 'MP-121' },
  'other organisation': { error: 'invalid_grant', text: `${FAILED} Does not match certificate orgno`, code: 'MP-122' },
  x5c: { error: 'invalid_grant', text: `${FAILED} Invalid JWT header x5c`, code: 'MP-123' },
  signature: { error: 'invalid_grant', text: `${FAILED} Invalid JWT signature`, code: 'MP-124' },
  expired: { error: 'invalid_grant', text: `${FAILED} JWT is expired`, code: 'MP-130' },
  'issued later': { error: 'invalid_grant', text: `${FAILED} Issue time is after now` },
  parameter: { error: 'invalid_request', text: 'Invalid parameter value …', code: 'MP-011' },
  used: { error: 'invalid_grant', text: 'Grant is used before', code: 'MP-012' },
  scope: { error: 'invalid_scope', text: 'invalid scopes for client: …', code: 'MP-200' },
  integration: { error: 'invalid_scope', text: 'Scopes not allowed for maskinporten: …', code: 'MP-201' },
  'not granted': {
    error: 'invalid_scope',
    text: 'Consumer 0192:… has not been granted access to the scope …',
    code: 'MP-250',
    isAccess: true,
  },
  'not delegated': {
    error: 'invalid_scope',
    text: 'Consumer 0192:… has not delegated access to the scope … to supplier 0192:…',
    code: 'MP-251',
    isAccess: true,
  },
  'details type': { error: 'invalid_request', text: 'authorization details: unknown type', code: 'MP-301' },
  'details fields': { error: 'invalid_request', text: 'authorization details: missing fields', code: 'MP-302' },
  'details values': { error: 'invalid_request', text: 'authorization details: invalid values', code: 'MP-303' },
  'own number': { error: 'invalid_request', text: 'The combination consumer_org … and client is invalid' },
  assertion: { error: 'invalid_request', text: 'Invalid assertion' },
  'grant type': { error: 'unsupported_grant_type', text: 'Unsupported grant type' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorName = keyof typeof ERRORS;

export function refuse(refused: ErrorName, ...about: readonly string[]): Refusal {
  return { refused, about };
}

export function isRefused(value: object): value is Refusal {
  return 'refused' in value;
}

export function writeError({ refused, about = [] }: Refusal, accessStatus: number): Exclude<Response, string> {
  const row: ErrorRow = ERRORS[refused];
  const rest = [...about];
  const text = row.text.replace(/…/g, () => rest.shift() ?? '');
  const error_description = row.code ? `${text} (${row.code}, ${TRACE})` : `${text} (${TRACE})`;
  return json({ error: row.error, error_description, error_uri: HELP }, row.isAccess ? accessStatus : 400);
}
