import type { Logger } from 'pino';
import { mask, maskForeign } from '../../domain/mask.ts';
import { logBug } from '../logging.ts';
import type { OnJournalNote } from '../audit/journal.ts';
import type { OnKeysUnavailable } from '../callers/token.ts';
import { createLineLimit } from './line-limit.ts';

/** Characters of an error's text. */
const MAX_TEXT = 200;

/** A line each time that an issuer's keys could not be fetched, so many a second: every request with a token may ask for them. */
export function createKeysLog(logger: Logger): OnKeysUnavailable {
  const isOneMore = createLineLimit<{ issuer: string }>((group, leftOut) => {
    logger.warn({ ...group, leftOut }, 'keys failed more often');
  });
  return (issuer, error) => {
    if (!isOneMore({ issuer })) return;
    logger.warn({ issuer, ...describe(error) }, 'the keys of the issuer could not be fetched');
  };
}

/** What an operator should know of a source beside its calls. `error`: where it is a bug of ours. */
interface Note {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
  readonly error?: unknown;
}

export function createNoteLog(logger: Logger): (kilde: string, note: Note) => void {
  return (kilde, { level, text, error }) => {
    logger[level]({ kilde }, text);
    if (error !== undefined) logBug(logger, undefined, error);
  };
}

/** What an operator should know of the file of audit records. */
export function createJournalLog(logger: Logger): OnJournalNote {
  return (level, text, facts = {}) => logger[level](facts, text);
}

/**
 * What Node warns of (a deprecation, a leak of listeners) is a line of the log, and nothing on standard error, where audit records may
 * go. Returns what ends it.
 */
export function logWarnings(logger: Logger): () => void {
  const before = process.listeners('warning');
  const onWarning = (warning: Error) => logger.warn(describe(warning), 'a warning of Node');
  process.removeAllListeners('warning').on('warning', onWarning);
  return () => {
    process.off('warning', onWarning);
    for (const listener of before) process.on('warning', listener);
  };
}

/** The code of an error, or its name, and its text. */
function describe(error: unknown): { readonly errorCode: string; readonly text: string } {
  if (!(error instanceof Error)) return { errorCode: typeof error, text: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { errorCode: mask(code).slice(0, MAX_TEXT), text: maskForeign(error.message, MAX_TEXT) };
}
