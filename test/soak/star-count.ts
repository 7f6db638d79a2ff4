import type { Sandbox } from '../../src/sandbox/index.ts';
import type { Problems } from './problems.ts';

/** A call as the sandbox's STAR records it. */
interface StarCall {
  readonly operation: string | null;
  readonly answer: { readonly status: number | string };
}

const WRITES = [
  'CreateKontaktinformation',
  'UpdateKontaktinformation',
  'VerificerKontaktinformation',
  'GetVerifikationskode',
];

/** STAR's own record of its calls, against what was seen between it and the gateway. It remembers the last 10,000. */
export function createStarCount({ hooks, kontaktinformation }: Sandbox, problems: Problems) {
  let calls = 0;
  let done = 0;
  return {
    async check(seen: number): Promise<void> {
      const all = kontaktinformation.traffic().calls;
      const answer = await fetch(`${hooks.kontaktinformation}/_sandbox/calls`);
      const recorded = ((await answer.json()) as { calls: readonly StarCall[] }).calls;
      const since = calls === all ? [] : recorded.slice(calls - all);
      if (since.length !== all - calls) throw new Error('the sandbox does not remember so many calls');
      done += since.filter(
        ({ operation, answer: { status } }) =>
          operation !== null && WRITES.includes(operation) && typeof status === 'number' && status < 300,
      ).length;
      calls = all;
      if (done !== seen) problems.add('writes', `STAR has recorded ${done} writes as done, and ${seen} were seen`);
    },
  };
}
