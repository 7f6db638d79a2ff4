import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import { CliError } from '../errors.ts';
import { note, oneLine } from '../output.ts';
import { WrittenDocument } from './written.ts';
import { type Manifest, readManifest } from './manifest.ts';

export interface Read {
  /** Operations, and fragments that operations of other files may use. */
  readonly files: readonly WrittenDocument[];
  readonly manifests: readonly Manifest[];
}

const DOCUMENT = /\.(?:graphql|gql)$/;
const MANIFEST = /\.json$/;
const PROGRAM = /\.[cm]?[jt]sx?$/;
/** Neither is a frontend's own. */
const NOT_LOOKED_INTO = /^(?:\..*|node_modules)$/;

const NO_PROGRAMS = `is a program: documents in it are not read.
Give the manifest that codegen makes of them, or keep them in .graphql files`;

/** Reads files, the documents of folders and all below them, manifests (.json), and standard input (-). */
export async function readDocuments(paths: readonly string[]): Promise<Read> {
  const files = new Map<string, WrittenDocument>();
  const manifests: Manifest[] = [];
  for (const path of new Set(paths)) {
    if (path === '-') files.set(path, new WrittenDocument(await readStream(process.stdin), '-'));
    else if ((await kindOf(path)) === 'folder') {
      for (const file of await documentsIn(path)) files.set(file, new WrittenDocument(await readText(file), file));
    } else if (MANIFEST.test(path)) manifests.push(readManifest(await readText(path), path));
    else if (PROGRAM.test(path)) throw new CliError(`${path} ${NO_PROGRAMS}`);
    else files.set(join(path), new WrittenDocument(await readText(path), join(path)));
  }
  return { files: [...files.values()], manifests };
}

async function kindOf(path: string): Promise<'file' | 'folder'> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new CliError(`there is no ${path}`);
  return found.isDirectory() ? 'folder' : 'file';
}

async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliError(`the file ${file} cannot be read`);
  });
  // An editor may have put a byte order mark at its head.
  return text.replace(/^\uFEFF/, '');
}

/** By the alphabet. Programs that hold documents are told of, for they are left unread. */
async function documentsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const programs: string[] = [];
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => {
      throw new CliError(`the folder ${path} cannot be read`);
    });
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!NOT_LOOKED_INTO.test(entry.name)) await visit(inside);
      } else if (DOCUMENT.test(entry.name)) found.push(inside);
      else if (PROGRAM.test(entry.name)) programs.push(inside);
    }
  };
  await visit(folder);
  const holding: string[] = [];
  for (const program of programs) if (holdsDocument(await readText(program))) holding.push(program);
  const [first] = holding;
  if (first) {
    const others = holding.length > 1 ? ` and ${holding.length - 1} more` : '';
    note(
      `! ${oneLine(first)}${others} ${holding.length > 1 ? 'hold' : 'holds'} documents that are not read: give codegen's manifest`,
    );
  }
  return found;
}

/**
 * A tag or a call as graphql-codegen, urql and Apollo have them. What codegen makes tells of it in a comment. Comments are sought line by
 * line: blanks of several lines would be gone through from each of them.
 */
function holdsDocument(program: string): boolean {
  return DOCUMENT_IN_PROGRAM.test(program.replace(/^[\t ]*(?:\/\/|\/?\*).*$/gm, ''));
}

const DOCUMENT_IN_PROGRAM =
  /\b(?:gql|graphql)\s*(?:\(\s*)?(?:\/\*[^*]*\*\/\s*)?`\s*(?:#.*\n\s*)*(?:query|mutation|subscription|fragment|\{)/;
