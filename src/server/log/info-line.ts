import { type DestinationStream, type Logger, pino } from 'pino';

/** Writes an object, and what happened, as a line of the level info. */
export type InfoLine = (line: object, msg: string) => void;

/**
 * What `logger.info` does, for the one line of each request: pino writes an object property by property, and the whole of it is an object of
 * JSON, which V8 writes in one call. The level and the time are pino's, and so is the stream.
 */
export function createInfoLine(logger: Logger): InfoLine {
  const own = logger as unknown as Readonly<Record<symbol, unknown>>;
  const stream = own[pino.symbols.streamSym] as DestinationStream;
  const time = own[pino.symbols.timeSym] as () => string;
  const bindings = own[pino.symbols.chindingsSym] as string;
  return (line, msg) => {
    if (!logger.isLevelEnabled('info')) return;
    const written = JSON.stringify(Object.assign(line, { msg }));
    stream.write(`{"level":"info"${time()}${bindings},${written.slice(1)}\n`);
  };
}

const SECOND = 1_000;
/** Of `2026-11-27T13:45:44.` */
const UP_TO_MILLISECONDS = 20;

/** As pino's `isoTime`, but for the text of a second, which is made once. */
export function createIsoTime(now: () => number = Date.now): () => string {
  let second = Number.NaN;
  let text = '';
  return () => {
    const ms = now();
    const current = Math.floor(ms / SECOND);
    if (current !== second) {
      second = current;
      text = new Date(ms).toISOString().slice(0, UP_TO_MILLISECONDS);
    }
    return `,"time":"${text}${String(ms - current * SECOND).padStart(3, '0')}Z"`;
  };
}
