import type { CodegenConfig } from '@graphql-codegen/cli';
// The package's own sources: codegen runs before anything is built.
import { typedDocuments } from './client/src/codegen.ts';

/** Node runs the files as they are, so an import names the file that stands there. */
const options = { importExtension: '.ts' } as const;

/** The typed documents of the frontends, made from the printed schema and their operations alone. */
const config: CodegenConfig = {
  schema: 'schema/registergraf.graphql',
  generates: {
    'examples/typed/': typedDocuments('examples/operations/**/*.graphql', options),
    'examples/web/src/graph/': typedDocuments('examples/web/src/**/*.graphql', options),
  },
};

export default config;
