import { parse, print, printSchema } from 'graphql';
import { printCatalogueJson, printCatalogueTypeScript, printKildeTypeScript } from './client-catalogue.ts';
import { printPossibleTypes } from './possible-types.ts';
import { printFeilkoder } from './feilkoder.ts';
import { apiSchema, schema } from './schema.ts';
import { printSubgraph } from '../graph-kit/subgraph.ts';

/** A file that is generated from the code and committed. */
export interface Generated {
  /** Its path, from the project's root. */
  readonly name: string;
  readonly text: string;
  /** Whether a file says the same; the formatter may have laid it out in its own way. */
  isSame(file: string): boolean;
}

export const GENERATED: readonly Generated[] = [
  generated('schema/registergraf.graphql', `${printSchema(apiSchema)}\n`, layOutSdl),
  generated('schema/subgraph.graphql', printSubgraph(schema), layOutSdl),
  generated('schema/feilkoder.md', printFeilkoder(), layOutTables),
  generated('schema/feilkoder.json', printCatalogueJson(), layOutJson),
  // The package of frontends is packed from its own folder alone.
  generated('client/schema.graphql', `${printSchema(apiSchema)}\n`, layOutSdl),
  generated('client/feilkoder.json', printCatalogueJson(), layOutJson),
  generated('client/possible-types.json', printPossibleTypes(apiSchema), layOutJson),
  generated('client/src/feilkoder.ts', printCatalogueTypeScript(), (text) => text),
  generated('client/src/kilde.ts', printKildeTypeScript(), (text) => text),
];

function generated(name: string, text: string, layOut: (text: string) => string): Generated {
  return { name, text, isSame: (file) => file !== '' && layOut(file) === layOut(text) };
}

/** A document with tables, however wide the formatter has made their columns. */
export function layOutTables(text: string): string {
  return text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
}

function layOutJson(text: string): string {
  return JSON.stringify(JSON.parse(text));
}

function layOutSdl(text: string): string {
  return print(parse(text));
}
