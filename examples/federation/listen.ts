import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

// How long what is under way may take once the server closes.
const CLOSE_WITHIN_MS = 5_000;

/** Serves on this machine only; port 0 takes a free one. Closing answers what is under way first. */
export async function listen(listener: RequestListener, port: number): Promise<RunningServer> {
  const server = createServer(listener).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      const bound = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
      await closed;
      clearTimeout(bound);
    },
  };
}
