import { describe, expect, test } from 'vitest';
import { FEILKODER, UTILGJENGELIG } from 'registergraf-client';
import { ESCAPE, refusalOf, runCli } from '../support/cli.ts';

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
    expect(head).toMatch(/^Code +Type +Source +Derived +Try again +Meaning$/);
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

  test('finds what an answer holds, its type or its code, as it is written or not', async () => {
    const [type, code] = await Promise.all(
      [
        ['codes', '--kilde', 'STAR', 'UgyldigCpr', '--json'],
        ['codes', 'bruker_ikke_funnet', '--json'],
      ].map(async (args) => JSON.parse((await runCli(args)).stdout)),
    );
    expect(type).toEqual(FEILKODER.filter((own) => own.type === 'UgyldigCpr'));
    expect(code).toEqual(FEILKODER.filter(({ kode }) => kode === 'BRUKER_IKKE_FUNNET'));
    expect(type.length).toBeGreaterThan(0);
    expect(code.length).toBeGreaterThan(0);
  });

  test('says what was perhaps meant', async () => {
    const [slip, part, operation, none] = await Promise.all(
      [
        ['codes', 'UgyldigCrp'],
        ['codes', 'Kilde'],
        ['codes', '--operation', 'hentRolle'],
        ['codes', 'Basisdata'],
      ].map(refusalOf),
    );
    expect(slip).toContain('Did you mean UgyldigCpr?');
    expect(part).toContain('Did you mean KildeUtilgjengelig?');
    expect(operation).toContain('Did you mean hentRoller?');
    expect(none).toContain('`registergraf codes` lists them');
  });
});
