import { printSubgraphSchema } from '@apollo/subgraph';
import { parse, print, printSchema } from 'graphql';
import { printFeilkoder } from './feilkoder.ts';
import { apiSchema, schema } from './schema.ts';

/** A file that is generated from the code and committed, below `schema/`. */
export interface Generated {
  readonly name: string;
  readonly text: string;
  /** Whether a file says the same; the formatter may have laid it out in its own way. */
  isSame(file: string): boolean;
}

export const GENERATED: readonly Generated[] = [
  generated('registergraf.graphql', `${printSchema(apiSchema)}\n`, layOutSdl),
  generated('subgraph.graphql', `${printSubgraphSchema(schema)}\n`, layOutSdl),
  generated('feilkoder.md', printFeilkoder(), (text) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---')),
];

function generated(name: string, text: string, layOut: (text: string) => string): Generated {
  return { name, text, isSame: (file) => file !== '' && layOut(file) === layOut(text) };
}

function layOutSdl(text: string): string {
  return print(parse(text));
}
