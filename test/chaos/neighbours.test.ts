import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bestOf } from '../hostile/best.ts';
import { PATIENCE } from '../support/patience.ts';
import { askOn, listOf, p80, NEIGHBOURS, type FirstService, type Neighbour, single } from './neighbours.ts';
import { markdownTable, writeSection } from './report.ts';
import { FORM, TIMEOUT_MS } from './settings.ts';
import { startWorld, type World } from './world.ts';

// What the issue asks for.
const MOST_BESIDE_HANGING = 1.2;
const MOST_BESIDE_LISTS = 5;

/** So many keys hang, asked for again and again by so many callers: as many as a register is asked at once, and three times that. */
const HANGING = [
  { beside: 'eight keys that hang', keys: 8, callers: 8, most: MOST_BESIDE_HANGING },
  { beside: 'one key that hangs, 24 callers', keys: 1, callers: 24, most: MOST_BESIDE_HANGING },
  // Told only: each new key may hang once before it is known to.
  { beside: 'eight keys that hang, 24 callers', keys: 8, callers: 24, most: Infinity },
];
const LIST = 1_000;
const SAMPLES = 15;
/** Of whoever is refused at once and asks again. */
const REST_MS = 50;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
const table: string[][] = [];
afterAll(async () => {
  await world.close();
  const head = ['Service', 'Beside', 'Alone, ms', 'Beside it, ms', 'times', 'of at most', 'In the same moment, ms'];
  const text = markdownTable(head, table, (column) => column > 1);
  process.stdout.write(`${text}\n`);
  if (FORM === 'full') writeSection('Neighbours', text);
});

/** The short form: one register of each protocol, and those that can be written to. */
const SHORT = { hanging: ['star', 'grunndata'], lists: ['star', 'postkasse'] };
const all = Object.entries(NEIGHBOURS) as [FirstService, Neighbour][];
const chosen = (short: readonly string[]) => all.filter(([service]) => FORM === 'full' || short.includes(service));

async function timed(ask: () => Promise<string>): Promise<{ text: string; tookMs: number }> {
  const began = performance.now();
  const text = await ask();
  return { text, tookMs: performance.now() - began };
}

/** The times of some requests, one after the other, each of which is answered as it should be. */
async function times(count: number, ask: () => Promise<string>, isRight: (text: string) => boolean): Promise<number[]> {
  const all: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const { text, tookMs } = await timed(ask);
    expect(isRight(text), text.slice(0, 300)).toBe(true);
    all.push(tookMs);
  }
  return all;
}

function healthyOf(service: FirstService) {
  const question = world.questions.find((known) => known.service === service);
  if (!question) throw new Error(`nothing is asked of ${service}`);
  return { key: question.key, ...single(question) };
}

describe.each(chosen(SHORT.hanging))('%s', (service, neighbour) => {
  const rows = HANGING.filter((_, index) => FORM === 'full' || index === SHORT.hanging.indexOf(service));
  test.each(rows)('a healthy key beside $beside', async ({ beside, keys: distinct, callers, most }) => {
    const { key, body, isRight } = healthyOf(service);
    const ask = () => world.post(body, world.tokens[0]);
    let tries = 0;
    await bestOf(async () => {
      const alone = p80(await times(SAMPLES, ask, isRight));
      // Others each time: these are seen for the first time.
      const keys = neighbour.keys(distinct * (tries + 1)).slice(distinct * tries);
      tries += 1;
      await world.proxies[service]?.disturb({
        async answer({ request, body: sent, response, pass }) {
          if (!JSON.stringify(request.rawHeaders).includes(key) && !sent.includes(key)) return;
          const { status, headers, body: answer } = await pass();
          response.writeHead(status, headers).end(answer);
        },
      });
      const lanes = askOn(
        Array.from({ length: callers }, (_, nth) => {
          const hanging = listOf(neighbour, [keys[nth % distinct] as string]);
          return () => world.post(hanging, world.tokens[1 + nth]);
        }),
        REST_MS,
      );
      const sameMoment = (await timed(ask)).tookMs;
      await expect.poll(() => lanes.answers.length, PATIENCE).toBeGreaterThanOrEqual(callers);
      await wait(TIMEOUT_MS / 2);
      const during = p80(await times(SAMPLES, ask, isRight));
      await world.proxies[service]?.disturb(undefined);
      await lanes.stop();
      table.push(row(service, beside, alone, during, most, sameMoment.toFixed(0)));
      return { result: undefined, times: { during: [during, alone * most] } };
    });
  });
});

describe.each(chosen(SHORT.lists))('%s', (service, neighbour) => {
  test('single requests beside lists of a thousand of another caller', async () => {
    const { body, isRight } = healthyOf(service);
    const { write } = neighbour;
    const read = () => world.post(body, world.tokens[0]);
    const isDone = (text: string) => !text.includes('"kode"') && !text.includes('"errors"');
    const list = listOf(neighbour, neighbour.keys(LIST));
    await bestOf(async () => {
      const readAlone = p80(await times(SAMPLES, read, isRight));
      const writeOnce = async (count: number) =>
        write ? times(count, () => world.post(write, world.tokens[0]), isDone) : [];
      const writeAlone = p80(await writeOnce(SAMPLES));
      const lanes = askOn([() => world.post(list, world.tokens[1])], 0);
      await wait(TIMEOUT_MS / 2);
      const reads = Math.max(...(await times(SAMPLES, read, isRight)));
      const writes = Math.max(...(await writeOnce(SAMPLES)));
      await lanes.stop();
      table.push(row(service, 'lists of 1000, a read', readAlone, reads, MOST_BESIDE_LISTS));
      if (write) table.push(row(service, 'lists of 1000, a write', writeAlone, writes, MOST_BESIDE_LISTS));
      return {
        result: undefined,
        times: {
          read: [reads, readAlone * MOST_BESIDE_LISTS],
          ...(write && { write: [writes, writeAlone * MOST_BESIDE_LISTS] as const }),
        },
      };
    });
  });
});

function row(service: string, beside: string, alone: number, during: number, most: number, moment = ''): string[] {
  return [
    service,
    beside,
    alone.toFixed(0),
    during.toFixed(0),
    (during / alone).toFixed(2),
    most === Infinity ? '' : String(most),
    moment,
  ];
}
