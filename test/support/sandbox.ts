import type { PlayedRegister } from '../../src/sandbox/index.ts';

/** Changes the settings of a simulator by its hook, until its reset. */
export async function setSandbox(register: PlayedRegister, settings: object): Promise<void> {
  const response = await fetch(`${register.hooksUrl}/_sandbox/settings`, {
    method: 'PUT',
    body: JSON.stringify(settings),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
