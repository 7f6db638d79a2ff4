export type State = 'ok' | 'warning' | 'failure';

/** What was looked at, and what was found: one line. */
export interface Check {
  readonly area:
    | 'node'
    | 'configuration'
    | 'documents'
    | 'certificate'
    | 'trust'
    | 'tokens'
    | 'maskinporten'
    | 'audit'
    | 'shared'
    | 'source'
    | 'copy'
    | 'clock';
  readonly state: State;
  /** Holds no secret, no key, and nobody's number. */
  readonly text: string;
  /** What a program may want to compare: days, milliseconds, a status. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** The state of all checks together: `ok` of none. */
export function worst(checks: readonly Check[]): State {
  const states: readonly State[] = ['failure', 'warning'];
  return states.find((state) => checks.some((check) => check.state === state)) ?? 'ok';
}
