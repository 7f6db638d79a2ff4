import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clients, startClients } from './client-process.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { Row } from './judge.ts';
import { type Named, reportOf, tableOf, writeSection } from './report.ts';
import { measureRow, planOf } from './row.ts';
import { FORM } from './settings.ts';
import { SERVICES, type Service, startWorld, type World } from './world.ts';

const TRIES = 3;
const WARM_UP_MS = 1_000;

const all = SERVICES.flatMap((service) => FAULTS.map((fault) => ({ service, fault })));
/** Every fault once, the services in turn. */
const short = FAULTS.map((fault, index) => ({ fault, service: SERVICES[index % SERVICES.length] as Service }));
const chosen = FORM === 'full' ? all : short;

let clients: Clients;
let first: World;
const rows: Named[] = [];

beforeAll(async () => {
  clients = startClients();
  first = await startWorld();
});
afterAll(async () => {
  clients.close();
  await first.close();
  process.stdout.write(`${tableOf(rows)}\n`);
  if (FORM === 'full' && rows.length === all.length) writeSection('Faults', reportOf(rows));
});

test.each(SERVICES)('$name is asked for different keys, and answers each otherwise', ({ name }) => {
  const expected = first.questions.filter(({ service }) => service === name).map((one) => one.expected);
  expect(new Set(expected).size).toBe(expected.length);
  expect(expected.length).toBeGreaterThan(1);
});

describe.each([
  { how: 'by address', byName: false },
  { how: 'by name, over TLS', byName: true },
])('registers that are asked $how', ({ byName }) => {
  let world: World;
  beforeAll(async () => {
    world = byName ? await startWorld({ byName, beside: first }) : first;
    // Code runs slowly before it has been compiled: the first row would let everything through.
    clients.begin(planOf(world));
    await wait(WARM_UP_MS);
    await clients.end();
  });
  afterAll(async () => {
    if (world !== first) await world.close();
  });

  test.each(
    chosen
      .filter(({ fault }) => (fault.byName ?? false) === byName)
      .map((row) => ({ ...row, name: row.service.name, what: row.fault.name })),
  )('$name, $what: nobody else is hurt, and it comes back', async ({ service, fault }) => {
    const row = await bestRow(world, service, fault);
    rows.push({ ...row, service: service.name, fault: fault.name });
    expect(row.wrong).toEqual([]);
    expect(row.slow).toEqual([]);
  });
});

/** What is wrong is wrong the first time; for what is slow, another program may be the cause, but not three times. */
async function bestRow(world: World, service: Service, fault: Fault): Promise<Row> {
  for (let tries = 1; ; tries += 1) {
    const row = await measureRow(world, clients, service, fault);
    if (row.wrong.length > 0 || row.slow.length === 0 || tries === TRIES) return row;
  }
}
