import { createHash } from 'node:crypto';
import type { AccessEntry } from '../../domain/access-log.ts';
import { NO_ORGANISATION } from '../../domain/caller.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import { nameOrganisation } from './trail.ts';

/** Characters that tell two records of one millisecond apart. */
const DIGEST_CHARS = 16;

/** Undefined for what is no record on the person, and for what no register was asked. */
export function readEntry(
  line: string,
  { person, refused = false }: { readonly person: string; readonly refused?: boolean | undefined },
): AccessEntry | undefined {
  const record = parse(line);
  if (record?.audit !== 1 || record.person !== person || typeof record.time !== 'string') return undefined;
  if (record.opphav === 'GATEWAY' && !refused) return undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const organisation = (value: unknown) => (value === NOBODY ? undefined : text(value));
  const own = organisation(record.organisation);
  const user = organisation(record.userOrganisation);
  return {
    time: record.time,
    organisation: own,
    userOrganisation: user === own ? undefined : user,
    kilde: (text(record.kilde) ?? 'UKJENT') as Kilde,
    operation: text(record.operation) ?? '',
    purpose: text(record.purpose),
    caseReference: text(record.caseReference),
    isOwn: record.user === person,
    key: `${record.time} ${createHash('sha256').update(line).digest('base64url').slice(0, DIGEST_CHARS)}`,
  };
}

const NOBODY = nameOrganisation(NO_ORGANISATION);

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    // Cut off: the file is being written, or a process has crashed.
    return undefined;
  }
}

/** When the first of some lines was recorded. */
export function firstTime(bytes: Buffer): string | undefined {
  return /"time":"([\d-]{10}T[\d:.]+Z)"/.exec(bytes.toString('latin1', 0, 200))?.[1];
}
