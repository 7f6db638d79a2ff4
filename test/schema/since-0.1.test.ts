import { readFileSync } from 'node:fs';
import { BreakingChangeType, buildSchema, findBreakingChanges } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiSchema } from '../../src/graph/schema.ts';
import { ROOT, runCli } from '../support/cli.ts';

// What clients of 0.1 meet: `registergraf schema check` lists exactly what docs/upgrading.md explains. The schema is the last one before
// anything of 0.2 was in it.

const HELD = 'test/schema/samples/0.1/registergraf.graphql';
const read = (file: string) => readFileSync(`${ROOT}/${file}`, 'utf8');

interface Change {
  readonly level: string;
  readonly path: string;
  readonly message: string;
}

let code: number | null;
let changes: readonly Change[];
beforeAll(async () => {
  const ran = await runCli(['schema', 'check', HELD, '--json']);
  code = ran.code;
  changes = JSON.parse(ran.stdout);
});

const of = (level: string) => changes.filter((change) => change.level === level);

/** The first column of the table whose first heading this is. */
function explained(heading: string): string[] {
  const lines = read('docs/upgrading.md').split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start < 0) throw new Error(`docs/upgrading.md has no table of what ${heading}`);
  const rest = lines.slice(start + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((row) => /^\| `([\w.]+)` \|/.exec(row)?.[1] ?? row);
}

describe('since 0.1', () => {
  test('these changes break operations, and no others', () => {
    expect(of('breaking').map(({ path, message }) => [path, message])).toEqual([
      ['BorgereResultat', "Type 'BorgereResultat' was removed"],
      [
        'Query.borgereMedEmail',
        "Field 'Query.borgereMedEmail' changed type from 'BorgereResultat' to 'BorgereMedEmailResultat'",
      ],
      [
        'Query.borgereMedMobiltelefon',
        "Field 'Query.borgereMedMobiltelefon' changed type from 'BorgereResultat' to 'BorgereMedMobiltelefonResultat'",
      ],
      [
        'Query.dokumenterteFeil.kilde',
        "Type for argument 'kilde' on field 'Query.dokumenterteFeil' changed from 'Kilde' to 'KildeFilter'",
      ],
    ]);
    expect(code).toBe(1);
  });

  test('graphql-js finds the same', () => {
    const found = findBreakingChanges(buildSchema(read(HELD)), apiSchema);
    expect(found.map(({ type }) => type).toSorted()).toEqual(
      [
        BreakingChangeType.ARG_CHANGED_KIND,
        BreakingChangeType.FIELD_CHANGED_KIND,
        BreakingChangeType.FIELD_CHANGED_KIND,
        BreakingChangeType.TYPE_REMOVED,
      ].toSorted(),
    );
  });

  test('docs/upgrading.md explains each that breaks, and nothing else as such', () => {
    expect(explained('Breaks')).toEqual(of('breaking').map(({ path }) => path));
  });

  test('it explains whatever may be answered something new, by its enum or its interface', () => {
    const names = of('dangerous').map(
      ({ path, message }) => /implements '(\w+)'/.exec(message)?.[1] ?? path.split('.')[0],
    );
    expect([...new Set(names)].toSorted()).toEqual(explained('May be answered').toSorted());
    const values = of('dangerous').flatMap(({ path }) => /^Kilde\.(\w+)$/.exec(path)?.[1] ?? []);
    expect(values.length).toBeGreaterThan(2);
    const row =
      read('docs/upgrading.md')
        .split('\n')
        .find((line) => line.startsWith('| `Kilde` |')) ?? '';
    for (const value of values) expect(row).toContain(`\`${value}\``);
  });
});
