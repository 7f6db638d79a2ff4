import type { ServerResponse } from 'node:http';
import type { Refused } from '../refuse.ts';

export function answerJson(
  response: ServerResponse,
  status: number,
  body: object,
  mediaType = 'application/json',
): void {
  response.setHeader('content-type', `${mediaType}; charset=utf-8`);
  response.setHeader('cache-control', 'no-store');
  response.writeHead(status).end(JSON.stringify(body));
}

/**
 * Refuses a request before GraphQL, in the shape of a GraphQL response, so that a client reads all errors in one way. Those of `/graphql` are
 * of the media type that says so.
 */
export function answerRefusal(
  response: ServerResponse,
  { status, code, message, headers = {} }: Refused,
  mediaType?: string,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  answerJson(response, status, { errors: [{ message, extensions: { code } }] }, mediaType);
}
