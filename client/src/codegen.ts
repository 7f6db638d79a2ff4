import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

/** The same in and out. */
const as = <const Type extends string>(type: Type) => ({ input: type, output: type });

/** Those that graphql-codegen does not know, or takes for more than the graph does: an ID may be a number there. */
const SCALARS = {
  ID: as('string'),
  Date: as('string'),
  DateTime: as('string'),
  // What a gateway’s address tells beside the graph, for federation routers. No document of a frontend has it.
  _Any: as('unknown'),
} as const;

/**
 * What a frontend may want otherwise.
 *
 * @example
 * ```ts
 * import { type TypedDocumentsOptions, typedDocuments } from 'registergraf-client/codegen';
 *
 * // For a program that is compiled by tsc and run by Node.
 * const options: TypedDocumentsOptions = { importExtension: '.js' };
 *
 * export const generates = { 'src/graph/': typedDocuments('src/*.graphql', options) };
 * ```
 */
export interface TypedDocumentsOptions {
  /**
   * How the generated files name each other: '' for bundlers, which is the default, '.ts' where Node runs them as they are, '.js' for what tsc
   * writes.
   */
  readonly importExtension?: '' | '.ts' | '.js';
  /** The types of scalars that another graph behind the same address has, as graphql-codegen takes them. */
  readonly scalars?: Readonly<Record<string, string | { readonly input: string; readonly output: string }>>;
}

/**
 * Settings of graphql-codegen for one folder: types of the answers for `matchResultat`, documents with `__typename` in them and with their ids,
 * and `persisted-documents.json`, the manifest for a gateway’s `DOCUMENTS`. Needs `@graphql-codegen/cli` and `@graphql-codegen/client-preset`.
 *
 * `documents` are files or patterns, as graphql-codegen takes them: `.graphql`, or TypeScript with `graphql(…)` in it.
 *
 * @example
 * ```ts
 * import type { CodegenConfig } from '@graphql-codegen/cli';
 * import { typedDocuments } from 'registergraf-client/codegen';
 *
 * const config: CodegenConfig = {
 *   // Or the address of a gateway in the profile open: http://127.0.0.1:4000/graphql
 *   schema: 'node_modules/registergraf-client/schema.graphql',
 *   generates: { 'src/graph/': typedDocuments('src/*.graphql') },
 * };
 *
 * export default config;
 * ```
 */
export function typedDocuments(
  documents: string | readonly string[],
  { importExtension = '', scalars = {} }: TypedDocumentsOptions = {},
) {
  return {
    documents: typeof documents === 'string' ? [documents] : [...documents],
    preset: 'client' as const,
    presetConfig: {
      fragmentMasking: false,
      // Each document carries its id, and its text as well: a client sends the one or the other.
      persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
    },
    // A client cannot add to a persisted document what its cache, and the generated types, count on.
    documentTransforms: [addTypenameSelectionDocumentTransform],
    config: {
      importExtension,
      useTypeImports: true,
      nonOptionalTypename: true,
      strictScalars: true,
      scalars: { ...SCALARS, ...scalars },
    },
  };
}
