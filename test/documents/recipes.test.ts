import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Kind, validate } from 'graphql';
import { loadConfig } from 'graphql-config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documents as manifest } from '../../src/config/documents.ts';
import { chooseDocuments } from '../../src/documents.ts';
import { schema } from '../../src/graph/schema.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { packClient, unpack } from '../support/client-package.ts';
import { runCli } from '../support/cli.ts';
import { exampleDocuments, type RunningGateway, startGateway } from '../support/gateway.ts';
import { blocks, chapter, ROOT, read } from './papers.ts';
import { recipeFiles, recipePackages, recipeRun } from './recipes.ts';

// A frontend from an empty folder, of the very blocks of docs/frontend.md, against a gateway. Nothing is installed but the packages that the
// paper names; they come from this project's own.

const ADDRESS = 'http://127.0.0.1:4000';

const files = recipeFiles();
const { commands, output } = recipeRun();
const [first = ''] = output.split('\n');

let folder: string;
let frontend: string;
let open: RunningGateway;
/** Takes no text, and has loaded the manifest that the recipe's codegen has written. */
let production: RunningGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registergraf-recipes-'));
  frontend = join(folder, 'frontend');
  const [packed] = await Promise.all([packClient(folder), start(), write(), link()]);
  await unpack(packed, join(frontend, 'node_modules/registergraf-client'));
  expect(await run('npx graphql-codegen')).toMatchObject({ code: 0 });
  const own = manifest().parse(join(frontend, 'src/graph/persisted-documents.json'));
  const documents = chooseDocuments({ documents: own, sandbox: false, profile: 'production' }, schema);
  production = await startGateway({ profile: PROFILES.production, documents });
}, 120_000);
afterAll(async () => {
  await Promise.all([open.close(), production.close(), rm(folder, { recursive: true, force: true })]);
});

async function start(): Promise<void> {
  open = await startGateway();
}

