import { withoutRandom } from '../support/leaks.ts';
import type { Watch } from '../hostile/process.ts';
import type { AuditRecord } from './judge.ts';
import type { Problems } from './problems.ts';

/** What the gateway writes, read as it comes: the log line by line, and the audit records by their requests. */
export interface Records extends Watch {
  of(requestId: string): readonly AuditRecord[];
  /** Forgets all that have come so far. */
  clear(): void;
}

// As in the test of the other runs' output: nobody's number or address.
const PERSONAL = [
  /(?<!\d)\d{10,11}(?!\d)/,
  /(?<!\d)\d{6}[ -]\d{4,5}(?!\d)/,
  /[\w.+-]@[\w-]+\.\w/,
  /(?<!\d)(?:67|83)\d{6}(?!\d)/,
  /soak\.\d+[.#]/,
  /soak-idempotency-|hemmelig/,
  /"(?:variables|query|cpr|personidentifikator|organisasjonsnummer)":/,
];

/** Beside the records. */
const LINES_OF_THE_CHAIN: ReadonlySet<unknown> = new Set(['head', 'seal', 'torn']);

export function createRecords(problems: Problems): Records {
  const records = new Map<string, AuditRecord[]>();

  const readJson = (line: string): Record<string, unknown> | undefined => {
    try {
      return JSON.parse(line) as Record<string, unknown>;
    } catch {
      return undefined;
    }
  };
  const lookFor = (line: string) => {
    const [text = ''] = withoutRandom([line]);
    for (const pattern of PERSONAL) if (pattern.test(text)) problems.add('leaks', `${pattern} in ${line}`);
  };
  const out = lines((line) => {
    lookFor(line);
    const told = readJson(line);
    if (told?.level === 'error' || told?.level === 'fatal') problems.add('bugs', line);
    else if (!told) problems.add('bugs', `no line of the log: ${line}`);
  });
  const error = lines((line) => {
    lookFor(line);
    const record = readJson(line) as (AuditRecord & { readonly audit?: number | string }) | undefined;
    if (LINES_OF_THE_CHAIN.has(record?.audit)) return undefined;
    if (record?.audit !== 1) return problems.add('bugs', `no audit record: ${line}`);
    const { requestId, operation, outcome, kode, effect, person } = record;
    const kept = { requestId, operation, outcome, person, ...(kode && { kode }), ...(effect && { effect }) };
    const known = records.get(requestId);
    if (known) known.push(kept);
    else records.set(requestId, [kept]);
  });
  return {
    out,
    error,
    of: (requestId) => records.get(requestId) ?? [],
    clear: () => records.clear(),
  };
}

/** Whole lines out of pieces. */
function lines(read: (line: string) => void): (piece: Buffer) => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (piece) => {
    const pieces = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    for (const line of pieces) if (line !== '') read(line);
  };
}
