import { writeFile } from 'node:fs/promises';
import { printSchema } from 'graphql';
import { printFeilkoder } from './feilkoder.ts';
import { schema } from './schema.ts';

const folder = new URL('../../schema/', import.meta.url);

/** Writes what is generated from the code and committed: `npm run codegen`. */
await writeFile(new URL('registergraf.graphql', folder), `${printSchema(schema)}\n`);
await writeFile(new URL('feilkoder.md', folder), printFeilkoder(schema));
