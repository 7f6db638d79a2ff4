import type { EnhetSandbox } from './state.ts';
import type { Call } from './envelope.ts';

/** Remembers a call for the hook `calls`. The business register has no hooks but those of every register. */
export function recordCall({ operation, input }: Pick<Call, 'operation' | 'input'>, sandbox: EnhetSandbox): void {
  const asked = input.trim();
  const organisasjonsnummer = /^[0-9]{9}$/.test(asked) ? asked : null;
  sandbox.record({ time: sandbox.clock.now().toISOString(), operation, organisasjonsnummer });
}
