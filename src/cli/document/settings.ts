import { ConfigError } from '../../config.ts';
import { VARIABLES } from '../../config/variables.ts';
import type { Limits } from '../../server/limits.ts';
import { PROFILES, type Profile } from '../../server/profile.ts';
import type { Environment } from '../../sources/values.ts';

/** What of a gateway's configuration decides which documents it takes. */
export interface Settings {
  readonly limits: Pick<Limits, 'depth' | 'tokens' | 'aliases' | 'calls' | 'fields'>;
  readonly profile: Profile;
}

const SHAPE = VARIABLES.pick({
  MAX_DEPTH: true,
  MAX_TOKENS: true,
  MAX_ALIASES: true,
  MAX_CALLS: true,
  MAX_FIELDS: true,
  PROFILE: true,
});

/** One ConfigError that names each of these variables that is wrong. The gateway's others are not looked at. */
export function readSettings(environment: Environment): Settings {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { data, error } = SHAPE.safeParse(filled);
  if (!data) throw new ConfigError(error.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}.`));
  return {
    limits: {
      depth: data.MAX_DEPTH,
      tokens: data.MAX_TOKENS,
      aliases: data.MAX_ALIASES,
      calls: data.MAX_CALLS,
      fields: data.MAX_FIELDS,
    },
    profile: PROFILES[data.PROFILE],
  };
}
