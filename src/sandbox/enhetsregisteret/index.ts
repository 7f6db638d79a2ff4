import { defineRegister } from '../common/register.ts';
import { createSimulator, type Simulator } from '../common/simulator.ts';
import type { JudgeToken } from './access.ts';
import { HOOKS } from './hooks.ts';
import { answer } from './operations/answer.ts';
import { OVERVIEW } from './overview.ts';
import { Settings, type SettingsInput } from './settings.ts';
import { createState } from './state.ts';

export { type Bearer, type JudgeToken, PERSON_SCOPE, ROLES_SCOPE } from './access.ts';
export type { EnhetsregisteretCall } from './state.ts';
export type { Settings, SettingsInput } from './settings.ts';

/**
 * Enhetsregisteret over REST, played: the open and the authorised tier, Frivillighetsregisteret and fullmakt, each after any prefix.
 * `judge` says which tokens the authorised tier takes, in the place of the setting `maskinporten`. Throws a ZodError when a setting
 * is bad.
 */
export function createEnhetsregisteretSandbox(
  atStart: SettingsInput = {},
  judge?: JudgeToken,
  machine?: () => Date,
): Simulator {
  const createStateOf = () => createState(judge);
  return createSimulator(
    { settings: Settings, createState: createStateOf, handle: answer, hooks: HOOKS },
    atStart,
    machine,
  );
}

export const enhetsregisteret = defineRegister({
  name: 'enhetsregisteret',
  title: 'Enhetsregisteret',
  services: {
    enhetsregisteret: '/enhetsregisteret/api',
    autorisert: '/enhetsregisteret/autorisert-api',
    frivillighetsregisteret: '/frivillighetsregisteret/api',
    fullmakt: '/fullmakt',
  },
  create: (settings?: SettingsInput) => createEnhetsregisteretSandbox(settings),
  variables: ({ urls }) => ({
    ENHET_SOURCE: 'enhetsregisteret',
    ENHETSREGISTERET_URL: urls.enhetsregisteret,
    FRIVILLIGHETSREGISTERET_URL: urls.frivillighetsregisteret,
  }),
  overview: OVERVIEW,
});
