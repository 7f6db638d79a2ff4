import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Random } from '../differential/random.ts';

/** How a register, or what stands before it, fails: whether the register gets the request all the same. */
export const FAULTS = {
  refused: 'never',
  'reset before': 'never',
  '429 with Retry-After': 'never',
  silent: 'at times',
  garbage: 'at times',
  '5xx burst': 'at times',
  slow: 'always',
  dripping: 'always',
  'wrong type': 'always',
  'reset in the body': 'always',
  'reset after': 'always',
  'closed after each answer': 'always',
} as const satisfies Record<string, 'never' | 'at times' | 'always'>;
export type Fault = keyof typeof FAULTS;

/** What goes wrong for a while, and for which share of the requests. */
export interface Episode {
  readonly fault: Fault;
  readonly share: number;
}

/** A request that the register has got whole, and what it has answered: its own record, whatever the gateway was told. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

export interface FaultProxy {
  readonly url: string;
  /** From now on; undefined: all is well. */
  meet(episode: Episode | undefined): Promise<void>;
  /** Ends every connection that the gateway keeps. */
  drop(): void;
  /** Requests that have met each fault; of refused connections, how often the port was closed. */
  faults(): ReadonlyMap<Fault, number>;
  /** Requests that the register has been handed. */
  forwarded(): number;
  close(): Promise<void>;
}

const SLOW_MS = [200, 1_000] as const;
const DRIP_MS = 60;
const DRIPS = 12;
const HTML = '<html><body><p>It works!</p></body></html>';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Stands between the gateway and one register, hands everything on, and fails by episodes. */
export async function startFaultProxy(
  target: string,
  { random, observe }: { readonly random: Random; observe(exchange: Exchange): void },
): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  let episode: Episode | undefined;
  const faults = new Map<Fault, number>();
  const meetOne = (fault: Fault) => void faults.set(fault, (faults.get(fault) ?? 0) + 1);
  let forwarded = 0;

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  // It is the gateway that lets go of an idle connection.
  server.keepAliveTimeout = 75_000;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('clientError', (_, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const fault = episode && random.chance(episode.share) ? episode.fault : undefined;
    if (fault) meetOne(fault);
    const body = await readWhole(incoming);
    const how = fault ? FAULTS[fault] : 'always';
    const isForwarded = how === 'always' || (how === 'at times' && random.chance(0.5));
    const answer = isForwarded ? await forward(incoming, body) : undefined;
    await answerWith(fault, answer, outgoing);
  }

  async function forward({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const outgoing = request(target + url, { method, headers: { ...headers, connection: 'keep-alive' }, agent });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const answer = { status: response.statusCode ?? 0, headers: response.headers, body: await readWhole(response) };
    forwarded += 1;
    observe({
      method,
      path: url,
      headers,
      body: body.toString('utf8'),
      status: answer.status,
      answer: unzipped(answer).toString('utf8'),
    });
    return answer;
  }

  async function answerWith(
    fault: Fault | undefined,
    answer: Answer | undefined,
    outgoing: ServerResponse,
  ): Promise<void> {
    const { socket } = outgoing;
    const send = ({ status, headers, body }: Answer, connection?: string) => {
      const { 'transfer-encoding': _, connection: __, ...others } = headers;
      outgoing.writeHead(status, { ...others, 'content-length': body.length, ...(connection && { connection }) });
      return outgoing;
    };
    switch (fault) {
      case 'silent':
        return;
      case 'refused':
      case 'reset before':
      case 'reset after':
        socket?.resetAndDestroy();
        return;
      case 'garbage':
        outgoing.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
        return;
      case 'wrong type':
        outgoing.writeHead(200, { 'content-type': 'text/xml' }).end('<wrong/>');
        return;
      case '5xx burst':
        outgoing.writeHead(random.pick([500, 502, 503, 504]), { 'content-type': 'text/html' }).end(HTML);
        return;
      case '429 with Retry-After':
        outgoing.writeHead(429, { 'content-type': 'text/html', 'retry-after': '1' }).end(HTML);
        return;
      default:
    }
    if (!answer) throw new Error('there is nothing to answer');
    switch (fault) {
      case 'slow': {
        const [least, most] = SLOW_MS;
        await wait(least + random.below(most - least));
        send(answer).end(answer.body);
        return;
      }
      case 'dripping': {
        send(answer);
        for (const piece of piecesOf(answer.body)) {
          outgoing.write(piece);
          await wait(DRIP_MS);
        }
        outgoing.end();
        return;
      }
      case 'reset in the body': {
        const { status, headers, body } = answer;
        // One byte more than there is, so that also an empty answer breaks off.
        outgoing.writeHead(status, {
          'content-type': headers['content-type'] ?? '',
          'content-length': body.length + 1,
        });
        outgoing.write(body.subarray(0, body.length / 2), () => socket?.resetAndDestroy());
        outgoing.flushHeaders();
        if (body.length < 2) setImmediate(() => socket?.resetAndDestroy());
        return;
      }
      case 'closed after each answer':
        send(answer, 'close').end(answer.body, () => socket?.destroySoon());
        return;
      default:
        send(answer).end(answer.body);
    }
  }

  function drop(): void {
    for (const socket of sockets) socket.destroy();
  }

  return {
    url: `http://127.0.0.1:${port}`,
    async meet(next) {
      const isRefusing = next?.fault === 'refused';
      episode = next;
      if (isRefusing && server.listening) {
        meetOne('refused');
        server.close();
        drop();
      }
      if (!isRefusing && !server.listening) {
        server.listen(port, '127.0.0.1');
        await once(server, 'listening');
      }
    },
    drop,
    faults: () => faults,
    forwarded: () => forwarded,
    async close() {
      drop();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function unzipped({ headers, body }: Answer): Buffer {
  return headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}

async function readWhole(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function piecesOf(body: Buffer): Buffer[] {
  const size = Math.max(1, Math.ceil(body.length / DRIPS));
  return Array.from({ length: Math.ceil(body.length / size) }, (_, nth) => body.subarray(nth * size, (nth + 1) * size));
}
