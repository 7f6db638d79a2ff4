import type { Response } from '../server.ts';
import type { Simulator } from '../simulator.ts';
import { isAfvist } from './fejl.ts';
import { writeFejl } from './fejlform.ts';
import { handle, type Resultat } from './handle.ts';
import { handleHook } from './hooks.ts';
import { type Indstillinger, type IndstillingerInput, readIndstillinger } from './indstillinger.ts';
import { recordKald } from './kald.ts';
import { Tilstand } from './tilstand.ts';

export { PERSONAER, type Persona } from './borgere.ts';
export { FEJL, FEJLKODER, type Fejlkode } from './fejl.ts';
export {
  type Bogstav,
  type Indstillinger,
  type IndstillingerInput,
  ORGANISATIONSTYPER,
  readIndstillinger,
} from './indstillinger.ts';
export type { Kald } from './kald.ts';
export { AKTOERER, KLIENT_HEADER, KLIENTER, MYNDIGHEDER } from './kaldere.ts';

/** STAR's BorgerKontaktinformationService, version 1, played. Throws a ZodError when a setting is bad. */
export function createKontaktinformationSandbox(input: IndstillingerInput = {}): Simulator {
  const start = readIndstillinger(input);
  const create = (indstillinger: Indstillinger) => ({
    indstillinger,
    tilstand: new Tilstand(indstillinger.verifikationskoder.froe),
  });
  let sandkasse = create(start);
  const reset = () => {
    sandkasse = create(start);
  };
  return {
    handle(request) {
      const resultat = handle(request, sandkasse);
      const response = inCharset(writeResponse(resultat, sandkasse.indstillinger), sandkasse.indstillinger);
      recordKald(request, resultat, response, sandkasse);
      return response;
    },
    hooks: (request) =>
      handleHook(request, {
        sandkasse: () => sandkasse,
        reset,
        configure: (changes) => {
          sandkasse = { ...sandkasse, indstillinger: readIndstillinger({ ...input, ...changes }) };
        },
      }),
    reset,
  };
}

function writeResponse(resultat: Resultat, indstillinger: Indstillinger): Response {
  if (typeof resultat === 'string') return resultat;
  if (isAfvist(resultat)) return writeFejl(resultat, indstillinger);
  const body =
    'tekst' in resultat ? resultat.tekst : resultat.json === undefined ? undefined : JSON.stringify(resultat.json);
  if (body === undefined) return { status: resultat.status };
  return { status: resultat.status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

/** JSON in the encoding that is set. */
function inCharset(response: Response, { charset }: Indstillinger): Response {
  if (typeof response === 'string' || typeof response.body !== 'string' || charset === 'utf-8') return response;
  const type = response.headers?.['content-type'];
  if (!type?.includes('json')) return response;
  const body = Buffer.from(response.body, 'latin1');
  const [media = ''] = type.split(';');
  const declared = charset === 'iso-8859-1' ? `${media}; charset=ISO-8859-1` : media;
  return { ...response, headers: { ...response.headers, 'content-type': declared }, body };
}
