import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../differential/random.ts';
import type { Standing } from '../hostile/meter.ts';
import { createAsk } from './ask.ts';
import { createWritten } from './people.ts';
import type { Problems } from './problems.ts';
import { makeQuestions } from './questions.ts';
import { createReads, type Reads } from './reads.ts';
import { columns, type Row, rowText } from './report.ts';
import { type Scene, startScene } from './scene.ts';
import { DEADLINE_MS, FEWEST_INTERVALS, INTERVAL_MS, LATE_MS, MINUTES, RATE, SEED } from './settings.ts';
import { createStarCount } from './star-count.ts';
import { createRecords } from './watch.ts';
import { createWrites, type Writes } from './writes.ts';

/** Of all operations, those that write. */
const WRITE_SHARE = 0.25;
/** Operations under way at once, the most: what waits for a silent register must not become a flood. */
const MAX_UNDER_WAY = 250;
/** How long what is over may take to be let go, and how long it is waited for before it is measured as it is. */
const POLL_MS = 200;
const REST_MS = 4_000;

/** The whole run: a row for each interval of load, and the problems in `problems`. */
export async function soak(problems: Problems, print: (text: string) => void): Promise<readonly Row[]> {
  const end = performance.now() + MINUTES * 60_000;
  const random = createRandom(SEED);
  const records = createRecords(problems);
  const written = createWritten();
  let writes: Writes | undefined;
  const scene = await startScene(random, records, (write) => writes?.receive(write));
  let isEnding = false;
  scene.gateway.child.once('exit', (code, signal) => {
    if (!isEnding) problems.add('crashes', `the gateway has ended: ${code ?? signal}`);
  });
  const asks = createAsk(scene, problems);
  try {
    const parts = { ask: asks.ask, starvedMs: asks.starvedMs, records, problems, random };
    writes = createWrites(written, scene.sandbox, scene.auditKey, parts);
    const reads = await createReads(makeQuestions(random), written, scene.tokens.length, scene.auditKey, parts);
    print(`SOAK_SEED=${SEED}: ${reads.size} questions, ${RATE} operations a second for ${MINUTES} minutes`);
    for (const line of columns()) print(line);
    const star = createStarCount(scene.sandbox, problems);
    return await loadAndRest({ scene, reads, writes, asks, records, problems, star, random, print, end });
  } finally {
    isEnding = true;
    asks.stop();
    await scene.close();
  }
}

interface Running {
  readonly scene: Scene;
  readonly reads: Reads;
  readonly writes: Writes;
  readonly asks: ReturnType<typeof createAsk>;
  readonly records: ReturnType<typeof createRecords>;
  readonly problems: Problems;
  readonly star: ReturnType<typeof createStarCount>;
  readonly random: ReturnType<typeof createRandom>;
  readonly print: (text: string) => void;
  /** Of the last interval, at the latest. */
  readonly end: number;
}

async function loadAndRest(running: Running): Promise<Row[]> {
  const { scene, reads, writes, asks, records, problems, star, random, print, end } = running;
  const { gateway, registers } = scene;
  const rows: Row[] = [];
  let first: Standing | undefined;
  let faultsBefore: Readonly<Record<string, number>> = {};
  let lastMs = INTERVAL_MS;
  const isOver = () => rows.length >= FEWEST_INTERVALS && performance.now() + lastMs > end;
  while (!isOver() && problems.count('crashes') === 0) {
    const began = performance.now();
    await gateway.meter();
    const disturbance = registers.disturb();
    const counts = await load();
    await disturbance.stop();
    const { cpuMs } = await gateway.meter();
    const loadedMs = performance.now() - began;
    await writes.checkStored();
    writes.check();
    reads.checkRecords();
    await star.check(writes.doneAtStar());
    for (const { register, handedOn, counted } of registers.counts()) {
      if (handedOn !== counted)
        problems.add('writes', `${register} counts ${counted} calls, and was handed ${handedOn}`);
    }
    records.clear();
    const standing = await rest(first);
    first ??= standing;
    const faults = registers.faults();
    const met = Object.entries(faults).map(([fault, times]) => [fault, times - (faultsBefore[fault] ?? 0)] as const);
    const row = { ...counts, ...asks.take(), met: Object.fromEntries(met), cpu: cpuMs / loadedMs, standing };
    faultsBefore = faults;
    rows.push(row);
    print(rowText(row, rows.length));
    lastMs = performance.now() - began;
  }
  return rows;

  /** Operations at a steady rate, whatever becomes of those before; ends when all of them are over. */
  async function load(): Promise<{ reads: number; writes: number }> {
    const underWay = new Set<Promise<void>>();
    const count = { reads: 0, writes: 0 };
    const until = performance.now() + INTERVAL_MS;
    for (let next = performance.now(); next < until; next += 1_000 / RATE) {
      await wait(Math.max(0, next - performance.now()));
      if (underWay.size >= MAX_UNDER_WAY) continue;
      const writing = random.chance(WRITE_SHARE) ? writes.once() : undefined;
      // Nobody is written to twice at once: when all are busy, somebody is read.
      const operation = writing ?? reads.once();
      count[writing ? 'writes' : 'reads'] += 1;
      underWay.add(operation);
      void operation.finally(() => underWay.delete(operation));
    }
    await Promise.all(underWay);
    return count;
  }

  /** Nothing is asked and no connection is open; what is over has been let go, or has had its time. */
  async function rest(before: Standing | undefined): Promise<Standing> {
    asks.rest();
    registers.drop();
    const until = performance.now() + (before ? REST_MS : DEADLINE_MS + LATE_MS);
    for (;;) {
      await wait(POLL_MS);
      const standing = await gateway.standing();
      const isTooLong = performance.now() > until;
      if (isTooLong || (before && amountsOf(standing).every(([name, is]) => is <= (amountOf(before, name) ?? 0)))) {
        return standing;
      }
    }
  }
}

/** What must not grow, by name. */
export function amountsOf({ descriptors, pending, listeners, resources }: Standing): [name: string, amount: number][] {
  return [
    ['descriptors', descriptors],
    ...Object.entries(pending).map(([name, amount]) => [`pending ${name}`, amount] as [string, number]),
    ...Object.entries(resources).map(([name, amount]) => [`active ${name}`, amount] as [string, number]),
    ...Object.entries(listeners).map(([name, amount]) => [`listeners of ${name}`, amount] as [string, number]),
  ];
}

function amountOf(standing: Standing, wanted: string): number | undefined {
  return amountsOf(standing).find(([name]) => name === wanted)?.[1];
}
