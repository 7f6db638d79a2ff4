import { afterAll, beforeAll } from 'vitest';
import type { Answer } from '../differential/answer.ts';
import { mutateBytes } from '../differential/bytes.ts';
import { recordGrunndata } from '../differential/grunndata/recorded.ts';
import { recordOppslagstjenesten } from '../differential/oppslagstjenesten/recorded.ts';
import type { Random } from '../differential/random.ts';
import { type Bench, type Case, type Operation, openBench } from '../differential/run.ts';
import { recordStar, withKodelister } from '../differential/star/recorded.ts';
import { grow } from './answers/grow.ts';
import { testInputs } from './fuzz.ts';

/** The least of the limits on an answer about one key: STAR's. */
const MAX_BYTES_ABOUT_ONE = 64 * 1024;
const NOTHING = Buffer.alloc(0);

interface Asked {
  readonly operation: Operation;
  readonly of: Case;
}

let operations: readonly Operation[] = [];
let bench: Bench;
beforeAll(async () => {
  operations = [...(await recordGrunndata()), ...(await recordOppslagstjenesten()), ...(await recordStar())];
  bench = await openBench(withKodelister);
});
afterAll(() => bench.close());

/** An answer of the differential run, which often goes wrong on the way once more. */
function answered(random: Random): Asked {
  const operation = random.pick(operations);
  const of = operation.make(random);
  if (random.chance(0.5)) return { operation, of };
  const mutate = (answer: Answer) => {
    let mutated = answer;
    for (let left = 1 + random.below(4); left > 0; left -= 1) {
      mutated = random.chance(0.3) ? grow(mutated, random) : mutateBytes(mutated, random, answer);
    }
    return mutated;
  };
  const { readBack } = of;
  const answers = of.answers.map(mutate);
  return { operation, of: { ...of, answers, ...(readBack && { readBack: mutate(readBack) }), whole: false } };
}

testInputs('an answer of a register says what it says about whom it is about, or is refused', () => ({
  target: 'answers',
  grammar: answered,
  async judge({ operation, of }) {
    const { complaint, equal, refused, cpuMs } = await bench.exchange(orUnread(operation), of);
    return { complaint, cpuMs, outcomes: [equal > 0 ? 'read' : refused > 0 ? 'refused' : 'unread'] };
  },
  show: ({ operation, of: { key, answers, readBack } }) =>
    [
      `${operation.navn}, asked about ${JSON.stringify(key)}`,
      ...[...answers, ...(readBack ? [readBack] : [])].map(
        ({ status, contentType, body }) => `${status} ${contentType}\n${cut(body.toString('latin1'))}`,
      ),
    ].join('\n'),
  enough: { outcome: 'read', share: 0.2 },
}));

/** The gateway may leave a body unread that is longer than what it reads of an answer about one key; its status still says something. */
function orUnread(operation: Operation): Operation {
  const unread = (answer: Answer) => (answer.body.length > MAX_BYTES_ABOUT_ONE ? { ...answer, body: NOTHING } : answer);
  return {
    ...operation,
    judge(of, served) {
      const read = operation.judge(of, served);
      const { answers, readBack } = served;
      if (![...answers, readBack].some((answer) => answer && answer.body.length > MAX_BYTES_ABOUT_ONE)) return read;
      const fewer = operation.judge(of, { answers: answers.map(unread), readBack: readBack && unread(readBack) });
      return read.map((verdict, index) => ({
        ...verdict,
        outcomes: [...verdict.outcomes, ...(fewer[index]?.outcomes ?? [])],
      }));
    },
  };
}

function cut(text: string): string {
  return text.length <= 3_000 ? text : `${text.slice(0, 3_000)} … ${text.length} characters`;
}
