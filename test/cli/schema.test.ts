import { buildClientSchema, buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { apiSchema, schema } from '../../src/graph/schema.ts';
import { printSubgraph } from '../../src/graph-kit/subgraph.ts';
import { createFiles } from '../support/certificates.ts';
import { ESCAPE, runCli } from '../support/cli.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const SDL = printSchema(apiSchema);

/** What somebody holds who made a client before something changed. */
const held = (name: string, from: string | RegExp, to: string) => {
  const text = SDL.replace(from, to);
  if (text === SDL) throw new Error(`nothing to replace: ${from}`);
  return files.write(name, text);
};

describe('registergraf schema', { timeout: 60_000 }, () => {
  test('print gives the schema as SDL, and as the answer to introspection', async () => {
    const sdl = await runCli(['schema', 'print']);
    expect(sdl).toEqual({ code: 0, stderr: '', stdout: `${SDL}\n` });
    const json = await runCli(['schema', 'print', '--format', 'json']);
    const sorted = (text: string) => printSchema(lexicographicSortSchema(buildSchema(text)));
    expect(sorted(printSchema(buildClientSchema(JSON.parse(json.stdout).data)))).toBe(sorted(SDL));
  });

  test('print gives the subgraph that a router composes', async () => {
    expect(await runCli(['schema', 'print', '--subgraph'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `${printSubgraph(schema).trimEnd()}\n`,
    });
    expect((await runCli(['schema', 'print', '--subgraph', '--format', 'json'])).code).toBe(2);
  });

  test('check says nothing has changed of the schema that is committed', async () => {
    const ran = await runCli(['schema', 'check', 'schema/registergraf.graphql']);
    expect(ran).toEqual({ code: 0, stderr: '', stdout: 'Nothing has changed.\n' });
  });

  test('check reads the schema of the subgraph, too, whose own directives no client can use', async () => {
    const sdl = printSubgraph(schema).replace(/^(type Enhet @key.*\{)$/m, '$1\n  nedlagt: Boolean @shareable');
    const file = files.write('subgraph.graphql', sdl);
    expect(await runCli(['schema', 'check', file])).toEqual({
      code: 1,
      stderr: '',
      stdout: `✗ breaking   Enhet.nedlagt: Field 'nedlagt' was removed from object type 'Enhet'\n1 breaking, 0 dangerous, 0 safe.\n`,
    });
  });

  test('check ends with 1 where an operation would break, and says where', async () => {
    const file = held('breaking.graphql', 'type Enhet {', 'type Enhet {\n  nedlagt: Boolean');
    const { code, stdout } = await runCli(['schema', 'check', file]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ breaking +Enhet\.nedlagt: /m);
    expect(stdout).toMatch(/\n1 breaking, 0 dangerous, 0 safe\.\n$/);
    expect(stdout).not.toContain(ESCAPE);
    const json = await runCli(['schema', 'check', file, '--json'], { env: { FORCE_COLOR: '1' } });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toEqual([
      { level: 'breaking', path: 'Enhet.nedlagt', message: expect.stringContaining('nedlagt') },
    ]);
  });

  test('check tells a new member of a union as dangerous, which fails where that is asked for', async () => {
    const file = held('dangerous.graphql', /^(union BasisdataResultat = .*?) \| EnhetSlettet\b/m, '$1');
    const [mild, strict, piped] = await Promise.all([
      runCli(['schema', 'check', file], { env: { FORCE_COLOR: '1' } }),
      runCli(['schema', 'check', file, '--fail-on-dangerous']),
      runCli(['schema', 'check', '-', '--json'], { input: SDL.replace(/ \| EnhetSlettet\b/, '') }),
    ]);
    expect([mild.code, strict.code, piped.code]).toEqual([0, 1, 0]);
    expect(strict.stdout).toMatch(/^! dangerous +BasisdataResultat: .*EnhetSlettet/m);
    expect(mild.stdout).toContain(ESCAPE);
    expect(JSON.parse(piped.stdout)).toEqual([expect.objectContaining({ level: 'dangerous' })]);
  });

  test('check counts what is safe, and lists it where that is asked for', async () => {
    const file = held('safe.graphql', /^"""[^"]*"""\n(?=scalar DateTime\b)/m, '');
    const [counted, listed] = await Promise.all([
      runCli(['schema', 'check', file]),
      runCli(['schema', 'check', file, '--safe']),
    ]);
    expect(counted.stdout).toBe('0 breaking, 0 dangerous, 1 safe (--safe lists them).\n');
    expect(listed.stdout).toMatch(/^✓ safe +DateTime: [^\n]+\n0 breaking, 0 dangerous, 1 safe\.\n$/);
  });

  test('what cannot be read, or is no schema, is one line and ends with 2', async () => {
    const ran = await Promise.all([
      runCli(['schema', 'check', files.path('nowhere.graphql')]),
      runCli(['schema', 'check', files.write('query.graphql', 'query { a }')]),
      runCli(['schema', 'check', files.write('broken.graphql', 'type {')]),
      runCli(['schema', 'print', '--format', 'xml']),
    ]);
    expect(ran.map(({ code, stdout }) => [code, stdout])).toEqual(ran.map(() => [2, '']));
    for (const { stderr } of ran.slice(0, 3)) expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });
});
