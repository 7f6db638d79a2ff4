import { trustNobody } from '../common/judge.ts';
import { defineRegister, type Neighbours } from '../common/register.ts';
import { createSimulator, type Simulator } from '../common/simulator.ts';
import { type Certificates, createCertificates } from '../postkasse/certificates.ts';
import { answer } from './operations/answer.ts';
import { OVERVIEW } from './overview.ts';
import { Settings, type SettingsInput } from './settings.ts';
import { createState } from './state.ts';

export { ONLY_REST } from './people.ts';
export { Settings, type SettingsInput } from './settings.ts';
export type { KrrCall } from './state.ts';

/** What KRR has from others. Without a judge nobody's token holds, and every call is 401. */
export interface Surroundings extends Partial<Neighbours> {
  /** The authority that has issued the suppliers' certificates. Left out: one of its own. */
  readonly certificates?: Certificates;
  /** The time that the clock starts from. */
  readonly machine?: () => Date;
}

/** KRR's REST service, version 2, over the people of Oppslagstjenesten. Throws a ZodError when a setting is bad. */
export function createKrrSandbox(
  atStart: SettingsInput = {},
  { judge = trustNobody, machine = () => new Date(), certificates = createCertificates(machine) }: Surroundings = {},
): Simulator {
  return createSimulator(
    {
      settings: Settings,
      createState: (_, clock) => createState(clock.now(), { judge, certificates }),
      handle: answer,
    },
    atStart,
    machine,
  );
}

export const krr = defineRegister({
  name: 'krr',
  door: 'rest',
  title: 'KRR',
  services: { krr: '' },
  create: (settings?: SettingsInput, neighbours?: Neighbours) => createKrrSandbox(settings, neighbours),
  variables: ({ urls }) => ({ KONTAKTREGISTER_SOURCE: 'krr', KRR_URL: urls.krr }),
  overview: OVERVIEW,
});
