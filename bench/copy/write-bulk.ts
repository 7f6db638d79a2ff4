import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { madeUpRoles, madeUpSubUnit, madeUpUnit, numbers } from '../../test/sources/enhet/copy/made-up.ts';

// Bulk files in the register's form: one JSON array, indented, gzipped.

const PIECE_CHARS = 1024 * 1024;

export interface Sizes {
  readonly units: number;
  readonly subUnits: number;
}

/** Writes the three files, and tells how many elements each has. */
export async function writeBulkFiles(folder: string, { units, subUnits }: Sizes): Promise<void> {
  await write(
    `${folder}/units.gz`,
    elements(numbers('units', units), (number) => madeUpUnit(number)),
  );
  const parents = [...numbers('units', Math.min(units, 50_000))];
  const parentOf = (number: string) => parents[Number(number.slice(3, 8)) % parents.length] ?? '';
  await write(
    `${folder}/sub-units.gz`,
    elements(numbers('subUnits', subUnits), (number) => madeUpSubUnit(number, parentOf(number))),
  );
  await write(
    `${folder}/roles.gz`,
    elements(numbers('units', units), (number) => madeUpRoles(number, parentOf(number))),
  );
}

function* elements(all: Iterable<string>, make: (number: string) => unknown): Generator<string> {
  let text = '';
  let separator = '[ ';
  for (const number of all) {
    text += separator + JSON.stringify(make(number), null, 2);
    separator = ', ';
    if (text.length < PIECE_CHARS) continue;
    yield text;
    text = '';
  }
  yield `${text} ]`;
}

async function write(file: string, text: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(text), createGzip({ level: 1 }), createWriteStream(file));
}

const [folder, units, subUnits] = process.argv.slice(2);
if (folder) await writeBulkFiles(folder, { units: Number(units), subUnits: Number(subUnits) });
