import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

// Below the ports that a system gives to whoever asks for any (from 32768 on Linux, from 49152 elsewhere): between the look
// and the use, no socket of another test is given one of them.
const [LOWEST, HIGHEST] = [10_000, 32_767];

/** The first of so many ports in a row on which nobody listens, for programs that take a port and cannot be told to find one. */
export async function freePorts(count = 1): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const first = randomInt(LOWEST, HIGHEST - count);
    const servers = await Promise.all(Array.from({ length: count }, (_, index) => tryPort(first + index)));
    await Promise.all(servers.map((server) => server && new Promise((resolve) => server.close(resolve))));
    if (servers.every((server) => server !== undefined)) return first;
  }
  throw new Error(`no ${count} ports in a row are free`);
}

function tryPort(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
