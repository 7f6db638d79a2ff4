import { execute } from 'graphql';
import type { GatewayPlugin } from '../context.ts';

/**
 * Lets graphql-js execute. Yoga's own executor takes an object with a member `then` for a promise whatever that member is,
 * and the members of an answer have the names that a client gives them: `{ then: __typename }`. To graphql-js, as to the
 * language, only a function `then` makes a promise, and no answer holds functions.
 */
export function useGraphqlJsExecution(): GatewayPlugin {
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(execute) };
}
