import { beforeAll, describe, expect, test } from 'vitest';
import { checkDocuments } from '../../../src/cli/document/check.ts';
import type { Report } from '../../../src/cli/document/report.ts';

// What this project's own documents leave out, by name: whoever adds an example adds its gaps here, or leaves none.

const FOLDERS = ['examples/operations', 'examples/graphiql', 'examples/web/src'];

/** Those that leave out data, or what is no error: they show errors, or whether something is there at all. */
const WITHOUT_DATA: Readonly<Record<string, readonly string[]>> = {
  'examples/operations/Tilstand.graphql': [
    'Konkurs',
    'Rekonstruksjon',
    'Tvangsavvikling',
    'UnderAvvikling',
    'UtenlandskInsolvens',
  ],
  'examples/graphiql/02-people.graphql': ['KanVelgePostkasse', 'Frivillighet'],
  'examples/graphiql/09-errors-of-the-question.graphql': [
    'Kontaktinformationer',
    'KanVelgePostkasse',
    'Basisdata',
    'Kontaktregisteroppfoering',
    'Rolleutskrift',
    'Frivillighet',
  ],
  'examples/graphiql/10-errors-that-lead-on.graphql': ['Basisdata', 'Bedrift'],
  'examples/graphiql/11-errors-not-allowed.graphql': ['Borgere', 'Roller', 'KanVelgePostkasse'],
  'examples/graphiql/12-errors-of-the-register.graphql': [
    'Basisdata',
    'Kontaktinformationer',
    'Kontaktregisteroppfoering',
    'KanVelgePostkasse',
  ],
  'examples/web/src/kontaktinformation/GetVerifikationskode.graphql': ['VerifikationskodeSendt'],
  'examples/web/src/postkasse/KanVelgeSikkerDigitalPostkasse.graphql': ['KanVelgePostkasse'],
};

describe('the examples', () => {
  let report: Report;
  beforeAll(async () => {
    report = await checkDocuments(FOLDERS, {
      schema: undefined,
      against: undefined,
      variables: {},
      allowMissing: [],
      failOn: 'error',
      environment: {},
    });
  });

  const gaps = () =>
    report.operations.flatMap(({ name, file, unions }) =>
      unions.map(({ path, leftOut }) => ({
        union: `${name}: ${path}`,
        file,
        members: leftOut.map(({ member }) => member),
      })),
    );

  test('fit the graph and the limits, and use nothing deprecated', () => {
    expect(report.operations.length).toBeGreaterThan(55);
    expect(report.findings.filter(({ level, kind }) => level === 'error' || kind === 'deprecated')).toEqual([]);
    expect(report.operations.filter(({ isValid }) => !isValid)).toEqual([]);
  });

  test('leave out KildeUtilgjengelig nowhere', () => {
    expect(gaps().filter(({ members }) => members.includes('KildeUtilgjengelig'))).toEqual([]);
  });

  test('leave out other members where they show something else', () => {
    const others = gaps().filter(({ members }) => members.length > 0);
    const byFile = Map.groupBy(others, ({ file }) => file);
    const found = [...byFile].map(([file, of]) => [
      file,
      [...new Set(of.flatMap(({ members }) => members))].toSorted(),
    ]);
    const named = Object.entries(WITHOUT_DATA).map(([file, members]) => [file, members.toSorted()]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(named));
  });

  test('cost no more than one request may, but for one search', () => {
    const tooMuch = report.operations.flatMap(({ name, calls }) =>
      calls && calls.most > report.limits.calls ? name : [],
    );
    expect(tooMuch).toEqual(['SokEnhet']);
    expect(report.findings.filter(({ kind }) => kind === 'calls')).toEqual([
      expect.objectContaining({
        operations: ['SokEnhet'],
        message: expect.stringContaining('up to 999 of $soek.maksTreff'),
      }),
    ]);
  });
});
