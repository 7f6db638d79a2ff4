import type { GraphQLParams } from 'graphql-yoga';
import type { GatewayPlugin } from '../context.ts';
import { refusal } from '../refuse.ts';

/**
 * Reads what a POST asks for. Not left to Yoga, which takes any object with a member `then` for a promise, and so ends
 * with a TypeError when a client has sent one.
 */
export function useRequestParameters(): GatewayPlugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'POST') setRequestParser(async (posted) => readParameters(await posted.text()));
    },
    onParams({ params, setParams }) {
      const { operationName, ...others } = params as GraphQLParams & { readonly operationName?: unknown };
      // An empty field of a form: what a client sends whose user has named no operation.
      if (operationName === '') setParams(others);
      else if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
        throw refusal('operationName is a string.', 'BAD_REQUEST');
    },
  };
}

function readParameters(text: string): GraphQLParams {
  const read = parseJson(text);
  // A list is a batch, which Yoga refuses by that name.
  if (typeof read !== 'object' || read === null) throw refusal('The body is a JSON object.', 'BAD_REQUEST');
  return read;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the parser's own message: it repeats a piece of the body.
    throw refusal('The request is not JSON.', 'BAD_REQUEST');
  }
}
