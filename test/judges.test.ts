import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isCi, isThere, JUDGES, reasonToSkip } from './support/judges.ts';
import { ROOT } from './support/cli.ts';

describe('A judge', () => {
  const missing = { program: 'no-such-judge', version: '--version', install: 'apt-get install judge' };

  it.each([{ CI: 'true' }, { CI: '1' }, { CI: 'woodpecker' }])(
    'that is missing is no reason to skip with %o',
    (env) => {
      expect(reasonToSkip(missing, env)).toBeUndefined();
    },
  );

  it.each([{}, { CI: '' }, { CI: 'false' }, { CI: '0' }])(
    'that is missing is one with %o, and says what to do',
    (env) => {
      expect(reasonToSkip(missing, env)).toBe('no-such-judge is missing: apt-get install judge');
    },
  );

  it('that is there is no reason to skip anywhere', () => {
    const there = { ...missing, program: process.execPath };
    expect([{ CI: 'true' }, {}].map((env) => reasonToSkip(there, env))).toEqual([undefined, undefined]);
  });

  const { env } = process;
  it.each(Object.entries(JUDGES))('%s is on this machine, if this is CI', (_, judge) => {
    expect(isThere(judge) || !isCi(env), judge.install).toBe(true);
  });
});

describe('What CI counts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-count-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Report {
    readonly passed?: readonly string[];
    readonly failed?: readonly string[];
    readonly skipped?: readonly string[];
    /** A file whose tests were never reached. */
    readonly broken?: boolean;
  }

  /** Counts reports as vitest writes them. */
  function count(...reports: readonly (Report | 'none')[]) {
    const files = reports.map((report, index) => {
      const file = join(folder, `${index}.json`);
      if (report === 'none') return join(folder, 'none.json');
      const { passed = [], failed = [], skipped = [], broken = false } = report;
      const results = Object.entries({ passed, failed, skipped }).flatMap(([status, names]) =>
        names.map((fullName) => ({ status, fullName })),
      );
      const testResults = [
        { name: 'a.test.ts', status: failed.length > 0 ? 'failed' : 'passed', assertionResults: results },
        ...(broken ? [{ name: 'b.test.ts', status: 'failed', assertionResults: [] }] : []),
      ];
      const counts = { numPassedTests: passed.length, numFailedTests: failed.length };
      writeFileSync(file, JSON.stringify({ ...counts, success: failed.length === 0 && !broken, testResults }));
      return file;
    });
    const { status, stdout } = spawnSync(process.execPath, ['.ci/count.mjs', ...files], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return { status, lines: stdout.trimEnd().split('\n') };
  }

  it('is every test of every report', () => {
    expect(count({ passed: ['a', 'b'] }, { passed: ['c'] })).toEqual({ status: 0, lines: ['3 passed, 0 failed'] });
  });

  it('fails with a test that fails', () => {
    expect(count({ passed: ['a'], failed: ['b'] })).toEqual({ status: 1, lines: ['1 passed, 1 failed'] });
  });

  it('fails with a test that is skipped, and names it', () => {
    expect(count({ passed: ['a'], skipped: ['xmlsec1 verifies'] })).toEqual({
      status: 1,
      lines: ['Skipped: a.test.ts: xmlsec1 verifies', '1 passed, 1 failed'],
    });
  });

  it('fails with a file that fails outside its tests', () => {
    expect(count({ passed: ['a'], broken: true })).toEqual({
      status: 1,
      lines: ['Failed outside its tests: b.test.ts', '1 passed, 1 failed'],
    });
  });

  it('fails without a report, and with nothing counted', () => {
    expect(count({ passed: ['a'] }, 'none').status).toBe(1);
    expect(count({}).status).toBe(1);
  });
});
