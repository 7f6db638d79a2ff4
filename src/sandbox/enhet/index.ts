import { defineRegister } from '../common/register.ts';
import { createSimulator, type Simulator } from '../common/simulator.ts';
import { answer } from './operations/answer.ts';
import { OVERVIEW } from './overview.ts';
import { Settings, type SettingsInput } from './settings.ts';
import { createState } from './state.ts';

export type { Settings, SettingsInput } from './settings.ts';

/**
 * grunndataWS, played: the services ErFr and Frivillighet at `/grunndata/<service>`, after any prefix.
 * Users sandbox-full and sandbox-begrenset, password hemmelig. Throws a ZodError when a setting is bad.
 */
export function createEnhetSandbox(atStart: SettingsInput = {}): Simulator {
  return createSimulator({ settings: Settings, createState, handle: answer }, atStart);
}

export const enhet = defineRegister({
  name: 'enhet',
  title: 'grunndataWS',
  services: { grunndata: '/grunndata/ErFr', frivillighet: '/grunndata/Frivillighet' },
  create: createEnhetSandbox,
  variables: ({ urls }) => ({
    GRUNNDATA_URL: urls.grunndata,
    FRIVILLIGHET_URL: urls.frivillighet,
    GRUNNDATA_USER: 'sandbox-full',
    GRUNNDATA_PASSWORD: 'hemmelig',
  }),
  overview: OVERVIEW,
});
