import { trustNobody } from '../common/judge.ts';
import { defineRegister, type Neighbours } from '../common/register.ts';
import { createSimulator, type Simulator } from '../common/simulator.ts';
import { HOOKS } from './hooks.ts';
import { answer } from './operations/answer.ts';
import { OVERVIEW } from './overview.ts';
import { Settings, type SettingsInput } from './settings.ts';
import { createState } from './state.ts';

export type { EnhetsregisteretCall } from './state.ts';
export type { Settings, SettingsInput } from './settings.ts';

/** What the register has from others. Without a judge nobody's token holds, and the authorised tier is closed. */
export interface Surroundings extends Partial<Neighbours> {
  /** The time that the clock starts from. */
  readonly machine?: () => Date;
}

/**
 * Enhetsregisteret over REST, played: the open and the authorised tier, Frivillighetsregisteret and fullmakt, each after any prefix.
 * Throws a ZodError when a setting is bad.
 */
export function createEnhetsregisteretSandbox(
  atStart: SettingsInput = {},
  { judge = trustNobody, machine }: Surroundings = {},
): Simulator {
  const parts = { settings: Settings, createState: () => createState(judge), handle: answer, hooks: HOOKS };
  return createSimulator(parts, atStart, machine);
}

export const enhetsregisteret = defineRegister({
  name: 'enhetsregisteret',
  door: 'rest',
  title: 'Enhetsregisteret',
  services: {
    enhetsregisteret: '/enhetsregisteret/api',
    autorisert: '/enhetsregisteret/autorisert-api',
    frivillighetsregisteret: '/frivillighetsregisteret/api',
    fullmakt: '/fullmakt',
  },
  create: (settings?: SettingsInput, neighbours?: Neighbours) => createEnhetsregisteretSandbox(settings, neighbours),
  variables: ({ urls }) => ({
    ENHET_SOURCE: 'enhetsregisteret',
    ENHETSREGISTERET_URL: urls.enhetsregisteret,
    FRIVILLIGHETSREGISTERET_URL: urls.frivillighetsregisteret,
    FULLMAKT_URL: urls.fullmakt,
  }),
  overview: OVERVIEW,
});
