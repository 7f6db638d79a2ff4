import type { Adapter, SourceNote } from '../../../define.ts';
import type { EnhetPort } from '../../enhet.ts';
import { droppingChanged, keepUnits } from '../../kept.ts';
import type { EnhetConfig } from '../../settings.ts';
import { enhetsregisteret } from '../enhetsregisteret/connect.ts';
import { createCopyClient } from './client.ts';
import { type Follower, type FollowRound, startFollower } from './follower.ts';
import { REGISTER_URL } from './settings.ts';
import { createCopyStore } from './store.ts';
import { watchCopy } from './watch.ts';

/** Enhetsregisteret by a copy of our own, and by its REST services for what the copy lacks: one register, asked in one way. */
export const copy: Adapter<EnhetConfig, EnhetPort> = {
  ...enhetsregisteret,
  connect(config, asking) {
    const register = enhetsregisteret.connect(config, asking);
    // What the copy itself answers is not kept: it is at hand, and changes with the feeds.
    const kept = asking.keep && keepUnits(register.port, asking.keep);
    if (!config?.copy) return { ...register, port: kept?.port ?? register.port };
    const { file, follow, followEveryMs } = config.copy;
    const { onNote = () => {} } = asking;
    const store = createCopyStore(file);
    const watch = watchCopy(store, config.copy, onNote);
    // An operator wants to know at the start, and not from the first who asks.
    watch.current();
    let follower: Follower | undefined;
    if (follow) {
      const url = config.enhetsregisteretUrl ?? REGISTER_URL;
      const { proxy, pausesMs } = asking.policy;
      follower = startFollower(
        { file, register: { url, policy: { proxy, pausesMs } }, everyMs: followEveryMs },
        {
          onRound: tellRounds(file, onNote),
          onChanged: (numbers) => kept?.drop(numbers),
          onBug: (error) => onNote({ level: 'error', text: `the copy ${file} is followed no more`, error }),
        },
      );
    }
    const isAuthorized = config.maskinporten !== undefined;
    const port = createCopyClient({
      store,
      knowledge: watch.current,
      isAuthorized,
      register: kept?.port ?? register.port,
    });
    return {
      port: kept ? droppingChanged(port, kept.drop) : port,
      http: register.http,
      renew: (changed) => register.renew?.(changed),
      knowledge: watch.state,
      close: async () => {
        await follower?.close();
        await store.close();
      },
    };
  },
};

/** A line when following begins to fail, when it fails otherwise, and when it goes on: not one for each round. */
function tellRounds(file: string, onNote: (note: SourceNote) => void): (round: FollowRound) => void {
  let failure: string | undefined;
  let hasFollowed = false;
  return (round) => {
    const before = failure;
    failure = round.kind === 'failed' ? round.says : undefined;
    if (failure === before && hasFollowed) return;
    if (failure !== undefined) {
      if (failure !== before)
        onNote({ level: 'warn', text: `the copy ${file} cannot follow the register: ${failure}` });
      return;
    }
    hasFollowed = true;
    onNote({ level: 'info', text: `the copy ${file} follows the register` });
  };
}
