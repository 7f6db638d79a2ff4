import { parseMediaType } from '../../../domain/media-type.ts';
import type { Response } from '../../common/server.ts';
import type { Resultat } from '../operations/operation.ts';
import type { Settings } from '../settings.ts';
import { writeFejl } from './error-forms.ts';
import { isAfvist } from './fejl.ts';

/** What a call came to, on the wire. */
export function writeResponse(resultat: Resultat, settings: Settings): Response {
  return inCharset(writeUtf8(resultat, settings), settings);
}

function writeUtf8(resultat: Resultat, settings: Settings): Response {
  if (typeof resultat === 'string') return resultat;
  if (isAfvist(resultat)) return writeFejl(resultat, settings);
  const body =
    'tekst' in resultat ? resultat.tekst : resultat.json === undefined ? undefined : JSON.stringify(resultat.json);
  if (body === undefined) return { status: resultat.status };
  return { status: resultat.status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
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
