import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../child.ts';
import { MAX_CONNECTIONS, type TestBed } from '../bed.ts';
import { openConnection, openLoad, type Message } from '../load.ts';
import { differentDocument, QUERIES } from '../queries.ts';
import { percentile, spread } from '../statistics.ts';
import type { Row } from './row.ts';

const DOCUMENTS = 10_000;
const ROUNDS = 5;
/** How many come in a second: a new document costs as much as several requests, and what is asked is whether it costs the others more. */
const PER_SECOND = 125;
const ALONE_S = 4;
const WITHIN = { atMost: 1.2 };
/** The last connection's caller sends the documents. */
const STEADY = MAX_CONNECTIONS - 1;
/** A timer is late by up to so many milliseconds: documents that are due then come together. */
const TICK_MS = 2;

interface Steady {
  readonly cpuMicros: number;
  readonly p99Ms: number;
}

export const documents: Row = {
  name: 'documents',
  about: `${DOCUMENTS} documents that were not seen before, ${PER_SECOND} a second, beside the small query on ${STEADY} connections`,
  async measure(bed, { scale }) {
    const child = await bed.fresh('gateway');
    const { expected } = await bed.prepare(child, QUERIES.small);
    const steady = await openLoad({
      url: child.url,
      concurrency: STEADY,
      next: messagesOf(bed, expected),
    });
    const send = createSender(bed, child);
    const count = Math.round((DOCUMENTS * scale) / ROUNDS);
    const seconds = count / PER_SECOND;
    await steady.drive(2 * scale, 1500);
    const rounds: { alone: Steady; beside: Steady; perDocument: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await child.ask('cpu');
      await send(Math.ceil(count / 10), Infinity);
      const perDocument = ((await child.ask('cpu')) - before) / Math.ceil(count / 10);
      const alone = await run(ALONE_S * scale, 0);
      const beside = await run(seconds, perDocument);
      rounds.push({ alone, beside, perDocument });

      async function run(duration: number, microsOfEach: number): Promise<Steady> {
        const cpu = await child.ask('cpu');
        const others = microsOfEach > 0 ? send(count, PER_SECOND) : undefined;
        const { requests, latencies } = await steady.drive(duration);
        const sent = (await others) ?? 0;
        const used = (await child.ask('cpu')) - cpu - sent * microsOfEach;
        return { cpuMicros: used / requests, p99Ms: percentile(latencies, 0.99) };
      }
    }
    steady.close();
    await send.close();
    await child.stop();
    return {
      lines: [
        {
          measure: 'steady query beside new documents ÷ alone: CPU a request, less the documents’ own',
          measured: spread(rounds.map(({ alone, beside }) => beside.cpuMicros / alone.cpuMicros)),
          target: WITHIN,
        },
        {
          measure: 'steady query beside new documents ÷ alone: p99',
          measured: spread(rounds.map(({ alone, beside }) => beside.p99Ms / alone.p99Ms)),
          target: WITHIN,
        },
        {
          measure: 'a document that was not seen before: CPU',
          measured: spread(rounds.map(({ perDocument }) => perDocument)),
          unit: 'µs',
          digits: 0,
        },
      ],
      notes: [
        `The documents’ own CPU is measured without other load, in the same round, and subtracted. ${PER_SECOND} a second take ${'about a tenth'} of a core.`,
      ],
    };
  },
};

function messagesOf(bed: TestBed, expected: Buffer): (connection: number) => Message {
  const messages = Array.from({ length: STEADY }, (_, connection) => bed.message(QUERIES.small, connection, expected));
  return (connection) => messages[connection] as Message;
}

/** Sends documents of which no two are the same, one at a time, so many a second at most. Answers how many. */
function createSender(bed: TestBed, { url }: Child) {
  const opened = openConnection(url);
  let sent = 0;
  const send = async (count: number, perSecond: number): Promise<number> => {
    const connection = await opened;
    const began = performance.now();
    for (let number = 0; number < count; ) {
      const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * perSecond) + 1);
      for (; number < (perSecond === Infinity ? count : due); number += 1) {
        sent += 1;
        await connection.ask(bed.message(differentDocument(sent), STEADY));
      }
      if (number < count) await pause(TICK_MS);
    }
    return count;
  };
  return Object.assign(send, { close: async () => (await opened).close() });
}
