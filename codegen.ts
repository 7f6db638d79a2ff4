import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

/** Typed documents: of the graph, of these operations and of nothing else. */
const typed = (documents: string) =>
  ({
    documents: [documents],
    preset: 'client',
    presetConfig: {
      fragmentMasking: false,
      // Each document carries its id, and its text as well: a client sends the one or the other.
      persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
    },
    // A client cannot add to a persisted document what its cache, and the generated types, count on.
    documentTransforms: [addTypenameSelectionDocumentTransform],
    config: {
      // Node runs the files as they are, so an import names the file that stands there.
      importExtension: '.ts',
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: false,
      nonOptionalTypename: true,
      strictScalars: true,
      scalars: {
        ID: { input: 'string', output: 'string' },
        Date: { input: 'string', output: 'string' },
        DateTime: { input: 'string', output: 'string' },
      },
    },
  }) satisfies CodegenConfig['generates'][string];

/** The typed documents of the frontends, made from the printed schema and their operations alone. */
const config: CodegenConfig = {
  schema: 'schema/registergraf.graphql',
  generates: {
    'examples/typed/': typed('examples/operations/**/*.graphql'),
    'examples/web/src/graph/': typed('examples/web/src/**/*.graphql'),
  },
};

export default config;
