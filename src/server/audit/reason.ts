import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Caller } from '../../domain/caller.ts';
import { parseReason, type Reason } from '../../domain/reason.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

/** By which headers a client says why it asks. */
export const PURPOSE_HEADER = 'x-purpose';
export const CASE_REFERENCE_HEADER = 'x-case-reference';

/** What callers have to say of why they ask about persons. */
export interface ReasonSettings {
  readonly purposeRequired: boolean;
  readonly caseReferenceRequired: boolean;
  /** The only purposes that are taken; undefined: any. */
  readonly purposes: ReadonlySet<string> | undefined;
}

/** What a request says of why it asks; null stands for what cannot be taken. */
export type SaidReason = { readonly [Part in keyof Reason]: string | null | undefined };

const NOTHING: SaidReason = {};

/**
 * What the token says, and what the headers do. Where both say something, they have to say the same: a client is not to
 * talk over who has issued its token.
 */
export function readReason(
  request: Pick<IncomingMessage, 'headers' | 'headersDistinct'>,
  { reason }: Pick<Caller, 'reason'>,
): SaidReason {
  const { headers } = request;
  if (reason === undefined && headers[PURPOSE_HEADER] === undefined && headers[CASE_REFERENCE_HEADER] === undefined) {
    return NOTHING;
  }
  const said = (header: string, claim: string | undefined): string | null | undefined => {
    // Node makes a second table of all headers when it is asked for this one.
    const sent = headers[header] === undefined ? undefined : request.headersDistinct[header];
    const texts = [...(claim === undefined ? [] : [claim]), ...(sent ?? []).map(decode)];
    if (texts.length === 0) return undefined;
    const parsed = texts.map(parseReason);
    return new Set(parsed).size === 1 && (sent ?? []).length <= 1 ? parsed[0] : null;
  };
  return {
    purpose: said(PURPOSE_HEADER, reason?.purpose),
    caseReference: said(CASE_REFERENCE_HEADER, reason?.caseReference),
  };
}

/** Node reads headers as Latin-1; clients that send other letters than ASCII mean UTF-8, or Latin-1 where that is none. */
function decode(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

/** What can be recorded of it. */
export function recordable({ purpose, caseReference }: SaidReason): Reason {
  return { purpose: purpose ?? undefined, caseReference: caseReference ?? undefined };
}

/**
 * Refuses what cannot be taken, and an operation on persons whose caller says nothing where something has to be said. Whoever asks by
 * a token of their own asks about themselves, and needs no reason.
 */
export function refuseReason(
  said: SaidReason,
  { person }: Pick<Caller, 'person'>,
  settings: ReasonSettings | undefined,
  touchesPersons: () => boolean,
): GraphQLError | undefined {
  if (said.purpose === null) return refusalError(ERRORS.invalidPurpose, []);
  if (said.caseReference === null) return refusalError(ERRORS.invalidCaseReference, []);
  if (!settings) return undefined;
  if (said.purpose !== undefined && settings.purposes && !settings.purposes.has(said.purpose)) {
    return refusalError(ERRORS.unknownPurpose, [{ purposes: [...settings.purposes].join(', ') }]);
  }
  if (person !== undefined) return undefined;
  const lacksPurpose = settings.purposeRequired && said.purpose === undefined;
  const lacksReference = settings.caseReferenceRequired && said.caseReference === undefined;
  if (!(lacksPurpose || lacksReference) || !touchesPersons()) return undefined;
  return refusalError(lacksPurpose ? ERRORS.purposeRequired : ERRORS.caseReferenceRequired, []);
}
