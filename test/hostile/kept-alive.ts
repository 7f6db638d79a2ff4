import { Agent, type ClientRequest, request as httpRequest } from 'node:http';
import { Client } from 'undici';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Whether it was the last of its connection. */
  readonly closes: boolean;
}

/** One client with one connection at a time, as libraries of HTTP have it. `send` rejects with the error's code. */
export interface Connection {
  send(id: string, body: string): Promise<Answer>;
  close(): void;
}

const headersOf = (id: string) => ({ 'content-type': 'application/json', 'x-request-id': id });

export function withUndici(url: string): Connection {
  const client = new Client(url);
  return {
    async send(id, body) {
      const answer = await client.request({ method: 'POST', path: '/graphql', headers: headersOf(id), body });
      const text = await answer.body.text();
      return { status: answer.statusCode, text, closes: answer.headers.connection === 'close' };
    },
    close: () => void client.destroy(),
  };
}

export function withNode(url: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    send: (id, body) =>
      new Promise((resolve, reject) => {
        const options = { method: 'POST', agent, headers: { ...headersOf(id), 'content-length': body.length } };
        const sending: ClientRequest = httpRequest(`${url}/graphql`, options, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (piece) => {
            text += piece;
          });
          answer.once('error', reject);
          const closes = answer.headers.connection === 'close';
          answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text, closes }));
        });
        sending.once('error', reject);
        sending.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Nothing has been sent: there was no connection to send it on. */
export const isRefused = (error: unknown) => (error as { syscall?: string }).syscall === 'connect';
