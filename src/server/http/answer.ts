import type { ServerResponse } from 'node:http';

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.writeHead(status).end(JSON.stringify(body));
}

/** Refuses what is not GraphQL's to refuse, in GraphQL's shape, so that a client reads all errors in one way. */
export function answerError(response: ServerResponse, status: number, code: string, message: string): void {
  answerJson(response, status, { errors: [{ message, extensions: { code } }] });
}
