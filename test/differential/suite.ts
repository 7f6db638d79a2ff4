import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourcesConfig } from '../../src/sources/index.ts';
import type { Answer } from './answer.ts';
import { type Bench, type Case, kindOf, type Operation, openBench, type Tally } from './run.ts';
import { COUNT, SEED } from './settings.ts';

const report: string[] = [];

/** One test an operation: many answers, none of them told wrong. */
export function testOperations(
  register: string,
  names: readonly string[],
  prepare: () => Promise<Operation[]>,
  change?: (config: SourcesConfig) => SourcesConfig,
): void {
  let bench: Bench;
  let operations: Operation[];
  beforeAll(async () => {
    operations = await prepare();
    bench = await openBench(change);
  });
  afterAll(async () => {
    await bench.close();
    process.stdout.write(`${report.join('\n')}\n`);
  });

  describe(`${register}: a value is the register's own, or there is none`, () => {
    it('judges every operation', () => {
      expect(operations.map(({ navn }) => navn).toSorted()).toEqual(names.toSorted());
    });

    it.each(names)('%s', async (navn) => {
      const operation = operations.find((candidate) => candidate.navn === navn);
      if (!operation) throw new Error(`nobody makes answers of ${navn}`);
      const tally = await bench.run(operation, COUNT, SEED);
      report.push(lineOf(register, navn, tally));
      expect(await explain(bench, operation, tally)).toEqual([]);
      // A reader that refuses everything tells nothing wrong either.
      expect(tally.equal).toBeGreaterThan(tally.answers * 0.3);
    });
  });
}

function lineOf(register: string, navn: string, { answers, equal, refused, wrong }: Tally): string {
  const columns = [answers, equal, refused, wrong].map((number) => String(number).padStart(8)).join('');
  return `${`${register} ${navn}`.padEnd(60)}${columns}  (answers, equal, refused, wrong)`;
}

/** Each finding; the first of each kind with the smallest answer that is told so. */
async function explain(bench: Bench, operation: Operation, { findings }: Tally): Promise<string[]> {
  const kinds = new Set<string>();
  const explained: string[] = [];
  for (const { complaint, of, seed } of findings) {
    const isKnown = kinds.has(kindOf(complaint)) || kinds.size >= SHRUNK;
    kinds.add(kindOf(complaint));
    explained.push(
      `${seed}: ${complaint}${isKnown ? '' : `\n${await shrink(bench, operation, of, kindOf(complaint))}`}`,
    );
  }
  return explained;
}

const SHRUNK = 4;
const MAX_TRIES = 600;

/** The smallest answer of which the same can be complained, by leaving out what can be left out. */
async function shrink(bench: Bench, operation: Operation, of: Case, kind: string): Promise<string> {
  const [answer] = of.answers;
  if (!answer || of.whole) return show(of);
  let pieces: string[] = answer.body.toString('latin1').match(/<[^>]*>|&lt;[^&]*?(?:>|&gt;)|[^<&]+|&/g) ?? [];
  const withPieces = (kept: readonly string[]): Case => ({
    ...of,
    answers: [{ ...answer, body: Buffer.from(kept.join(''), 'latin1') }, ...of.answers.slice(1)],
  });
  let tries = 0;
  for (let size = pieces.length >> 1; size > 0; size = size > 8 ? size >> 1 : size - 1) {
    for (let start = 0; start + size <= pieces.length && tries < MAX_TRIES; tries += 1) {
      const fewer = [...pieces.slice(0, start), ...pieces.slice(start + size)];
      const { complaint } = await bench.exchange(operation, withPieces(fewer));
      if (complaint !== undefined && kindOf(complaint) === kind) pieces = fewer;
      else start += 1;
    }
  }
  return show(withPieces(pieces));
}

function show({ key, answers, readBack }: Case): string {
  const answer = (name: string, { status, contentType, body }: Answer) =>
    `${name}: ${status} ${contentType}\n${body.toString('utf8').replaceAll('&lt;', '\u2039').slice(0, 3_000)}`;
  return [
    `key: ${JSON.stringify(key)}`,
    ...answers.map((one) => answer('answer', one)),
    ...(readBack ? [answer('read back', readBack)] : []),
  ].join('\n');
}
