import type { PlayedRegister, SandboxUrls } from '../../src/sandbox/index.ts';
import { REGISTERS } from '../../src/sandbox/registers.ts';

/** An address for each service of each register, for a server that plays whichever is asked. */
export function addressServices(addressOf: (service: string) => string): SandboxUrls {
  const services = REGISTERS.flatMap(({ services }) => Object.keys(services));
  return Object.fromEntries(services.map((service) => [service, addressOf(service)])) as SandboxUrls;
}

/** Changes the settings of a simulator by its hook, until its reset. */
export async function setSandbox(register: PlayedRegister, settings: object): Promise<void> {
  const response = await fetch(`${register.hooksUrl}/_sandbox/settings`, {
    method: 'PUT',
    body: JSON.stringify(settings),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
