import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createFiles } from '../support/certificates.ts';
import { CLI, ROOT, runCli } from '../support/cli.ts';
import { freePorts } from '../support/ports.ts';
import { nobody, serve } from '../wire/loopback.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

const REAL_UNIT = {
  organisasjonsnummer: '974760673',
  navn: 'REGISTERENHETEN I BRØNNØYSUND',
  organisasjonsform: { kode: 'ORGL', beskrivelse: 'Organisasjonsledd' },
};

/** Starts a command that goes on until a signal, and waits for a line of its output, and for the line `ready` after it; `output` gets all until then. */
async function start(
  args: readonly string[],
  line: RegExp,
  env: Record<string, string>,
  ready = line,
  output: string[] = [],
): Promise<RegExpExecArray> {
  const started = spawn(process.execPath, [CLI, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', SHUTDOWN_DELAY_MS: '0', ...env },
  });
  child = started;
  let found: RegExpExecArray | null = null;
  for await (const text of createInterface(started.stdout)) {
    output.push(text);
    found ??= line.exec(text);
    if (found && ready.test(text)) return found;
  }
  throw new Error(`${args.join(' ')} ended without ${line}`);
}

function stop(signal: NodeJS.Signals): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => {
    child?.once('exit', resolve);
  });
  // Nobody may read on, and nothing may stand in the way of the last lines.
  child?.stdout?.resume();
  child?.kill(signal);
  return ended;
}

describe('registergraf start', { timeout: 60_000 }, () => {
  test('is the gateway, until a signal', async () => {
    const [, url] = await start(['start'], /answers at (http:\S+\/graphql)/, { PORT: '0' });
    const response = await fetch(url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' }),
    });
    expect(await response.json()).toEqual({ data: { enhet: { basisdata: { __typename: 'Basisdata' } } } });
    expect(await stop('SIGTERM')).toBe(0);
  });

  test('asks for real units with one variable, invents the people, and outlives a register that is not there', async () => {
    const register = await serve(({ url }, response) => {
      const isUnit = url === '/enhetsregisteret/api/enheter/974760673';
      response.writeHead(isUnit ? 200 : 404, { 'content-type': 'application/json' });
      response.end(isUnit ? JSON.stringify(REAL_UNIT) : '{}');
    });
    const output: string[] = [];
    const [, url = ''] = await start(
      ['start'],
      /answers at (http:\S+)\/graphql/,
      {
        PORT: '0',
        ENHET_SOURCE: 'enhetsregisteret',
        ENHETSREGISTERET_URL: `${register}/enhetsregisteret/api`,
        FRIVILLIGHETSREGISTERET_URL: `${await nobody()}/frivillighetsregisteret/api`,
        FULLMAKT_URL: `${await nobody()}/fullmakt`,
      },
      undefined,
      output,
    );
    const told = output.map((line) => JSON.parse(line)).find(({ hooks }) => hooks);
    expect(told).toMatchObject({
      msg: 'ENHETSREGISTERET is asked on this machine, where it is configured; the embedded sandbox answers for the others',
      asked: { enhetsregisteret: `${register}/enhetsregisteret/api` },
      star: expect.stringContaining('http://127.0.0.1:'),
    });
    // Of the sandbox those only that are asked.
    expect(told).not.toHaveProperty('grunndata');
    expect(told).not.toHaveProperty('krr');
    const page = await (await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })).text();
    const [script = ''] = /\/graphql\/graphiql\/start\.[^"]+/.exec(page) ?? [];
    const tabs = await (await fetch(url + script)).text();
    expect(tabs).toContain('# Units are real: this gateway asks\\n# ENHETSREGISTERET.');
    expect(tabs).toContain(REAL_UNIT.organisasjonsnummer);

    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{
          enhet(organisasjonsnummer: "974760673") {
            basisdata { ... on Basisdata { navn } }
            frivillighet { ... on KildeUtilgjengelig { kilde kode } }
          }
          borger(cpr: "0101505006") { kontaktinformation { __typename } }
        }`,
      }),
    });
    expect(await response.json()).toEqual({
      data: {
        enhet: {
          basisdata: { navn: REAL_UNIT.navn },
          frivillighet: { kilde: 'ENHETSREGISTERET', kode: 'TILKOBLING' },
        },
        borger: { kontaktinformation: { __typename: 'Kontaktinformationer' } },
      },
    });
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({
      status: 'READY',
      sources: [
        { kilde: 'STAR', sandbox: true },
        { kilde: 'OPPSLAGSTJENESTEN', sandbox: true },
        { kilde: 'ENHETSREGISTERET', sandbox: false },
      ],
    });
    expect(await stop('SIGTERM')).toBe(0);
  });

  test('says by which doors its sandbox is asked, and where its hooks are', async () => {
    const [line] = await start(['start'], /.*"hooks":.*/, { PORT: '0', SANDBOX_DOORS: 'rest' });
    const { hooks, msg, ...addresses } = JSON.parse(line);
    expect(msg).toBe('no register is configured: the embedded sandbox answers, by its REST doors');
    const services = ['star', 'krr', 'enhetsregisteret', 'frivillighetsregisteret', 'fullmakt'];
    expect(Object.keys(addresses)).toEqual(['level', 'time', ...services]);
    const { kontaktinformation, postkasse, enhet } = hooks;
    const asked = [`${kontaktinformation}/_sandbox/settings`, `${postkasse}/_sandbox/calls`, `${enhet}/_sandbox/calls`];
    const statuses = await Promise.all(asked.map(async (url) => (await fetch(url)).status));
    expect(statuses).toEqual([200, 200, 200]);
    expect(await stop('SIGTERM')).toBe(0);
  });

  test('answers with invented people in production only when they are asked for by name', async () => {
    const production = { PORT: '0', NODE_ENV: 'production' };
    const refused = await runCli(['start'], { env: production });
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/GRUNNDATA_URL.*: missing, and NODE_ENV is production\. SANDBOX=on starts/);
    const misspelt = await runCli(['start'], { env: { ...production, GRUNDATA_URL: 'http://x.example/' } });
    expect(misspelt.stderr).toMatch(/ - GRUNDATA_URL: unknown; is GRUNNDATA_URL meant\?\n/);
    expect(misspelt.stderr).not.toContain('x.example');

    const [, url = ''] = await start(['start'], /answers at (http:\S+)\/graphql/, { ...production, SANDBOX: 'on' });
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.headers.get('x-sandbox'), await ready.json()]).toEqual([
      'embedded',
      expect.objectContaining({ sandbox: 'embedded' }),
    ]);
    expect(await stop('SIGTERM')).toBe(0);
  });

  test('warns of a variable that resembles one of ours, and stops for a register’s', async () => {
    const env = { PORT: '0', AUDIT_FILES: '/nowhere' };
    const [line] = await start(['start'], /.*AUDIT_FILES.*/, env, /answers at/);
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', msg: 'AUDIT_FILES: unknown; is AUDIT_FILE meant?' });
    expect(await stop('SIGTERM')).toBe(0);
    expect((await runCli(['start'], { env: { PORT: '0', GRUNDATA_URL: 'x' } })).code).toBe(1);
  });

  test('listens where its options say, over the variables', async () => {
    const port = String(await freePorts(1));
    const env = { PORT: '1', HOST: 'nowhere.example', PROFILE: 'subgraph' };
    const args = ['start', '--port', port, '--host', '127.0.0.2', '--profile', 'open'];
    const [, url = ''] = await start(args, /answers at (http:\S+)\/graphql \(open it in a browser/, env);
    expect(url).toBe(`http://127.0.0.2:${port}`);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await stop('SIGTERM')).toBe(0);
  });

  test('judges its options as it does the variables, before it starts', async () => {
    const ran = await Promise.all(
      [
        ['--port', '70000'],
        ['--port', ''],
        ['--profile', 'prod'],
        ['--workers', '65'],
      ].map((args) => runCli(['start', ...args])),
    );
    expect(ran.map(({ code, stdout }) => [code, stdout])).toEqual(ran.map(() => [2, '']));
    expect(ran.map(({ stderr }) => stderr)).toEqual([
      'error: --port: must be a whole number from 0 to 65535\n',
      'error: --port: must not be empty\n',
      'error: --profile: must be one of open, production, subgraph\n',
      'error: --workers: must be a whole number from 1 to 64\n',
    ]);
  });

  test('does not start with a wrong configuration', async () => {
    const { code, stdout, stderr } = await runCli(['start'], { env: { PORT: 'none', GRUNNDATA_URL: 'nowhere' } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^The configuration has \d+ mistake\(s\):\n {2}- PORT: /);
  });
});