async function write(): Promise<void> {
  await mkdir(join(frontend, 'src'), { recursive: true });
  await writeFile(join(frontend, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of files) await writeFile(join(frontend, name), text);
}

async function link(): Promise<void> {
  for (const name of recipePackages()) {
    const place = join(frontend, 'node_modules', name);
    await mkdir(dirname(place), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), place, 'junction');
  }
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the paper in the frontend's folder; `npx` finds the programs of the packages that the paper installs. */
async function run(command: string): Promise<Ended> {
  const [program = '', ...words] = command.split(' ');
  const args = program === 'npx' ? [await findProgram(words[0] ?? ''), ...words.slice(1)] : words;
  if (!['npx', 'node'].includes(program)) throw new Error(`not known here: ${command}`);
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: frontend }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

async function findProgram(name: string): Promise<string> {
  for (const folder of recipePackages()) {
    const place = join(frontend, 'node_modules', folder);
    const { bin = {} } = JSON.parse(await readFile(join(place, 'package.json'), 'utf8'));
    if (typeof bin === 'object' && bin[name]) return join(place, bin[name]);
  }
  throw new Error(`no package that the paper installs has the program ${name}`);
}

/** Runs one of the files, against this gateway, with what somebody has changed in it. */
async function ask(name: string, gateway: RunningGateway, edit = (text: string) => text): Promise<string> {
  const text = files.get(`src/${name}.ts`) ?? '';
  expect(text).toContain(`${ADDRESS}/graphql`);
  const copy = `src/${name}-${Math.random().toString(36).slice(2)}.ts`;
  await writeFile(join(frontend, copy), edit(text).replaceAll(ADDRESS, gateway.url));
  const { code, stdout, stderr } = await run(`node ${copy}`);
  await rm(join(frontend, copy));
  return code === 0 ? stdout : stderr;
}

const without = (line: RegExp) => (text: string) => {
  expect(text).toMatch(line);
  return text.replace(line, '');
};

test('the recipes are there', () => {
  const asking = [...files.keys()].filter((name) => /with-|by-id-/.test(name)).sort();
  expect(asking).toEqual(
    ['by-id-apollo', 'by-id-urql', 'with-apollo', 'with-fetch', 'with-urql'].map((name) => `src/${name}.ts`),
  );
  expect(commands).toEqual(['npx graphql-codegen', 'npx tsc', 'node src/with-fetch.ts']);
});

describe('the frontend', () => {
  test('compiles as it stands, all of its files', async () => {
    expect(await run('npx tsc')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('does not compile where an answer is not handled, as the paper says', async () => {
    const text = files.get('src/mailbox.ts') ?? '';
    const edited = without(/ +BrukerIkkeFunnet: .*\n/)(without(/ +Registerfeil: .*\n/)(text));
    await writeFile(join(frontend, 'src/mailbox.ts'), edited);
    const { code, stdout } = await run('npx tsc');
    await writeFile(join(frontend, 'src/mailbox.ts'), text);
    expect(code).not.toBe(0);
    expect(stdout).toContain('BrukerIkkeFunnet');
  });

  test.each(['with-fetch', 'with-urql', 'with-apollo'])('is answered as the paper says, %s', async (name) => {
    expect(await ask(name, open)).toBe(output);
  });

  test.each(['by-id-urql', 'by-id-apollo'])('is answered by its ids where no text is taken, %s', async (name) => {
    expect(await ask(name, production)).toBe(`${first}\n`);
  });
});

describe('whoever leaves a setting out', () => {
  test('reads its name, of urql', async () => {
    expect(await ask('with-urql', open, without(/ +preferGetMethod: false,\n/))).toContain('preferGetMethod: false');
    expect(await ask('by-id-urql', production, without(/ +preferGetForPersistedQueries: false,\n/))).toContain(
      'preferGetForPersistedQueries: false',
    );
  });

  test('loses what is selected on an interface, of Apollo Client', async () => {
    expect(await ask('with-apollo', open, without(/\{ possibleTypes \}/))).toContain('undefined: undefined');
  });

  test('reads that the gateway’s manifest lacks the document', async () => {
    const gateway = await startGateway({ profile: PROFILES.production, documents: exampleDocuments() });
    try {
      const said = await ask('by-id-urql', gateway);
      expect(said).toContain('The manifest that this gateway has loaded (DOCUMENTS) lacks the document');
    } finally {
      await gateway.close();
    }
  });
});

describe('what stands in the frontend’s folder beside its files', () => {
  test('has an editor find the graph and the operations, as .graphqlrc.yml of the paper says', async () => {
    const [settings = '', ...others] = blocks(read('docs/frontend.md'), 'yaml').filter((text) => /^schema:/.test(text));
    expect(others).toEqual([]);
    await writeFile(join(frontend, '.graphqlrc.yml'), settings);
    const project = (await loadConfig({ rootDir: frontend, throwOnMissing: true }))?.getDefault();
    if (!project) throw new Error('no project');
    const [graph, documents] = [await project.getSchema(), await project.getDocuments()];
    const definitions = documents.flatMap(({ document }) => document?.definitions ?? []);
    expect(definitions).toHaveLength([...files.keys()].filter((name) => name.endsWith('.graphql')).length);
    expect(validate(graph, { kind: Kind.DOCUMENT, definitions })).toEqual([]);
  });

  test('passes the steps that CI takes, against the schema that the gateway serves', async () => {
    const [steps = ''] = blocks(chapter('## A lint of documents', 'docs/frontend.md'), 'yaml');
    const lines = [...steps.matchAll(/^- run: npx registergraf (.+)$/gm)].map(([, words = '']) => words);
    expect(lines).toHaveLength(2);
    for (const words of lines) {
      const here = words.replace('https://registergraf.example', open.url).split(' ');
      expect(await runCli(here, { cwd: frontend }), words).toMatchObject({ code: 0, stderr: '' });
    }
  });
});
