import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, logBug } from '../logging.ts';
import type { Scrape } from './exposition.ts';

export const METRICS_PATH = '/metrics';

/** Answers with what has been counted. */
export async function answerMetrics(response: ServerResponse, scrape: Scrape): Promise<void> {
  const { contentType, text } = await scrape();
  const body = Buffer.from(text);
  response.writeHead(200, {
    'content-type': contentType,
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

/** A server for nothing but /metrics. Whoever reaches it may read what stands there, in which there is nobody's data. */
export function createMetricsServer(scrape: Scrape, logger: Logger) {
  const server = createServer((request, response) => {
    const refused = refusedStatus(request);
    if (refused !== undefined) {
      response.writeHead(refused, {
        'content-type': 'text/plain; charset=utf-8',
        ...(refused === 405 && { allow: 'GET, HEAD' }),
      });
      response.end(`Metrics are at ${METRICS_PATH}.\n`);
      return;
    }
    answerMetrics(response, scrape).catch((thrown: unknown) => {
      logBug(logger, undefined, thrown);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  return {
    listen: (port: number, host: string): Promise<{ readonly url: string }> =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject).on('error', (error) => logBug(logger, undefined, error));
          const { address, family, port: bound } = server.address() as AddressInfo;
          resolve({ url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}${METRICS_PATH}` });
        });
      }),
    /** Ends scrapes that are under way. */
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusedStatus({ url = '/', method }: IncomingMessage): 404 | 405 | undefined {
  if (url.split('?', 1)[0] !== METRICS_PATH) return 404;
  return method === 'GET' || method === 'HEAD' ? undefined : 405;
}
