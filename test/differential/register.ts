import { type AddressInfo, createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';

/** A register on loopback that answers whatever it is told to, byte for byte. */
export interface PlayedRegister {
  readonly url: string;
  /** How the next requests are answered, by their path. */
  answerWith(choose: (path: string, method: string) => Answer): void;
  close(): Promise<void>;
}

/** Speaks as much HTTP as the gateway does, and costs little: a run makes hundreds of thousands of exchanges. */
export async function playRegister(): Promise<PlayedRegister> {
  let choose: (path: string, method: string) => Answer = () => {
    throw new Error('no answer has been prepared');
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (piece) => {
      received = received.length === 0 ? piece : Buffer.concat([received, piece]);
      for (;;) {
        const head = received.indexOf('\r\n\r\n');
        if (head < 0) return;
        const lines = received.toString('latin1', 0, head);
        const end = head + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(lines)?.[1] ?? 0);
        if (received.length < end) return;
        received = received.subarray(end);
        const [method = '', path = ''] = lines.split(' ', 2);
        socket.write(write(choose(path, method)));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerWith: (next) => {
      choose = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function write({ status, contentType, body, gzip }: Answer): Buffer {
  // A 204 has no body, whatever is prepared.
  const bytes = status === 204 ? Buffer.alloc(0) : gzip ? gzipSync(body, { level: 1 }) : body;
  const length = status === 204 ? '' : `content-length: ${bytes.length}\r\n`;
  const head = `HTTP/1.1 ${status} ${status}\r\n${contentType === undefined ? '' : `content-type: ${contentType}\r\n`}${gzip ? 'content-encoding: gzip\r\n' : ''}${length}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}
