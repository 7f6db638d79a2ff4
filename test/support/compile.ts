import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, parse, print, visit } from 'graphql';
import codegen from '../../codegen.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The member that no frontend has heard of. */
export const NEW_MEMBER = 'NyttSvar';

export interface Compilation {
  /** Default: an error, which the catalogue knows too, as if a register had documented a new code. */
  readonly as?: 'feil' | 'data';
  /** The compiler's configuration, which must be among the files or be the root's. */
  readonly project?: string;
  /** What a developer then does to a file, by its path. */
  readonly edit?: Readonly<Record<string, (text: string) => string>>;
}

/**
 * Compiles a frontend against the types that codegen makes of the graph when these unions of it have one more member, and returns
 * the compiler's errors. Files and folders are paths from the root; they are compiled in a copy, beside `registergraf-client`
 * and everything that codegen.ts generates.
 */
export function compileWithOneMoreMember(
  unions: string | readonly string[],
  files: readonly string[],
  { as = 'feil', ...how }: Compilation = {},
): Promise<string[]> {
  return compile(files, how, { as, unions: [unions].flat() });
}

/** The same, with the graph as it is. */
export function compileAsIs(files: readonly string[], how: Omit<Compilation, 'as'> = {}): Promise<string[]> {
  return compile(files, how);
}

/** Compiles files of a frontend, given by their texts, beside `registergraf-client` and nothing else; returns the errors. */
export async function compileTexts(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const copy = await copyOf([]);
  try {
    for (const [file, text] of Object.entries(texts)) await write(copy, file, text);
    return await errorsOf(copy, 'tsconfig.json');
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

interface OneMore {
  readonly as: 'feil' | 'data';
  readonly unions: readonly string[];
}

async function compile(
  files: readonly string[],
  { project = 'tsconfig.json', edit = {} }: Compilation,
  more?: OneMore,
): Promise<string[]> {
  const copy = await copyOf(files);
  try {
    for (const [file, change] of Object.entries(edit)) await write(copy, file, change(await read(file)));

    const sdl = parse(await read('schema/registergraf.graphql'));
    const schema = print(more ? withOneMoreMember(sdl, more) : sdl);
    if (more?.as === 'feil')
      await write(copy, 'client/src/feilkoder.ts', withOneMoreCode(await read('client/src/feilkoder.ts')));
    const generated = await generate({ ...codegen, schema, cwd: ROOT, silent: true, errorsOnly: true }, false);
    for (const { filename, content } of generated) await write(copy, filename, content);

    return await errorsOf(copy, project);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The client package with its configuration, and these files and folders, in a folder of their own. */
async function copyOf(files: readonly string[]): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'registergraf-compile-'));
  for (const file of ['package.json', 'tsconfig.json', 'client/package.json', 'client/src', ...files]) {
    await cp(join(ROOT, file), join(copy, file), { recursive: true });
  }
  await linkPackages(copy);
  return copy;
}

/** All packages that are installed here, but for the client package, which is the copy's own. */
async function linkPackages(copy: string): Promise<void> {
  const modules = join(copy, 'node_modules');
  await mkdir(modules);
  const isPackage = (name: string) => !name.startsWith('.') && name !== 'registergraf-client';
  const names = (await readdir(join(ROOT, 'node_modules'))).filter(isPackage);
  await Promise.all(names.map((name) => symlink(join(ROOT, 'node_modules', name), join(modules, name), 'junction')));
  await symlink(join(copy, 'client'), join(modules, 'registergraf-client'), 'junction');
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

function read(file: string): Promise<string> {
  return readFile(join(ROOT, file), 'utf8');
}

function withOneMoreMember(sdl: DocumentNode, { as, unions }: OneMore): DocumentNode {
  const name = { kind: Kind.NAME, value: NEW_MEMBER } as const;
  const found = new Set<string>();
  let member: ObjectTypeDefinitionNode | undefined;
  const extended = visit(sdl, {
    InterfaceTypeDefinition: ({ name: { value }, fields = [] }) => {
      if (value !== 'Registerfeil') return;
      const interfaces = as === 'feil' ? [{ kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value } } as const] : [];
      member = { kind: Kind.OBJECT_TYPE_DEFINITION, name, interfaces, fields };
    },
    UnionTypeDefinition: (node) => {
      if (!unions.includes(node.name.value)) return;
      found.add(node.name.value);
      return { ...node, types: [...(node.types ?? []), { kind: Kind.NAMED_TYPE, name }] };
    },
  });
  if (found.size < unions.length || !member) throw new Error(`the graph lacks one of the unions ${unions}`);
  return { ...extended, definitions: [...extended.definitions, member] };
}

function withOneMoreCode(catalogue: string): string {
  const end = '] as const satisfies readonly DokumentertFeil[];';
  if (!catalogue.includes(end)) throw new Error('the catalogue does not end as expected');
  const row = { kilde: 'STAR', kode: '9999', type: NEW_MEMBER, avledet: false, dokumentertTekst: '', betydning: '' };
  const rest = { kanProevesIgjen: false, operations: [], felter: [] };
  return catalogue.replace(end, `${JSON.stringify({ ...row, ...rest })},\n${end}`);
}

/** One text an error, with everything that the compiler says of it. */
function errorsOf(folder: string, project: string): Promise<string[]> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [tsc, '--noEmit', '--pretty', 'false', '-p', project],
      { cwd: folder },
      (error, stdout) => {
        if (error && !stdout.includes('error TS')) reject(error);
        else resolve(stdout.split(/\n(?=\S)/).filter((text) => text.includes('error TS')));
      },
    );
  });
}
