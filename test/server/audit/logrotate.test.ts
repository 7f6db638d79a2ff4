import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openJournal } from '../../../src/server/audit/journal.ts';
import { verifyFiles } from '../../../src/server/audit/verify/verify.ts';
import { createFiles } from '../../support/certificates.ts';
import { AUDIT_KEY } from '../../support/gateway.ts';
import { JUDGES, reasonToSkip } from '../../support/judges.ts';
import { PATIENCE } from '../../support/patience.ts';

// The rotation that docs/audit.md tells operators to configure, by the program that they have.

const PAPER = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8');
const [, BLOCK = ''] = /^```\n(\/var\/log.*?)^```$/ms.exec(PAPER) ?? [];

describe.skipIf(reasonToSkip(JUDGES.logrotate))('logrotate', () => {
  test('as it is configured in docs/audit.md, loses no record under load', async () => {
    const files = createFiles();
    onTestFinished(() => files[Symbol.dispose]());
    const file = files.path('audit.jsonl');
    // The day is another at each run, and this user writes the files. Whoever is told, is told by the test.
    const text = BLOCK.replace('/var/log/registergraf/audit.jsonl', file)
      .replace('create 0600 registergraf registergraf', 'create 0600')
      .replace('dateext', 'dateext\n    dateformat -%s')
      .replace(/systemctl kill.*/, `touch ${files.path('told')}`);
    expect(text).not.toMatch(/registergraf\.service|var\/log/);
    const configuration = files.write('logrotate.conf', text);
    chmodSync(configuration, 0o600);

    let rotated = 0;
    const journal = openJournal({
      file,
      key: AUDIT_KEY,
      lookMs: 60_000,
      onNote: (level, note) => {
        expect([level, note]).toEqual(['info', expect.stringMatching(/opened again|sealed/)]);
        rotated += 1;
      },
    });
    let written = 0;
    let isOver = false;
    const load = (async () => {
      while (!isOver) {
        const record = `{"audit":1,"time":"${new Date().toISOString()}","requestId":"r-${written}"}\n`;
        await journal.append(record, { until: Number.POSITIVE_INFINITY, keep: false });
        written += 1;
        if (written % 20 === 0) await wait(1);
      }
    })();
    await vi.waitUntil(() => written > 20, PATIENCE);
    for (let run = 1; run <= 2; run += 1) {
      // Of another second, so that it gets another name.
      if (run > 1) await wait(1_000);
      execFileSync('logrotate', ['--force', '--state', files.path('state'), configuration]);
      journal.reopen();
      await vi.waitUntil(() => rotated === run, PATIENCE);
    }
    isOver = true;
    await load;
    expect(await journal.end(5_000)).toBe(0);

    const folder = file.slice(0, -'/audit.jsonl'.length);
    const all = readdirSync(folder).filter((name) => name.startsWith('audit.jsonl'));
    expect(all.filter((name) => name.endsWith('.gz'))).toHaveLength(1);
    expect(all).toHaveLength(3);
    expect(readdirSync(folder)).toContain('told');
    const findings: unknown[] = [];
    const onFinding = (finding: unknown) => void findings.push(finding);
    const named = all.map((name) => `${folder}/${name}`);
    const { records } = await verifyFiles(named, { key: AUDIT_KEY, onFinding, expectSealed: true });
    expect(findings).toEqual([]);
    // A head, and a seal and a head for each rotation that had records before it, and the last seal.
    expect(records - written).toBeGreaterThanOrEqual(1 + 1);
    expect(records - written).toBeLessThanOrEqual(1 + 2 * 2 + 1);
  }, 30_000);
});
