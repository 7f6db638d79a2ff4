import { connect, type Socket } from 'node:net';
import { readAnswer } from './http-answer.ts';

/** A request as it goes over the socket, and the one right answer to it. */
export interface Message {
  readonly bytes: Buffer;
  readonly status: number;
  /** Every answer is compared to it, byte for byte; left out where it differs each time. */
  readonly body?: Buffer | undefined;
}

export interface LoadOptions {
  readonly url: string;
  readonly concurrency: number;
  /** What a connection sends next: its number, and how much it has sent. */
  readonly next: (connection: number, turn: number) => Message;
}

export interface Driven {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request, in ascending order. */
  readonly latencies: Float64Array;
}

export interface Load {
  /** Asks for so long, and at least so often; waits for the last answer. */
  drive(seconds: number, atLeast?: number): Promise<Driven>;
  close(): void;
}

/**
 * Kept-alive connections to one server, as many as there are requests under way: each sends its next request when it has its answer. Raw
 * sockets, because the load shares the machine with what it measures: an HTTP client costs several times as much.
 */
export async function openLoad({ url, concurrency, next }: LoadOptions): Promise<Load> {
  const connections = await Promise.all(Array.from({ length: concurrency }, () => openConnection(url)));
  const turns = new Array<number>(concurrency).fill(0);

  return {
    async drive(seconds, atLeast = 0) {
      const began = performance.now();
      const latencies: number[] = [];
      let begun = 0;
      const askOn = async (connection: Connection, number: number) => {
        do {
          begun += 1;
          const turn = turns[number] ?? 0;
          turns[number] = turn + 1;
          const message = next(number, turn);
          latencies.push(await connection.ask(message));
        } while (begun < atLeast || performance.now() - began < seconds * 1000);
      };
      await Promise.all(connections.map(askOn));
      const taken = (performance.now() - began) / 1000;
      return { requests: latencies.length, seconds: taken, latencies: Float64Array.from(latencies).sort() };
    },
    close: () => {
      for (const { close } of connections) close();
    },
  };
}

export interface Connection {
  /** Sends, waits for the whole answer, and compares it. Answers the milliseconds that it took. */
  ask(message: Message): Promise<number>;
  close(): void;
}

interface Waiting {
  readonly message: Message;
  readonly sentAt: number;
  readonly resolve: (milliseconds: number) => void;
  readonly reject: (error: Error) => void;
}

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket = await connected(connect({ host: hostname, port: Number(port), noDelay: true }));
  let waiting: Waiting | undefined;
  let before: Buffer | undefined;
  const fail = (why: string) => {
    const failed = waiting;
    waiting = undefined;
    failed?.reject(new Error(`${url} ${why}`));
  };
  socket.on('data', (chunk: Buffer) => {
    const bytes = before ? Buffer.concat([before, chunk]) : chunk;
    const answer = readAnswer(bytes);
    if (!answer) {
      before = bytes;
      return;
    }
    before = undefined;
    const got = waiting;
    if (!got) return;
    const took = performance.now() - got.sentAt;
    const { status, body } = got.message;
    if (answer.status !== status || (body && !body.equals(answer.body))) {
      return fail(`answered otherwise than before: ${answer.status} ${answer.body.toString('utf8', 0, 300)}`);
    }
    waiting = undefined;
    got.resolve(took);
  });
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('closed the connection'));
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error(`${url} closed the connection`));
        waiting = { message, sentAt: performance.now(), resolve, reject };
        socket.write(message.bytes);
      }),
    close: () => socket.destroy(),
  };
}

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** One answer, whatever it is. */
export async function askOnce(url: string, bytes: Buffer): Promise<{ readonly status: number; readonly body: Buffer }> {
  const { hostname, port } = new URL(url);
  const socket = await connected(connect({ host: hostname, port: Number(port), noDelay: true }));
  try {
    socket.write(bytes);
    let whole: Buffer = Buffer.alloc(0);
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      whole = Buffer.concat([whole, chunk]);
      const answer = readAnswer(whole);
      if (answer) return answer;
    }
    throw new Error(`${url} closed the connection`);
  } finally {
    socket.destroy();
  }
}
