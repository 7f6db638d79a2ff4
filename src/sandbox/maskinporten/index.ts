import type { JudgeToken } from '../common/judge.ts';
import { defineRegister } from '../common/register.ts';
import { createSimulator, type Simulator } from '../common/simulator.ts';
import { HOOKS } from './hooks.ts';
import { createJudge } from './judge.ts';
import { type ClientKeys, CLIENT_KID, createKeys, type Keys } from './keys.ts';
import { OVERVIEW } from './overview.ts';
import { Settings, type SettingsInput } from './settings.ts';
import { PATH } from './state.ts';

export { CLIENTS, ENHETSREGISTERET_SCOPES, KRR_DELEGATED_SCOPES, KRR_SCOPES } from './people.ts';
export { CLIENT_KID, type ClientKeys } from './keys.ts';
export { Settings, type SettingsInput } from './settings.ts';

/** The client that may ask for everything but what is delegated. */
export const CLIENT = 'klient-registergraf';

/** Maskinporten, played, and how the APIs of the sandbox judge its tokens. */
export interface MaskinportenSimulator extends Simulator {
  readonly judge: JudgeToken;
  /** The key of the clients: a gateway in this process signs with it. */
  readonly clientCertificates: () => Promise<ClientKeys>;
  /** For those who sign what only a sandbox would: other keys, and certificates that do not hold. */
  readonly keys: Keys;
}

/** `machine` is the time that the clock starts from. Throws a ZodError when a setting is bad. */
export function createMaskinportenSandbox(
  atStart: SettingsInput = {},
  machine: () => Date = () => new Date(),
): MaskinportenSimulator {
  const keys = createKeys(machine);
  const issuers = new Set<string>();
  const simulator = createSimulator(
    {
      settings: Settings,
      createState: () => ({ seenIds: new Set<string>(), keys, issuers }),
      // Loaded when it is first asked: most who explore never ask for a token.
      handle: async (request, sandbox) => (await import('./operations/answer.ts')).answer(request, sandbox),
      hooks: HOOKS,
    },
    atStart,
    machine,
  );
  return { ...simulator, keys, judge: createJudge(keys, issuers), clientCertificates: keys.clientKeys };
}

export const maskinporten = defineRegister({
  name: 'maskinporten',
  door: 'rest',
  title: 'Maskinporten',
  services: { maskinporten: PATH },
  create: (settings?: SettingsInput) => createMaskinportenSandbox(settings),
  variables: async ({ urls, simulator, keys }) => {
    const { privateKey } = await simulator.clientCertificates();
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    return {
      MASKINPORTEN_ISSUER: urls.maskinporten,
      MASKINPORTEN_CLIENT_ID: CLIENT,
      MASKINPORTEN_KEY: keys.write('maskinporten-key.pem', pem),
      MASKINPORTEN_KEY_ID: CLIENT_KID,
    };
  },
  overview: OVERVIEW,
});
