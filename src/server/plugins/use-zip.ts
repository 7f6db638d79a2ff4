import type { DocumentNode } from 'graphql';
import { touchesPersonalData } from '../checks/personal-data.ts';
import type { GatewayPlugin } from '../context.ts';

/**
 * Says which answers may be zipped: those without a person in them, and without an error. The length of what is zipped tells something of
 * its content to whoever can have a piece of their own put beside it (BREACH): an alias or a key does that here, and so does what an error
 * repeats.
 */
export function useZip(): GatewayPlugin {
  const known = new WeakMap<DocumentNode, boolean>();
  return {
    onExecute({ args: { document, schema, contextValue } }) {
      if (!contextValue.answer.takesGzip) return;
      const isPersonal = known.get(document) ?? touchesPersonalData(document, schema);
      known.set(document, isPersonal);
      contextValue.answer.mayBeZipped = !isPersonal;
    },
    onResultProcess({ result, serverContext }) {
      const isWhole = !Array.isArray(result) && !(Symbol.asyncIterator in result) && !result.errors?.length;
      serverContext.answer.isWhole = isWhole;
      if (!isWhole) serverContext.answer.mayBeZipped = false;
    },
  };
}
