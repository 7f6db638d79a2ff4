import { readFileSync } from 'node:fs';
import type { ReadFile } from '../domain/read-file.ts';

/** The bytes of a file, or the error that reading it ended with. */
export type Content = Buffer | Error;

/** What the configuration is read from beside the environment, and which part of it reads which file. */
export interface ConfigFiles {
  /** Reads for this part: the noun of a source, or one of `PARTS`. */
  readonly of: (part: string) => ReadFile;
  /** What has been read so far, by the names of the files. */
  readonly read: ReadonlyMap<string, Content>;
  /** Which files have been read for the part. */
  filesOf(part: string): ReadonlySet<string>;
  /** The parts that have read any file. */
  parts(): readonly string[];
}

/** The parts that are no source. What is `start` is not read again while the gateway runs. */
export const PARTS = { tokens: 'tokens', documents: 'documents', router: 'router', start: 'start' } as const;

/** As a message between processes, which live on one machine and under one user. */
export type FilesAsText = Readonly<Record<string, string>>;

export function toText(read: ReadonlyMap<string, Content>): FilesAsText {
  const entries = [...read].flatMap(([file, content]) => (content instanceof Buffer ? [[file, content] as const] : []));
  return Object.fromEntries(entries.map(([file, content]) => [file, content.toString('base64')]));
}

export function fromText(files: FilesAsText = {}): ReadonlyMap<string, Content> {
  return new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text, 'base64')]));
}

/** Reads each file once, from these contents where it is among them, else from the disk. */
export function createConfigFiles(known: ReadonlyMap<string, Content> = new Map()): ConfigFiles {
  const read = new Map<string, Content>();
  const byPart = new Map<string, Set<string>>();
  return {
    read,
    of: (part) => (path) => {
      const files = byPart.get(part) ?? new Set();
      byPart.set(part, files.add(path));
      const content = read.get(path) ?? known.get(path) ?? readNow(path);
      read.set(path, content);
      if (content instanceof Error) throw content;
      return content;
    },
    filesOf: (part) => byPart.get(part) ?? new Set(),
    parts: () => [...byPart.keys()],
  };
}

function readNow(path: string): Content {
  try {
    return readFileSync(path);
  } catch (error) {
    return error instanceof Error ? error : new Error('the file cannot be read');
  }
}

export function isSame(one: Content | undefined, other: Content | undefined): boolean {
  return one instanceof Buffer && other instanceof Buffer ? one.equals(other) : codeOf(one) === codeOf(other);
}

function codeOf(content: Content | undefined): unknown {
  return content instanceof Error ? ('code' in content ? content.code : content.name) : content;
}
