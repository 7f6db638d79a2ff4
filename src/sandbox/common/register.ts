import type { JudgeToken } from './judge.ts';
import type { KeyFolder } from './key-folder.ts';
import type { Overview } from './overview.ts';
import type { Simulator } from './simulator.ts';

/** Variables of the environment, by name. */
export type Variables = Readonly<Record<string, string>>;

/** What the registers of one sandbox have from each other. */
export interface Neighbours {
  /** How a token is judged: by the one of them that issues tokens. */
  readonly judge: JudgeToken;
}

/** What a register of the sandbox is made of. All that is listed of the registers is derived from these. */
export interface Register<Name extends string, Service extends string, Settings, Played extends Simulator> {
  /** The name of its folder, of the register in `Sandbox`, and of its hooks' address: the source's noun, or the register's own. */
  readonly name: Name;
  /** Whether it is one of the REST doors: a successor of another register, over the same people or units, or what they need. */
  readonly door?: 'rest';
  /** What people call it. */
  readonly title: string;
  /** The services behind its port, by the name of their address in `Sandbox.urls`: the path of each. */
  readonly services: Readonly<Record<Service, string>>;
  create(settings?: Settings, neighbours?: Neighbours): Played;
  /** Settings that the environment of a sandbox of its own asks for. */
  readEnvironment?(environment: Readonly<Record<string, string | undefined>>): Settings;
  /** What a gateway in another process is configured with to ask it. */
  variables(served: {
    readonly urls: Readonly<Record<Service, string>>;
    readonly simulator: Played;
    readonly keys: KeyFolder;
  }): Variables | Promise<Variables>;
  /** What is worth asking it, for people who look around. */
  readonly overview: Overview;
}

export function defineRegister<
  const Name extends string,
  const Service extends string,
  Settings,
  Played extends Simulator,
>(register: Register<Name, Service, Settings, Played>): Register<Name, Service, Settings, Played> {
  return register;
}
