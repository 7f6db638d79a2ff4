import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import {
  execute,
  type GraphQLSchema,
  MaxIntrospectionDepthRule,
  NoFragmentCyclesRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

const RULES = specifiedRules.filter((rule) => rule !== NoFragmentCyclesRule && rule !== MaxIntrospectionDepthRule);

/** A server with every mistake that a check of this folder looks for, so that each check is seen to find its own. */
export async function startCarelessServer(schema: GraphQLSchema) {
  const server = createServer(async (request, response) => {
    const text = (await queriesOf(request))?.map((query) => answer(query, schema));
    if (!text) return response.end('<title>GraphiQL</title>');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(text.length === 1 ? text[0] : text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Takes a query wherever it stands. */
async function queriesOf(request: IncomingMessage): Promise<string[] | undefined> {
  const body = (await buffer(request)).toString('utf8');
  const inAddress = new URL(request.url ?? '/', 'http://localhost').searchParams.get('query');
  const inForm = new URLSearchParams(body).get('query');
  const query = inAddress ?? inForm;
  if (query !== null) return [query];
  if (body === '') return undefined;
  return [JSON.parse(body) as { query: string } | { query: string }[]].flat().map((one) => one.query);
}

function answer(query: string, schema: GraphQLSchema): object {
  try {
    const document = parse(query);
    const errors = validate(schema, document, RULES);
    if (errors.length > 0) return { errors };
    return { ...execute({ schema, document }), extensions: { tracing: { version: 1 } } };
  } catch (error) {
    return { errors: [{ message: String(error), extensions: { exception: { stacktrace: ['at parse'] } } }] };
  }
}
