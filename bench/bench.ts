import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Child, startChild } from './child.ts';
import { askOnce, openLoad } from './load.ts';
import { QUERIES, type Query } from './queries.ts';
import { type Measured, type Pair, summarize, writeTable } from './table.ts';

// What is measured, how, and how to read it: README.md.

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '1.5' },
    concurrency: { type: 'string', default: '16' },
    json: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const settings = {
  rounds: positive('rounds', flags.rounds),
  seconds: positive('seconds', flags.seconds),
  concurrency: positive('concurrency', flags.concurrency),
};

/** What each server answers of each query before the first round: compiled code is what production runs. */
const WARM_UP = { seconds: 2, requests: 1500 };
/** Seconds before each round that do not count: the connections are opened, and the caches belong to this server again. */
const LEAD_IN_S = 0.2;

const backend = await startChild('./backend.ts');
const env = {
  PORT: '0',
  GRUNNDATA_URL: backend.url,
  GRUNNDATA_USER: 'sandbox-full',
  GRUNNDATA_PASSWORD: 'hemmelig',
  // The hand-written handler knows no callers; what a token costs is not measured here.
  AUTHENTICATION: 'off',
};
const profiles = flags.profile ? ['--cpu-prof', `--cpu-prof-dir=${flags.profile}`] : [];
const servers = {
  gateway: await startChild('./gateway.ts', env, profiles),
  byHand: await startChild('./by-hand.ts', env),
};

try {
  const expected = new Map<Query, string>();
  for (const query of QUERIES) expected.set(query, await sameAnswer(query));
  await backend.ask('seal');

  const pairs = new Map<Query, Pair[]>(QUERIES.map((query) => [query, []]));
  for (const query of QUERIES) {
    for (const server of [servers.gateway, servers.byHand]) await warmUp(server, query);
  }
  for (let round = 1; round <= settings.rounds; round += 1) {
    if (!flags.json) process.stderr.write(`round ${round} of ${settings.rounds}\n`);
    for (const [query, measured] of pairs) {
      const gateway = await measure(servers.gateway, query, settings.seconds);
      const byHand = await measure(servers.byHand, query, settings.seconds);
      measured.push({ gateway, byHand });
    }
  }
  report([...pairs].map(([query, measured]) => summarize(query.name, query.calls, measured)));

  /** Both servers' answer, which must be the same, byte for byte, or nothing is compared at all. */
  async function sameAnswer({ name, body }: Query): Promise<string> {
    const [answer, byHand] = [await askOnce(servers.gateway.url, body), await askOnce(servers.byHand.url, body)];
    if (answer !== byHand)
      throw new Error(`the answers to ${name} differ:\n  gateway  ${answer}\n  by hand  ${byHand}`);
    if (!answer.includes('"__typename":"Basisdata"')) throw new Error(`the answer to ${name} holds no data: ${answer}`);
    return answer;
  }

  async function warmUp(server: Child, query: Query): Promise<void> {
    const load = open(server, query);
    await load.drive(WARM_UP.seconds, WARM_UP.requests);
    await load.close();
  }

  async function measure(server: Child, query: Query, seconds: number): Promise<Measured> {
    const load = open(server, query);
    await load.drive(LEAD_IN_S);
    const before = { cpu: await server.ask('cpu'), calls: await backend.ask('calls') };
    const driven = await load.drive(seconds);
    const cpu = (await server.ask('cpu')) - before.cpu;
    const calls = (await backend.ask('calls')) - before.calls;
    await load.close();
    if (calls !== driven.requests * query.calls) {
      throw new Error(`${driven.requests} requests of ${query.name} made ${calls} calls, not ${query.calls} each`);
    }
    return { requestsPerSecond: driven.requests / driven.seconds, cpuMicrosPerRequest: cpu / driven.requests };
  }

  function open({ url }: Child, query: Query) {
    return openLoad({
      url,
      body: query.body,
      expected: expected.get(query) ?? '',
      concurrency: settings.concurrency,
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  for (const child of [servers.gateway, servers.byHand, backend]) await child.stop();
}

function report(summaries: ReturnType<typeof summarize>[]): void {
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    /** Of the last minute, at the end: this run itself keeps about three processes busy. */
    loadAverage: Number(loadavg()[0]?.toFixed(1)),
  };
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ machine, settings, summaries }, null, 2)}\n`);
    return;
  }
  const { rounds, seconds, concurrency } = settings;
  process.stdout.write(`
${writeTable(summaries)}

ratio: gateway / by hand, paired round by round; every number is the median of the rounds
Node ${machine.node.slice(1)}, ${machine.cores} cores (${machine.cpu}), load average ${machine.loadAverage}
${rounds} rounds of ${seconds} s, ${concurrency} requests at once, NODE_ENV=production, log level info to /dev/null
`);
}

function positive(flag: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  process.stderr.write(`--${flag} must be a number above 0\n`);
  process.exit(1);
}
