import type { JudgeToken } from '../common/judge.ts';
import type { RecordedCall, Sandbox } from '../common/sandbox.ts';
import type { Certificates } from '../postkasse/certificates.ts';
import { type Person, peopleAt } from './people.ts';
import type { Settings } from './settings.ts';

/** One call as it is remembered: what was asked by which body, and how it went, never about whom. */
export interface KrrCall extends RecordedCall {
  readonly operation: 'personer' | 'hentEndringer' | 'printSertifikat' | null;
  readonly personCount: number;
  /** Organisasjonsnummer of the consumer of the token; null without a token that holds. */
  readonly consumer: string | null;
  readonly httpStatus: number;
}

export interface State {
  readonly people: ReadonlyMap<string, Person>;
  readonly judge: JudgeToken;
  readonly certificates: Certificates;
}

export type KrrSandbox = Sandbox<Settings, State, KrrCall>;

export function createState(now: Date, { judge, certificates }: Pick<State, 'judge' | 'certificates'>): State {
  return { people: new Map(peopleAt(now).map((person) => [person.personidentifikator, person])), judge, certificates };
}
