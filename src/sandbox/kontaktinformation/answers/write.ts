import { parseMediaType } from '../../../domain/media-type.ts';
import type { Response } from '../../common/server.ts';
import type { Outcome } from '../operations/operation.ts';
import type { Settings } from '../settings.ts';
import { writeError } from './error-forms.ts';
import { isRefused } from './fejl.ts';

/** What a call came to, on the wire. */
export function writeResponse(outcome: Outcome, settings: Settings): Response {
  return inCharset(writeUtf8(outcome, settings), settings);
}

function writeUtf8(outcome: Outcome, settings: Settings): Response {
  if (typeof outcome === 'string') return outcome;
  if (isRefused(outcome)) return writeError(outcome, settings);
  const body =
    'tekst' in outcome ? outcome.tekst : outcome.json === undefined ? undefined : JSON.stringify(outcome.json);
  if (body === undefined) return { status: outcome.status };
  return { status: outcome.status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

/** JSON in the encoding that is set. */
function inCharset(response: Response, { charset }: Settings): Response {
  if (typeof response === 'string' || typeof response.body !== 'string' || charset === 'utf-8') return response;
  const type = response.headers?.['content-type'];
  const media = parseMediaType(type)?.essence;
  if (!media?.includes('json')) return response;
  const body = Buffer.from(response.body, 'latin1');
  const declared = charset === 'iso-8859-1' ? `${media}; charset=ISO-8859-1` : media;
  return { ...response, headers: { ...response.headers, 'content-type': declared }, body };
}
