import { defineRegister } from '../common/register.ts';
import { createSimulator, type Simulator } from '../common/simulator.ts';
import { writeResponse } from './answers/write.ts';
import { HOOKS, recordCall } from './hooks.ts';
import { answer } from './operations/answer.ts';
import { OVERVIEW } from './overview.ts';
import { readSettings, type SettingsInput, settings } from './settings.ts';
import { State } from './state.ts';

export { FEJL, ERROR_CODES, type Fejlkode } from './answers/fejl.ts';
export { ACTORS, AUTHORITIES, CLIENT_HEADER, CLIENTS } from './callers.ts';
export { PERSONAS, type Persona } from './people.ts';
export type { StarCall } from './state.ts';
export {
  type OperationName,
  ORGANISATIONSTYPER,
  readSettings,
  type Settings,
  type SettingsInput,
} from './settings.ts';

/** STAR's BorgerKontaktinformationService, version 1, played. Throws a ZodError when a setting is bad. */
export function createKontaktinformationSandbox(atStart: SettingsInput = {}): Simulator {
  return createSimulator(
    {
      settings,
      createState: ({ verifikationskode }, clock) => new State(verifikationskode.seed, clock),
      handle(request, sandbox) {
        const outcome = answer(request, sandbox);
        const response = writeResponse(outcome, sandbox.settings);
        recordCall(request, outcome, response, sandbox);
        return response;
      },
      hooks: HOOKS,
    },
    atStart,
  );
}

export const kontaktinformation = defineRegister({
  name: 'kontaktinformation',
  title: 'STAR',
  services: { star: '' },
  create: createKontaktinformationSandbox,
  variables: ({ urls }) => ({
    STAR_URL: urls.star,
    STAR_ORGANISATIONSTYPE: '99',
    STAR_ORGANISATIONSKODE: '1',
    STAR_KODELISTER: JSON.stringify(readSettings().kodelister),
  }),
  overview: OVERVIEW,
});
