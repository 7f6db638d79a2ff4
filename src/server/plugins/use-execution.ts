import { execute as executeInParts } from '@graphql-tools/executor';
import { BREAK, type DocumentNode, type ExecutionArgs, execute, Kind, OperationTypeNode, visit } from 'graphql';
import { executePlan } from '../execution/execute-plan.ts';
import type { KeptDocuments } from '../documents/kept.ts';
import type { GatewayPlugin, ServerContext } from '../context.ts';

/**
 * Lets graphql-js execute what comes for the first time, and a plan what comes again. Yoga's own executor takes an object with a member `then` for a promise whatever that member is,
 * and the members of an answer have the names that a client gives them: `{ then: __typename }`. To graphql-js, as to the
 * language, only a function `then` makes a promise, and no answer holds functions.
 *
 * graphql-js knows no @defer. An operation that is answered in parts is executed by the executor that Yoga uses, unless a field of it is
 * named `then`: that one is answered whole.
 */
export function useExecution(kept: KeptDocuments): GatewayPlugin {
  return {
    onExecute({ args, setExecuteFn }) {
      const { kept: operation, variables = {} } = args.contextValue;
      const plan = operation?.planFor(variables);
      if (isAnsweredInParts(args)) setExecuteFn(() => executeFirst(args));
      else setExecuteFn(plan ? () => executePlan(plan, args.contextValue, variables) : execute);
      // What has come so far has passed all that is found out about a document.
      if (!operation) kept.pass(args.document, args.operationName);
    },
  };
}

type Args = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'> & {
  readonly contextValue: ServerContext;
};

function isAnsweredInParts({ document, contextValue: { operation, acceptsParts, defers } }: Args): boolean {
  // A mutation is answered whole: a deferred read of one field would meet the write of the next.
  return acceptsParts && defers === true && operation.kind === OperationTypeNode.QUERY && !namesThen(document);
}

function namesThen(document: DocumentNode): boolean {
  let isNamed = false;
  visit(document, {
    [Kind.FIELD]({ alias, name }) {
      if ((alias ?? name).value !== 'then') return undefined;
      isNamed = true;
      return BREAK;
    },
  });
  return isNamed;
}

/** Answers the first part, as if it were the whole, and keeps what comes later for the endpoint. */
async function executeFirst(args: Args) {
  const result = await executeInParts(args);
  if (!('initialResult' in result)) return result;
  args.contextValue.later.results = result.subsequentResults;
  return result.initialResult;
}
