import type { Hooks } from '../common/hooks.ts';
import type { MaskinportenSandbox } from './state.ts';

export const HOOKS: Hooks<MaskinportenSandbox> = {
  /** A new key signs from now on; the one that did so far stays published. */
  'POST rotate': (_, { state }) => {
    state.keys.rotate();
    return { status: 204 };
  },
};
