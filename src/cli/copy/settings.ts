import { z } from 'zod';
import { ConfigError } from '../../config.ts';
import { REGISTER_URL, VARIABLES } from '../../sources/enhet/adapters/copy/settings.ts';
import { VARIABLES as ENHET } from '../../sources/enhet/settings.ts';
import type { Environment } from '../../sources/values.ts';
import type { PolicyChanges } from '../../wire/http/settings.ts';
import { CALL_VARIABLES, PROXY_VARIABLES, readPolicies, withProxies } from '../../config/calls.ts';

/** What the commands that keep the copy need to know: of the gateway's configuration they need nothing else. */
export interface CopySettings {
  readonly file: string;
  readonly register: { readonly url: string; readonly policy: PolicyChanges };
}

const SHAPE = z.object({
  ...VARIABLES,
  ENHETSREGISTERET_URL: ENHET.ENHETSREGISTERET_URL,
  ...CALL_VARIABLES,
  ...PROXY_VARIABLES,
});

/** One ConfigError that names each of these variables that is missing or wrong. */
export function readCopySettings(environment: Environment): CopySettings {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { data, error } = SHAPE.safeParse(withProxies(filled));
  const problems = (error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()}: ${message}.`);
  if (!filled.ENHET_COPY) problems.push('ENHET_COPY: is missing: the file of the copy.');
  if (!data?.ENHET_COPY || problems.length > 0) throw new ConfigError(problems);
  // How long a call of a request may take says nothing of a page of 10,000 entries: only the proxy is the same.
  const { proxy } = readPolicies(data).all;
  return {
    file: data.ENHET_COPY,
    register: { url: data.ENHETSREGISTERET_URL ?? REGISTER_URL, policy: proxy ? { proxy } : {} },
  };
}
