import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** How a client behaves: as it should, hanging up so many milliseconds after it has sent, or reading only after a while. */
export type Manner = { readonly kind: 'plain' } | { readonly kind: 'hangs up' | 'reads late'; readonly ms: number };

export interface Sent {
  /** JSON for a POST; undefined: a GET, whose parameters stand in `search`. */
  readonly body?: unknown;
  readonly search?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly manner: Manner;
}

/** The JSON of GraphQL over HTTP. */
export interface Told {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly told: Told; readonly tookMs: number }
  | { readonly kind: 'hung up' }
  /** No answer, though the client has waited for one. */
  | { readonly kind: 'broken'; readonly why: string; readonly tookMs: number };

export interface Client {
  ask(sent: Sent): Promise<Reply>;
  /** Lets go of all connections. */
  close(): void;
}

/** Several clients' keep-alive connections to one gateway. */
export function createClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  return {
    ask: ({ body, search = '', headers, manner }) =>
      new Promise((resolve) => {
        const began = performance.now();
        const took = () => performance.now() - began;
        let isHungUp = false;
        const outgoing = request(`${url}/graphql${search}`, {
          method: body === undefined ? 'GET' : 'POST',
          headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
          agent,
        });
        outgoing.on('error', ({ message }) =>
          resolve(isHungUp ? { kind: 'hung up' } : { kind: 'broken', why: message, tookMs: took() }),
        );
        outgoing.on('response', async (incoming) => {
          // What a client reads late has come in time all the same.
          const tookMs = took();
          try {
            if (manner.kind === 'reads late') await wait(manner.ms);
            const pieces: Buffer[] = [];
            for await (const piece of incoming as AsyncIterable<Buffer>) pieces.push(piece);
            const told = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Told;
            resolve({ kind: 'answer', status: incoming.statusCode ?? 0, told, tookMs });
          } catch (error) {
            resolve(isHungUp ? { kind: 'hung up' } : { kind: 'broken', why: String(error), tookMs });
          }
        });
        outgoing.end(body === undefined ? undefined : JSON.stringify(body));
        if (manner.kind === 'hangs up') {
          setTimeout(() => {
            isHungUp = true;
            outgoing.destroy();
            // The answer may have come already, or be told no more.
            resolve({ kind: 'hung up' });
          }, manner.ms);
        }
      }),
    close: () => agent.destroy(),
  };
}
