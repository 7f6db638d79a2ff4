import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, renameSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { verifyFiles } from '../../../src/server/audit/verify/verify.ts';
import { createFiles } from '../../support/certificates.ts';
import { ROOT, runCli } from '../../support/cli.ts';
import { AUDIT_KEY } from '../../support/gateway.ts';
import { PATIENCE } from '../../support/patience.ts';

// Several processes, one file, and logrotate’s signal to the one that has started them.

const CITIZEN = '02827112006';
const QUERY = `{ innbygger(personidentifikator: "${CITIZEN}") { kontaktregister { __typename } } }`;
const LOG = '{ innsynslogg(foerste: 100) { ... on Innsynslogg { innslag { operasjon formaal } neste ufullstendig } } }';

test('workers that are told by SIGHUP go on in the next file, and nothing is lost', async () => {
  using files = createFiles();
  const file = files.path('audit.jsonl');
  const SANDBOX_ISSUER_KEY = files.path('issuer.json');
  const child = spawn(process.execPath, ['src/cli/main.ts', 'start', '--workers', '2'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      SHUTDOWN_DELAY_MS: '0',
      AUTHENTICATION: 'required',
      SANDBOX_ISSUER_KEY,
      AUDIT_PURPOSE_REQUIRED: 'on',
      AUDIT_FILE: file,
      AUDIT_KEY,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let log = '';
  child.stdout.on('data', (piece: Buffer) => {
    log += piece;
  });
  const ended = once(child, 'exit');
  const url = await vi.waitUntil(() => /answers at (http:\/\/\S+\/graphql)/.exec(log)?.[1], PATIENCE);

  const bearer = async (...args: string[]) => {
    const { stdout } = await runCli(['token', ...args], { env: { SANDBOX_ISSUER_KEY } });
    return `Bearer ${stdout.trim()}`;
  };
  const [body, citizen] = await Promise.all([bearer('star'), bearer('--citizen', CITIZEN)]);
  /** On a connection of its own, so that both workers are asked. */
  async function post(query: string, headers: Record<string, string>): Promise<unknown> {
    const all = { 'content-type': 'application/json', connection: 'close', ...headers };
    return (await fetch(url, { method: 'POST', headers: all, body: JSON.stringify({ query }) })).json();
  }
  let asked = 0;
  async function ask(times: number): Promise<void> {
    await Promise.all(
      Array.from({ length: times }, async () => {
        const answer = await post(QUERY, { authorization: body, 'x-purpose': 'rotation' });
        expect(answer).toEqual({
          data: { innbygger: { kontaktregister: { __typename: 'Kontaktregisteroppfoering' } } },
        });
        asked += 1;
      }),
    );
  }
  const opened = () => log.split('"the audit file has been opened again"').length - 1;
  await ask(40);
  for (const rotation of [1, 2]) {
    renameSync(file, `${file}.${rotation}`);
    const load = ask(40);
    child.kill('SIGHUP');
    await load;
    await vi.waitUntil(() => opened() === 2 * rotation, PATIENCE);
  }
  await ask(10);
  // Whichever of the two is asked, and wherever the records stand by now.
  expect(await post(QUERY, { authorization: body })).toMatchObject({
    errors: [{ extensions: { code: 'PURPOSE_REQUIRED' } }],
  });
  const { data } = (await post(LOG, { authorization: citizen })) as { data: { innsynslogg: { innslag: unknown[] } } };
  const entry = { operasjon: 'HentPersoner', formaal: 'rotation' };
  const innslag = Array.from({ length: 100 }, () => entry);
  expect(data).toEqual({ innsynslogg: { innslag, neste: expect.any(String), ufullstendig: false } });
  asked += 1;
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);

  const folder = file.slice(0, -'/audit.jsonl'.length);
  const all = readdirSync(folder)
    .filter((name) => name.startsWith('audit.jsonl'))
    .map((name) => `${folder}/${name}`);
  expect(all).toHaveLength(3);
  const findings: unknown[] = [];
  const onFinding = (finding: unknown) => void findings.push(finding);
  const { records, chains } = await verifyFiles(all, { key: AUDIT_KEY, onFinding, expectSealed: true });
  expect(findings).toEqual([]);
  const controls = chains.length * (1 + 2 * 2 + 1);
  // One worker may have been asked nothing before the first rotation, and a minute may have passed.
  expect(records).toBeGreaterThanOrEqual(asked + 2);
  expect(records).toBeLessThanOrEqual(asked + controls + 2 * chains.length);
}, 60_000);
