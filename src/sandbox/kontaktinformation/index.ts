import { parseMediaType } from '../../domain/media-type.ts';
import type { Response } from '../common/server.ts';
import type { Simulator } from '../common/simulator.ts';
import { isAfvist } from './answers/fejl.ts';
import { writeFejl } from './answers/error-forms.ts';
import { handle } from './operations/answer.ts';
import type { Resultat } from './operations/operation.ts';
import { handleHook } from './hooks.ts';
import { type Settings, type SettingsInput, readSettings } from './settings.ts';
import { recordCall } from './calls.ts';
import { State } from './state.ts';

export { PERSONAS, type Persona } from './people.ts';
export { FEJL, FEJLKODER, type Fejlkode } from './answers/fejl.ts';
export {
  type Letter,
  type Settings,
  type SettingsInput,
  ORGANISATIONSTYPER,
  readSettings,
} from './settings.ts';
export type { RecordedCall } from './state.ts';
export { ACTORS, CLIENT_HEADER, CLIENTS, AUTHORITIES } from './callers.ts';

/** STAR's BorgerKontaktinformationService, version 1, played. Throws a ZodError when a setting is bad. */
export function createKontaktinformationSandbox(input: SettingsInput = {}): Simulator {
  const start = readSettings(input);
  const create = (settings: Settings) => ({
    settings,
    state: new State(settings.verifikationskoder.seed),
  });
  let sandbox = create(start);
  const reset = () => {
    sandbox = create(start);
  };
  return {
    handle(request) {
      const resultat = handle(request, sandbox);
      const response = inCharset(writeResponse(resultat, sandbox.settings), sandbox.settings);
      recordCall(request, resultat, response, sandbox);
      return response;
    },
    hooks: (request) =>
      handleHook(request, {
        sandbox: () => sandbox,
        reset,
        configure: (changes) => {
          sandbox = { ...sandbox, settings: readSettings({ ...input, ...changes }) };
        },
      }),
    reset,
  };
}

function writeResponse(resultat: Resultat, settings: Settings): Response {
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
