import { Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Download } from '../../../../wire/http/download.ts';
import { CopyError } from './copy-error.ts';
import { elementsOf } from './json-array.ts';
import { type RolesRow, rolesRow, type UnitRow, unitRow } from './rows.ts';
import { KIND } from './schema.ts';

export type BulkFile = 'units' | 'subUnits' | 'roles';
export type BulkRow = UnitRow | RolesRow;

/** What an error calls the files. */
export const BULK_TITLES: Readonly<Record<BulkFile, string>> = {
  units: 'the bulk file of units',
  subUnits: 'the bulk file of sub-units',
  roles: 'the bulk file of roles',
};

/** Below the base address. */
export const BULK_PATHS: Readonly<Record<BulkFile, string>> = {
  units: '/enheter/lastned',
  subUnits: '/underenheter/lastned',
  roles: '/roller/totalbestand',
};

/** How a gzip file begins. */
const GZIP = [0x1f, 0x8b] as const;
/** Bytes that are unzipped at a time. */
const UNZIP_CHUNK_BYTES = 256 * 1024;

/** A zipped body as its bytes; one that some proxy has unzipped as it is. Throws a CopyError where it is cut or damaged. */
export async function* unzipped(file: BulkFile, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const title = BULK_TITLES[file];
  let unzip: Gunzip | undefined;
  try {
    const pieces = body[Symbol.asyncIterator]();
    const { value: first } = await pieces.next();
    const source = Readable.from(again(first, pieces), { objectMode: false });
    // By the first bytes, whatever the headers say.
    if (!first || first[0] !== GZIP[0] || first[1] !== GZIP[1]) return yield* source;
    unzip = createGunzip({ chunkSize: UNZIP_CHUNK_BYTES });
    source.once('error', (error) => unzip?.destroy(error));
    yield* source.pipe(unzip);
  } catch (error) {
    const { name, code, message } = error as Error & { code?: string };
    if (name === 'DownloadError') throw new CopyError(`${title} could not be read to its end: ${message}`);
    if (code === 'Z_BUF_ERROR') throw new CopyError(`${title} has been cut`);
    if (code?.startsWith('Z_')) throw new CopyError(`${title} is no gzip file, or damaged`);
    throw error;
  } finally {
    unzip?.destroy();
  }
}

async function* again(first: Buffer | undefined, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (!first) return;
  yield first;
  try {
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The rows of a file's elements, some at a time. */
export async function* rowsOf(file: BulkFile, pieces: AsyncIterable<Buffer>): AsyncGenerator<BulkRow[]> {
  const title = BULK_TITLES[file];
  const read = readerOf(file);
  let count = 0;
  for await (const elements of elementsOf(pieces, title)) {
    yield elements.map((bytes) => {
      count += 1;
      return read(parse(bytes, title, count), title);
    });
  }
}

function readerOf(file: BulkFile): (element: unknown, title: string) => BulkRow {
  if (file === 'roles') return rolesRow;
  const kind = KIND[file === 'units' ? 'unit' : 'subUnit'];
  return (element, title) => unitRow(element, kind, title);
}

function parse(bytes: Buffer, title: string, count: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new CopyError(`${title} holds something that is no JSON, at element ${count}`);
  }
}

/**
 * When a file was made: the register writes Last-Modified as Java writes a date ("Fri Sep 11 04:27:17 CEST 2026"), not as HTTP
 * wants it. Undefined where it says nothing that can be read.
 */
export function madeAt({ headers }: Pick<Download, 'headers'>): Date | undefined {
  const written = headers['last-modified'];
  if (typeof written !== 'string') return undefined;
  const java = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}:\d{2}:\d{2}) (CEST|CET|UTC|GMT) (\d{4})$/.exec(written);
  const [, month, day, time, zone = '', year] = java ?? [];
  const text = java ? `${day} ${month} ${year} ${time} ${OFFSETS[zone]}` : written;
  const at = /\d{4}/.test(text) ? new Date(text) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}

const OFFSETS: Readonly<Record<string, string>> = { CEST: '+0200', CET: '+0100', UTC: '+0000', GMT: '+0000' };
