import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../support/cli.ts';
import { readLogTables, undocumented } from '../../support/log-lines.ts';
import { keepOutput } from '../../support/output.ts';

const PERSON = '0101505006';

/** What Node runs before the gateway: a library that warns, of somebody. */
const WARNS = `data:text/javascript,${encodeURIComponent(
  `setTimeout(() => process.emitWarning('leaks ${PERSON}', { code: 'LEAK' }), 500)`,
)}`;

describe('a gateway’s process', { timeout: 60_000 }, () => {
  test('writes to its two outputs the log and the audit records, and nothing else', async () => {
    const args = ['--import', WARNS, 'src/main.ts'];
    const env = { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'trace' };
    const child = spawn(process.execPath, args, { cwd: ROOT, env });
    const keep = keepOutput('process');
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const stderr = text(child.stderr);
    let stdout = '';
    child.stdout.on('data', (piece: Buffer) => {
      keep(piece);
      stdout += piece;
    });
    const urlOf = () => /answers at (http:\S+\/graphql)/.exec(stdout)?.[1];
    await expect.poll(urlOf).toBeDefined();
    const query = `{ borger(cpr: "${PERSON}") { kontaktinformation { __typename } } enhet(organisasjonsnummer: "790050002") { basisdata { __typename } } }`;
    const headers = { 'content-type': 'application/json', 'graphql-client-name': PERSON };
    const response = await fetch(urlOf() ?? '', { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(response.status).toBe(200);
    await response.text();
    await expect.poll(() => stdout).toContain('a warning of Node');
    await expect.poll(() => stdout).toContain('"msg":"operation"');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);

    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const tables = readLogTables();
    expect(lines.flatMap((line) => undocumented(line, tables))).toEqual([]);
    expect(new Set(lines.map(({ level }) => level))).toEqual(new Set(['info', 'warn', 'debug', 'trace']));
    expect(lines.filter(({ msg }) => msg === 'a warning of Node')).toMatchObject([
      { level: 'warn', errorCode: 'LEAK', text: 'leaks ******' },
    ]);
    expect(lines.filter(({ msg }) => msg === 'call failed')).toHaveLength(3);
    expect(stdout).not.toContain(PERSON);
    const records = (await stderr)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toMatchObject([
      { audit: 'head' },
      { audit: 1, operation: 'GetKontaktinformation' },
      { audit: 'seal', why: 'end' },
    ]);
  });
});
