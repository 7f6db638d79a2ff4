import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { GatewayPlugin } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

/**
 * Reads what a request asks for. A body is not left to Yoga, which takes any object with a member `then` for a promise, and so ends
 * with a TypeError when a client has sent one. Parameters that are not JSON are refused in words of ours: Yoga answers a 500 by GET,
 * and repeats a piece of the body by POST.
 */
export function useRequestParameters(): GatewayPlugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      const read =
        request.method === 'POST' ? async (posted: Request) => readParameters(await posted.text()) : requestParser;
      if (!read) return;
      setRequestParser(async (asked) => {
        try {
          return await read(asked);
        } catch (thrown) {
          const isClear = thrown instanceof GraphQLError && !('originalError' in thrown.extensions);
          throw isClear ? thrown : refusalError(ERRORS.invalidJson, []);
        }
      });
    },
    onParams({ params, setParams }) {
      const { operationName, ...others } = params as GraphQLParams & { readonly operationName?: unknown };
      for (const [parameter, type, isOfType] of TYPES) {
        const value = (params as Readonly<Record<string, unknown>>)[parameter];
        if (value !== undefined && value !== null && !isOfType(value))
          throw refusalError(ERRORS.wrongType, [{ parameter, type }]);
      }
      // Clients with a form send an empty operationName when the user has not named an operation.
      if (operationName === '') setParams(others);
    },
  };
}

const isText = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && !Array.isArray(value);

const TYPES = [
  ['query', 'a string', isText],
  ['operationName', 'a string', isText],
  ['variables', 'an object', isObject],
  ['extensions', 'an object', isObject],
] as const;

/** The parameters in a body, of whatever types they are. Throws what is refused. */
export function readParameters(text: string): GraphQLParams {
  const read: unknown = JSON.parse(text);
  // A list is a batch of operations, which are not taken.
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw refusalError(ERRORS.noJsonObject, []);
  return read;
}
