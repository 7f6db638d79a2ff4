import type { CodegenConfig } from '@graphql-codegen/cli';

/** The typed documents of a frontend, made from the printed schema and the example operations alone. */
const config: CodegenConfig = {
  schema: 'schema/registergraf.graphql',
  documents: ['examples/operations/**/*.graphql'],
  generates: {
    'examples/typed/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
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
    },
  },
};

export default config;
