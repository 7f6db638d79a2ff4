import type { JudgeToken } from '../common/judge.ts';
import type { RecordedCall, Sandbox } from '../common/sandbox.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import type { Settings } from './settings.ts';
import { type Fields, isLive, type Unit } from './units/document.ts';
import { createOrganisations } from './units/frivillighet.ts';
import { createRoller, type Rollegrupper } from './units/roller.ts';
import { createUnits } from './units/units.ts';

export interface State {
  /** Every unit that there is or was, in the register's order. */
  readonly units: Map<string, Unit>;
  readonly roller: Map<string, Rollegrupper>;
  /** Frivillighetsregisteret's. */
  readonly organisations: ReadonlyMap<string, Fields>;
  readonly feeds: Feeds;
  /** How often a path that fails twice has failed. */
  readonly failures: Map<string, number>;
  /** Of the tokens for the authorised tier. */
  readonly judge: JudgeToken;
}

export function createState(judge: JudgeToken): State {
  const units = createUnits();
  const live = [...units].map(([orgnr, unit]) => [orgnr, { live: isLive(unit) }] as const);
  const organisations = createOrganisations();
  return { units, roller: createRoller(live), organisations, feeds: createFeeds(), failures: new Map(), judge };
}

/** A call as it is remembered: enough to count by, and nothing about any person. */
export interface EnhetsregisteretCall extends RecordedCall {
  /** Method and path, with a name in the place of what it is about: `GET /enheter/{nr}`. null: there is no such path. */
  readonly operation: string | null;
  /** Of a path about one unit. */
  readonly organisasjonsnummer: string | null;
  /** How many numbers a search asks for; null: it does not ask by number. */
  readonly numbers: number | null;
  readonly status: number | string;
}

export type EnhetsregisteretSandbox = Sandbox<Settings, State, EnhetsregisteretCall>;
