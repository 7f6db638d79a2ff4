/** What goes wrong before the register has said anything: the series 79.... */
export type Failure =
  | 'never answers'
  | 'SOAP fault'
  | '503 with HTML'
  | 'inner document cut off'
  | 'empty return'
  | 'unexpected error'
  | 'unexpected error twice';

const FAILURES = new Map<string, Failure>([
  ['790050401', 'never answers'],
  ['790050002', 'SOAP fault'],
  ['790050304', '503 with HTML'],
  ['790060008', 'inner document cut off'],
  ['790060105', 'empty return'],
  ['790100018', 'unexpected error'],
  ['790100107', 'unexpected error twice'],
]);

export function findFailure(input: string): Failure | undefined {
  return FAILURES.get(input);
}

/** Two failures, then none, for each user and operation: what a client that tries again gets to see. */
export interface ErrorCounter {
  failsAgain(userid: string, operation: string): boolean;
}

export function createErrorCounter(): ErrorCounter {
  const counts = new Map<string, number>();
  return {
    failsAgain(userid, operation) {
      const key = `${userid} ${operation}`;
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return count < 2;
    },
  };
}
