import type { ServerResponse } from 'node:http';
import type { Kilde } from '../domain/registerfeil.ts';
import type { Sources } from '../sources/index.ts';
import type { RefusedFiles } from './files.ts';
import { answerJson } from './http/answer.ts';
import type { Logger } from './logging.ts';
import type { SharedReport } from './redis/link.ts';

/** Liveness: the process runs. It does not depend on the registers. */
export function answerLive(response: ServerResponse): void {
  answerJson(response, 200, { status: 'UP' });
}

/**
 * Ready until it shuts down, with each source's state as last seen, that of each address that it is asked at and of its breakers, and how far
 * a copy goes. A source that is down does not make the gateway unready: it still answers for the others, and says so in the answer. Each says
 * whether the embedded sandbox answers in its place, whose people look like real ones. Files that have changed and cannot be used are told
 * of by their variables. Nor does the store that gateways share make it unready, when it is lost: what is not shared then is each gateway's own.
 */
export function answerReady(
  response: ServerResponse,
  sources: Pick<Sources, 'state'>,
  {
    shuttingDown,
    sandbox,
    real = [],
    shared,
    refusedFiles = [],
  }: {
    readonly shuttingDown: boolean;
    readonly sandbox: boolean;
    readonly real?: readonly Kilde[] | undefined;
    readonly shared?: SharedReport | undefined;
    readonly refusedFiles?: readonly RefusedFiles[] | undefined;
  },
): void {
  const told = sources.state().map((one) => ({ ...one, sandbox: sandbox && !real.includes(one.kilde) }));
  answerJson(response, shuttingDown ? 503 : 200, {
    status: shuttingDown ? 'STOPPING' : 'READY',
    ...(sandbox && { sandbox: 'embedded' }),
    sources: told,
    ...(shared && { shared }),
    ...(refusedFiles.length > 0 && { refusedFiles }),
  });
}

export const DAY_MS = 24 * 60 * 60_000;
/** Days before a certificate's end from which it is warned of. */
export const WARN_DAYS = 30;

/** Warns at start and every day of each client certificate that has 30 days left or fewer. Returns what ends it. */
export function watchCertificates(
  sources: Pick<Sources, 'certificates'>,
  logger: Logger,
  now: () => number = Date.now,
): () => void {
  const look = () => {
    for (const { kilde, certificateExpires } of sources.certificates()) {
      if (certificateExpires === undefined) continue;
      const days = Math.floor((Date.parse(certificateExpires) - now()) / DAY_MS);
      if (days > WARN_DAYS) continue;
      const said = days < 0 ? 'the client certificate has expired' : 'the client certificate expires soon';
      logger.warn({ kilde, certificateExpires, daysLeft: days }, said);
    }
  };
  look();
  const timer = setInterval(look, DAY_MS).unref();
  return () => clearInterval(timer);
}
