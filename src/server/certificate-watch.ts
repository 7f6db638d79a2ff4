import type { Sources } from '../sources/index.ts';
import type { Logger } from './logging.ts';

export const DAY_MS = 24 * 60 * 60_000;
/** A certificate that has no more than this left is spoken of. */
export const WARN_DAYS = 30;

/** Warns at start and every day of each client certificate that has 30 days left or fewer. Returns what ends it. */
export function watchCertificates(
  sources: Pick<Sources, 'state'>,
  logger: Logger,
  now: () => number = Date.now,
): () => void {
  const look = () => {
    for (const { kilde, certificateExpires } of sources.state()) {
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
