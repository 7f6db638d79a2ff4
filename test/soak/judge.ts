import type { Intent } from './intents.ts';

/** An audit record, of what the run looks at. */
export interface AuditRecord {
  readonly requestId: string;
  readonly operation: string;
  readonly outcome: string;
  readonly kode?: string;
  readonly effect?: 'done' | 'not done' | 'unknown';
  readonly person: string;
}

/**
 * What is wrong with a write: what the clients were told, what the register has done and what the auditor reads have to agree.
 * `personHash` is what stands in a record for the person.
 */
export function judge(
  {
    felt,
    asks,
    received,
    idempotencyKey,
    wasInPlace,
  }: Pick<Intent, 'felt' | 'asks' | 'received' | 'idempotencyKey' | 'wasInPlace'>,
  records: readonly AuditRecord[],
  personHash: string,
): string[] {
  const problems: string[] = [];
  const done = received.filter(({ isDone }) => isDone).length;
  const told = asks.map((ask) => ask.told ?? 'hung up');
  const effects = records.map(({ effect }) => effect);
  const what = `${felt}${idempotencyKey ? ' with a key' : ''}: told ${told.join(', ')}; done ${done} times; recorded ${effects.join(', ') || 'nothing'}`;
  const say = (problem: string) =>
    void problems.push(`${problem} (${what}; ${asks.map(({ requestId }) => requestId).join(', ')})`);

  // What was so before is found by reading back, whether or not this write has come to the register.
  const isDone = done === 1 || (done === 0 && wasInPlace);
  if (done > 1) say('done twice');
  if (told.includes('done') && !isDone) say('told as done, and not done once');
  if (told.every((one) => one === 'not done') && done > 0) say('told as not done, and done');

  for (const { requestId, told: said, kode } of asks) {
    const own = records.filter((record) => record.requestId === requestId);
    const [record, ...more] = own;
    if (more.length > 0) say('recorded twice for one request');
    if (!record) {
      // By a key that has been used, nothing is sent and nothing is recorded: what is told again is what another ask was told.
      const isAgain =
        idempotencyKey !== undefined && records.length > 0 && records.some(({ effect }) => effect === said);
      if (said && !isAgain) say('told, and not recorded');
      continue;
    }
    if (record.person !== personHash) say('recorded of another person');
    if (said && record.effect !== said) say('recorded otherwise than told');
    if (said && said !== 'done' && record.kode !== kode) say('recorded by another code than told');
  }
  if (effects.includes('done') && !isDone) say('recorded as done, and not done once');
  if (done > 0 && !effects.some((effect) => effect === 'done' || effect === 'unknown'))
    say('done, and nowhere recorded');
  return problems;
}
