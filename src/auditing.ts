import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import { type AccessLogs, createAccessLogs } from './server/audit/access-log.ts';
import { type Journal, openJournal } from './server/audit/journal.ts';
import { type AuditTrail, createAuditTrail } from './server/audit/trail.ts';
import { createJournalLog } from './server/log/process-log.ts';
import { type Logger, logBug } from './server/logging.ts';
import type { Line } from './worker.ts';

/** How a process keeps audit records, and looks them up for the person whom they are about. */
export interface Auditing {
  readonly audit: AuditTrail;
  readonly records: Journal;
  /** Undefined where records go to no file. */
  readonly accessLogs: AccessLogs | undefined;
  /** Writes what waits, within so many milliseconds, and tells the log of what nobody has taken. */
  keepRecords(withinMs: number): Promise<void>;
}

/** Opens where records go. Throws when the file cannot be opened. */
export function startAuditing({ audit: config }: Config, logger: Logger, line: Line | undefined): Auditing {
  // Where there is no key, one that nobody knows: records are not to be found again.
  const key = config.key ?? line?.handover.auditKey ?? randomBytes(32).toString('hex');
  const { file, pattern, readMaxBytes } = config;
  const records = openJournal({
    file,
    key,
    worker: line?.place,
    onNote: createJournalLog(logger),
  });
  const audit = createAuditTrail({
    key,
    write: records.append,
    onLost: (error, requestId) => logBug(logger, requestId, error),
  });
  const isReadable = file !== undefined || pattern !== undefined;
  const onError = (error: unknown) => logBug(logger, undefined, error);
  const accessLogs = isReadable
    ? createAccessLogs({ where: { file, pattern }, key, maxBytes: readMaxBytes, onError })
    : undefined;
  return {
    audit,
    records,
    accessLogs,
    async keepRecords(withinMs) {
      const lost = await records.end(withinMs);
      if (lost > 0) logBug(logger, undefined, new Error(`${lost} audit records were never taken`));
    },
  };
}
