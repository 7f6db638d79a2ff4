import { describe, expect, test } from 'vitest';
import { table } from '../../src/cli/table.ts';
import { FEILKODER, UTILGJENGELIG } from '../../src/client/index.ts';
import { ESCAPE, runCli } from '../support/cli.ts';

describe('registergraf codes', { timeout: 60_000 }, () => {
  test('gives every code as JSON, with all that is known of it', async () => {
    const { code, stdout } = await runCli(['codes', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([...FEILKODER, ...UTILGJENGELIG]);
  });

  test('gives the codes of one register, operation and type as a table, without colours in a pipe', async () => {
    const { code, stdout } = await runCli(['codes', '--kilde', 'GRUNNDATA', '--operation', 'hentRoller']);
    expect(code).toBe(0);
    const wanted = FEILKODER.filter(
      ({ kilde, operations }) => kilde === 'GRUNNDATA' && operations.includes('hentRoller'),
    );
    const [head, ...rows] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^ Code +Type +Source +Derived +Try again +Meaning$/);
    expect(rows.map((row) => row.trim().split(/ +/).slice(0, 2))).toEqual(wanted.map(({ kode, type }) => [kode, type]));
    expect(stdout).not.toContain(ESCAPE);
    const coloured = await runCli(['codes', '--type', 'UgyldigCpr'], { env: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain(ESCAPE);
  });

  test('what is documented nowhere ends with 2', async () => {
    const ran = await Promise.all([
      runCli(['codes', '--operation', 'hentAlt']),
      runCli(['codes', '--type', 'Basisdata']),
      runCli(['codes', '--kilde', 'BRREG']),
    ]);
    expect(ran.map(({ code, stdout }) => [code, stdout])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
    ]);
    expect(ran[0]?.stderr).toContain('hentRoller');
    expect(ran[2]?.stderr).toContain('GRUNNDATA');
  });
});

describe('a table', () => {
  const rows = [
    ['1', 'GetKontaktinformationMobilNr', 'no space is left for a long meaning like this'],
    ['-1000', 'Kort', 'two words'],
  ];

  test.each([30, 40, 60])('fits a terminal of %i characters, and loses nothing', (width) => {
    const lines = table(['Code', 'Type', 'Meaning'], rows, width).split('\n');
    expect(lines.length).toBeGreaterThan(rows.length + 1);
    expect(lines.filter((line) => line.length > width)).toEqual([]);
    const characters = (text: string) => [...text.replace(/\s/g, '')].toSorted().join('');
    expect(characters(lines.join(''))).toBe(characters(`CodeTypeMeaning${rows.flat().join('')}`));
  });

  test('breaks a word only where its column cannot hold it', () => {
    expect(table(['Code', 'Type', 'Meaning'], rows, 60)).toContain(' GetKontaktinformationMobilNr ');
    expect(table(['Code', 'Type', 'Meaning'], rows, 60)).toContain(' Meaning');
  });

  test('has a line a row where nothing must fit', () => {
    expect(table(['Code', 'Type', 'Meaning'], rows).split('\n')).toHaveLength(3);
  });
});
