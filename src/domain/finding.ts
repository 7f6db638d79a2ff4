import type { CallContext, CallReport, Finding } from './call.ts';
import type { Catalogue } from './catalogue.ts';
import type { Registerfeil } from './registerfeil.ts';

/**
 * Makes one call, and adds to its report what `find` finds in the answer: whoever sends knows nothing of what stands in it. A report
 * that comes when the answer has been given already, since nobody waited for it any longer, goes on as it is. So does one of another
 * operation than `operation`, where that is said: a token that was fetched on the way was answered for itself.
 */
export async function findingIn<Answer>(
  call: CallContext,
  ask: (call: CallContext) => Promise<Answer>,
  find: (answer: Answer) => Finding | undefined,
  operation?: string,
): Promise<Answer> {
  const { report } = call;
  if (!report) return ask(call);
  let held: CallReport[] | undefined = [];
  let found: Finding | undefined;
  try {
    const answer = await ask({ ...call, report: (one) => (held ? void held.push(one) : report(one)) });
    found = find(answer);
    return answer;
  } finally {
    const reports = held;
    held = undefined;
    const isOwn = (one: CallReport) => operation === undefined || one.operation === operation;
    for (const one of reports) report(isOwn(one) ? { ...one, ...found } : one);
  }
}

/**
 * What it adds to the report of a call that its answer was read as this failure: one that the register documents is an answer, but for
 * its own words for being unavailable.
 */
export function findingOf({ kind, kode }: Registerfeil, catalogue: Pick<Catalogue, 'row'>): Finding {
  const isAnswer = kind === 'documented' && catalogue.row(kode)?.type !== 'KildeUtilgjengelig';
  return isAnswer ? { kode: undefined, answered: kode } : { kode };
}
