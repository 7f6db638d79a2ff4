import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { compose, REGISTERGRAF_SDL, type Subgraph } from './compose.ts';
import type { RunningServer } from './listen.ts';
import { startRegistergraf } from './registergraf.ts';
import { startRouter } from './router.ts';
import { startTilskudd, TILSKUDD_SDL } from './tilskudd.ts';

// Two subgraphs and a router before them, on this machine. Ports: PORT (Registergraf), TILSKUDD_PORT, ROUTER_PORT. Behind the command
// may stand subgraphs of the reader's own, each by the file of its schema and the address at which it answers.

const QUERY =
  '{ tilskudd(aar: 2026) { formaal beloep mottaker { basisdata { __typename ... on Basisdata { navn } ... on Registerfeil { kode melding betydning } } } } }';

const running: RunningServer[] = [];
let ending = false;

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
  const ports = readPorts();
  const own = readOwn(process.argv.slice(2));
  const tilskudd = await start('TILSKUDD_PORT', startTilskudd(ports.tilskudd));
  // Made anew for each start: nobody but these two has to know it.
  const secret = randomBytes(32).toString('base64url');
  const registergraf = await start('PORT', startRegistergraf(ports.registergraf, secret));
  const supergraph = compose([
    { name: 'registergraf', url: registergraf.url, sdl: REGISTERGRAF_SDL },
    { name: 'tilskudd', url: tilskudd.url, sdl: TILSKUDD_SDL },
    ...own,
  ]);
  const router = await start('ROUTER_PORT', startRouter(supergraph, ports.router, secret));

  print(`
Registergraf            ${registergraf.url} (answers the router alone)
The register of grants  ${tilskudd.url}
${own.map(({ name, url }) => `${`Your own, ${name}`.padEnd(22)}  ${url}\n`).join('')}The router before them  ${router.url} (open it in a browser for GraphiQL)

Who got grants, and what the business register says of them:

  curl -s ${router.url} -H 'content-type: application/json' -d '${JSON.stringify({ query: QUERY })}'
`);

  void registergraf.ended.then(() => end(1));
}

/** The router first, so that what is under way still has its subgraphs. */
async function end(code = 0): Promise<void> {
  ending = true;
  process.exitCode ??= code;
  for (const server of running.splice(0).reverse()) await server.close();
}

async function start<Server extends RunningServer>(variable: string, starting: Promise<Server>): Promise<Server> {
  const server = await starting.catch((error: Error) => {
    throw new Error(`${variable}: ${error.message}`);
  });
  running.push(server);
  if (ending) throw new Error('Ended while starting.');
  return server;
}

function readPorts() {
  const read = (name: string, otherwise: number) => {
    const port = Number(process.env[name] || otherwise);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
    throw new Error(`${name} must be a port, 0 to 65535.`);
  };
  return {
    registergraf: read('PORT', 4000),
    tilskudd: read('TILSKUDD_PORT', 4210),
    router: read('ROUTER_PORT', 4200),
  };
}

function readOwn(written: readonly string[]): Subgraph[] {
  const [file, url, ...others] = written;
  if (file === undefined) return [];
  if (url === undefined || !URL.canParse(url)) {
    throw new Error('Usage: npm run federation -- [<file of a schema> <address of its subgraph>]…');
  }
  const own = { name: basename(file, extname(file)), url, sdl: readFileSync(file, 'utf8') };
  return [own, ...readOwn(others)];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main().catch(async (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  await end(1);
});
