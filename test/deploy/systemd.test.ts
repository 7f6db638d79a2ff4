import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileVariable, SECRETS } from '../../src/config/secrets.ts';
import { readConfig } from '../../src/config.ts';
import { SHUTDOWN_REST_MS } from '../../src/server/http/shutdown.ts';
import { block, chapter } from '../documents/papers.ts';
import { BIN, ROOT } from '../support/cli.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { imageVariables } from './configured.ts';

const UNIT = readFileSync(join(ROOT, 'deploy/systemd/registergraf.service'), 'utf8');

/** systemd-analyze tells exposure from 0 to 10; ours is 1.3, most of it for having a network at all. As it takes it: tenths. */
const MOST_EXPOSURE = 15;

/** All values of a setting of the unit, in order. */
const valuesOf = (name: string) =>
  UNIT.split('\n').flatMap((line) => (line.startsWith(`${name}=`) ? [line.slice(name.length + 1)] : []));
const lastOf = (name: string) => valuesOf(name).at(-1) ?? '';

const skipped = reasonToSkip(JUDGES.systemd);

describe.skipIf(skipped)(`systemd${skipped ? ` (${skipped})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-systemd-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What systemd-analyze says of a unit whose programs are those of this machine. */
  function analyze(words: readonly string[], unit = UNIT) {
    const file = join(folder, 'registergraf.service');
    const here = unit
      .replace('/usr/bin/node', process.execPath)
      .replace('/opt/registergraf/bin/registergraf.js', BIN)
      .replaceAll('/opt/registergraf', ROOT);
    writeFileSync(file, here);
    const { status, stdout, stderr } = spawnSync('systemd-analyze', [...words, file], { encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  }
  const verify = (unit?: string) => analyze(['verify', '--man=no', '--recursive-errors=no'], unit);

  it('takes the unit as it is', () => {
    expect(verify()).toEqual({ status: 0, said: '' });
  });

  it.each([
    ['a setting that it does not know', UNIT.replace('ProtectSystem=', 'ProtectSystems=')],
    ['a value that it does not know', UNIT.replace('KillMode=mixed', 'KillMode=gently')],
    ['a system call that there is not', UNIT.replace('@system-service', '@system-servants')],
    ['a program that is not there', UNIT.replace('/usr/bin/node', '/usr/bin/no-such-node')],
  ])('finds %s', (_, unit) => {
    expect(unit).not.toBe(UNIT);
    expect(verify(unit).said).not.toBe('');
  });

  it('takes the units of the copy, as the paper of operations shows them', () => {
    const shown = block(chapter('## A copy of the business register', 'docs/operations.md'), 'ini');
    const units = shown.split(/^# (registergraf-copy\.\w+)\n/m).slice(1);
    expect([units[0], units[2]]).toEqual(['registergraf-copy.service', 'registergraf-copy.timer']);
    const names = [units[0], units[2]].map((name) => join(folder, name ?? ''));
    for (const [place, name] of names.entries())
      writeFileSync(name, (units[2 * place + 1] ?? '').replace('/usr/local/bin/registergraf', process.execPath));
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...names], {
      encoding: 'utf8',
    });
    expect({ status, said: `${stdout}${stderr}` }).toEqual({ status: 0, said: '' });
  });

  it('finds it hardened', () => {
    const judge = ['security', '--offline=true', '--no-pager', `--threshold=${MOST_EXPOSURE}`];
    expect(analyze(judge)).toMatchObject({ status: 0 });
    expect(analyze(judge, UNIT.replace('DynamicUser=yes\n', '').replace('ProtectSystem=strict\n', ''))).toMatchObject({
      status: 1,
    });
  });
});

describe('The unit', () => {
  it('starts the gateway itself, without npm between', () => {
    expect(valuesOf('ExecStart')).toEqual(['/usr/bin/node /opt/registergraf/bin/registergraf.js start']);
  });

  it('waits until a request has had all its time', () => {
    const { deadlineMs, shutdownDelayMs } = readConfig({});
    expect(Number(lastOf('TimeoutStopSec')) * 1000).toBeGreaterThan(deadlineMs + shutdownDelayMs + SHUTDOWN_REST_MS);
  });

  it('gives Node the heap that the image gives it', () => {
    expect(valuesOf('Environment')).toContain(`"NODE_OPTIONS=${imageVariables().NODE_OPTIONS}"`);
  });

  it('hands on secrets as files, by the variables that name them', () => {
    const credentials = valuesOf('LoadCredential').map((value) => value.split(':')[0]);
    const named = valuesOf('Environment').flatMap((value) => /^(\w+)=%d\/(.+)$/.exec(value)?.slice(1) ?? []);
    expect(credentials).toEqual(['audit-key']);
    expect(named).toEqual(['AUDIT_KEY_FILE', 'audit-key']);
    expect(SECRETS.map(fileVariable)).toContain('AUDIT_KEY_FILE');
  });
});
