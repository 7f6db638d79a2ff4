import { mkdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkDocuments } from '../../src/cli/document/check.ts';
import { annotations } from '../../src/cli/document/github.ts';
import { REPORT, type Report } from '../../src/cli/document/report.ts';
import { told } from '../../src/cli/document/tell.ts';
import { block, chapter } from '../documents/papers.ts';
import { createFiles } from '../support/certificates.ts';
import { ESCAPE, runCli } from '../support/cli.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const isReport = new Ajv2020({ allErrors: true }).compile(
  JSON.parse(readFileSync('schema/document-check.schema.json', 'utf8')),
);
/** The same, and nothing besides. */
const isAllWrittenDown = new Ajv2020({ allErrors: true }).compile(z.toJSONSchema(REPORT));

const BAD = `query Bad($cprs: [ID!]!) {
  borgere(cprs: $cprs) {
    kontaktinformation { __typename ... on Kontaktinformationer { kontaktinformation { kontaktdata } } }
    nothing
  }
}
query Unavailable($cprs: [ID!]!) {
  borgere(cprs: $cprs) {
    kontaktinformation { __typename ... on Kontaktinformationer { kontaktinformation { kontaktdata } } }
  }
}
`;

/** As codegen begins the file that it makes. */
const MADE = '/**\n * const query = gql(`query Page { __typename }`);\n */\nexport const documents = [];\n';

describe('names of files that a terminal would obey', () => {
  const file = `hostile${ESCAPE}31m\u0007.graphql`;
  const place = { file, line: 1, column: 1 };
  const finding = { level: 'error', kind: 'validation', message: 'No.', ...place, operations: [] } as const;
  const report = { operations: [], findings: [finding], failOn: 'error' } as unknown as Report;

  test.each([
    ['in the tables', told(report, undefined)],
    ['for GitHub', annotations(report)],
  ])('are told without that %s', (_, text) => {
    expect(text).toContain('hostile [31m .graphql');
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  test('are told so of a file that is not there, too', async () => {
    const { stderr, code } = await runCli(['document', 'check', files.path(file)]);
    expect(stderr).toContain('hostile [31m .graphql');
    expect(stderr).not.toContain(ESCAPE);
    expect(code).toBe(2);
  });
});

describe('registergraf document check', { timeout: 60_000 }, () => {
  mkdirSync(files.path('frontend'));
  const file = files.write('frontend/bad.graphql', BAD);
  files.write('frontend/gql.ts', MADE);
  files.write('frontend/page.tsx', 'const Page = graphql(`query Page { __typename }`);');

  test('prints tables and findings, names what it has not read, and ends with 1', async () => {
    const { code, stdout, stderr } = await runCli(['document', 'check', files.path('frontend')]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Operation +Calls +Persons +Gaps\nUnavailable +\$cprs, at most 1000 +yes +1 of 1$/m);
    expect(stdout).toContain(`✗ error  ${file}:4:5\n    Bad: Cannot query field "nothing" on type "Borger".\n`);
    expect(stdout).toContain('Unavailable: borgere.kontaktinformation leaves out KildeUtilgjengelig.');
    expect(stdout).toMatch(
      /\n2 operations: 1 error, 1 unavailable, 1 missing, 0 notice; 2 fail \(--fail-on unavailable\)\.\n$/,
    );
    expect(stdout).toContain(
      '\n\n... on Registerfeil { kode melding betydning } stands for every error, KildeUtilgjengelig too.\n\n',
    );
    expect(stdout).not.toContain(ESCAPE);
    expect(stderr).toBe(
      `! ${files.path('frontend/page.tsx')} holds documents that are not read: give codegen's manifest\n`,
    );
  });

  test('prints JSON of the shape that is written down', async () => {
    const { code, stdout, stderr } = await runCli([
      'document',
      'check',
      'examples/typed/persisted-documents.json',
      '--json',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout) as Report;
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(isAllWrittenDown(report), JSON.stringify(isAllWrittenDown.errors)).toBe(true);
    expect(report.operations.length).toBeGreaterThan(20);
    expect(isReport({ ...report, version: 2 })).toBe(false);
    expect(isReport({ ...report, more: 1 })).toBe(true);
  });

  test('reads standard input, and annotates as GitHub Actions wants it', async () => {
    const { code, stdout } = await runCli(['document', 'check', '-', '--github', '--fail-on', 'error'], { input: BAD });
    expect(code).toBe(1);
    expect(stdout).toContain(
      '::error file=-,line=4,col=5,title=registergraf%3A validation::Bad: Cannot query field "nothing" on type "Borger".\n',
    );
    expect(stdout).toContain('::warning file=-,line=9,col=5,title=registergraf%3A left-out::Unavailable: ');
  });

  test('ends with 2 where it is given what it does not read', async () => {
    const { code, stdout, stderr } = await runCli(['document', 'check', files.path('frontend/page.tsx')]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: .*page\.tsx is a program: documents in it are not read\./);
  });

  test('fits a terminal of 80 characters', async () => {
    const options = { schema: undefined, against: undefined, variables: {}, allowMissing: [], environment: {} };
    const report = await checkDocuments(['examples/operations'], { ...options, failOn: 'missing' });
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    const [table = '', scopes = ''] = told(report, 80).split('\n\n');
    expect(table.split('\n').length).toBeGreaterThan(report.operations.length);
    expect(`${table}\n${scopes}`.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(scopes).toContain('\nregistergraf:postkasse.read (of oneself: registergraf:own.read)\n');
    expect(scopes).toContain('\nregistergraf:postkasse.write\n');
    expect(table).toContain('OpprettOgVelgSikkerDigitalPostkasse ');
  });

  test('prints what stands in docs/frontend.md', async () => {
    const text = chapter('## A lint of documents', 'docs/frontend.md');
    const written = files.write('mailbox.graphql', block(text, 'graphql'));
    const options = { schema: undefined, against: undefined, variables: {}, allowMissing: [], environment: {} };
    const report = await checkDocuments([written], { ...options, failOn: 'unavailable' });
    expect(`${told(report, undefined).replaceAll(written, 'mailbox.graphql')}\n`).toBe(block(text, 'text'));
  });

  test('writes no second command, whatever files and messages hold', () => {
    const finding = { level: 'error', kind: 'validation', line: 1, column: 2 } as const;
    const findings = [{ ...finding, message: '100%\n::error::', file: 'a,b:c', operations: [] }];
    const limits = { depth: 1, tokens: 1, aliases: 1, calls: 1, fields: 1 };
    const report = { version: 1, schema: null, against: null, limits, failOn: 'error', fails: true } as const;
    expect(annotations({ ...report, operations: [], findings }).split('\n')[0]).toBe(
      '::error file=a%2Cb%3Ac,line=1,col=2,title=registergraf%3A validation::100%25%0A::error::',
    );
  });
});
