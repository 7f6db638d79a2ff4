import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { CallContext } from '../../src/domain/call.ts';
import { sandboxSources } from '../../src/embedded.ts';
import { type Sandbox, type SandboxUrls, startSandbox } from '../../src/sandbox/index.ts';
import { connectSources, type Ports } from '../../src/sources/index.ts';
import { BASE, countedCall } from '../sources/registers.ts';
import type { Answer } from './answer.ts';

export interface Recorded {
  readonly path: string;
  readonly method: string;
  readonly answer: Answer;
}

/** A sandbox behind a listener that keeps its answers, byte for byte. */
export interface Recorder {
  readonly sandbox: Sandbox;
  /** What the sandbox answered while the ports were asked so. */
  record(ask: (ports: Ports, call: CallContext) => Promise<unknown>): Promise<readonly Recorded[]>;
  close(): Promise<void>;
}

export async function recordSandbox(): Promise<Recorder> {
  const sandbox = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
  let recorded: Recorded[] = [];
  const listeners: Server[] = [];
  const listen = async (target: string) => {
    const server = createServer(async (request, response) => {
      const body = await buffer(request);
      const headers = Object.entries(request.headers).filter(
        ([name]) => !/^(?:host|connection|content-length|accept-encoding)$/.test(name),
      );
      const answer = await fetch(target + (request.url === '/' ? '' : request.url), {
        method: request.method ?? 'GET',
        headers: Object.fromEntries(headers) as Record<string, string>,
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const contentType = answer.headers.get('content-type') ?? undefined;
      recorded.push({
        path: request.url ?? '',
        method: request.method ?? '',
        answer: { status: answer.status, contentType, body: bytes },
      });
      response.writeHead(answer.status, contentType === undefined ? {} : { 'content-type': contentType });
      response.end(bytes);
    });
    listeners.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const urls = Object.fromEntries(
    await Promise.all(Object.entries(sandbox.urls).map(async ([name, url]) => [name, await listen(url)])),
  ) as SandboxUrls;
  const sources = connectSources({ ...sandboxSources({ urls }, BASE), pausesMs: [], timeoutMs: 2_000 });
  return {
    sandbox,
    async record(ask) {
      recorded = [];
      await ask(sources.ports, countedCall().call);
      return recorded;
    },
    async close() {
      await sources.close();
      for (const server of listeners) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await sandbox.close();
    },
  };
}