describe('a port that is taken', { timeout: 60_000 }, () => {
  test('ends the gateway with one line, and the sandbox that it had started', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await runCli(['start'], { env: { PORT: String(port) } });
    await new Promise((resolve) => taken.close(resolve));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^listen EADDRINUSE[^\n]*: --port or PORT chooses another[^\n]*\n$/);
  });
});

describe('registergraf sandbox', { timeout: 60_000 }, () => {
  test('is the sandbox alone, until a signal, and says which port is taken', async () => {
    const env = {
      SANDBOX_ISSUER_KEY: files.path('issuer.json'),
      POSTKASSE_SECURITY: 'none',
    };
    // Seven for the first, and six before them for the second; 4100 may be somebody's.
    const free = await freePorts(13);
    const [, url] = await start(['sandbox', '--port', String(free + 6)], /^GRUNNDATA_URL=(.*)$/, env);
    expect(new URL(url ?? '').port).toBe(String(free + 10));
    expect((await fetch(`${url}?wsdl`)).status).toBeLessThan(500);
    // All but the last port are free.
    const second = await runCli(['sandbox', '--port', String(free)], { env });
    expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(/^error: [^\n]*EADDRINUSE[^\n]*\n$/);
    expect(await stop('SIGINT')).toBe(0);
    const [, any] = await start(['sandbox', '--port', '0'], /^TOKEN_JWKS_URL=(.*)$/, env);
    expect((await fetch(any ?? '')).status).toBe(200);
    expect(await stop('SIGINT')).toBe(0);
    expect((await runCli(['sandbox', '--port', '65536'], { env })).code).toBe(2);
  });
});
