import type { ServerResponse } from 'node:http';
import type { Refused } from '../refuse.ts';

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.writeHead(status).end(JSON.stringify(body));
}

/** Refuses a request before GraphQL, in the shape of a GraphQL response, so that a client reads all errors in one way. */
export function answerRefusal(response: ServerResponse, { status, code, message, headers = {} }: Refused): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  answerJson(response, status, { errors: [{ message, extensions: { code } }] });
}
