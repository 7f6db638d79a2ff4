import { distanceOf } from '../domain/spelling.ts';
import { isStrict, SOURCE_PREFIXES } from './checks.ts';
import type { Environment } from '../sources/values.ts';
import { SECRET_FILES } from './secrets.ts';
import { NAMES } from './variables.ts';

/** What else is read somewhere here: by Node's ecosystem, the sandbox alone, the command line and the examples. */
const OTHERS = [
  'NODE_ENV',
  'SANDBOX_KEYS',
  'REGISTERGRAF_TOKEN',
  'GATEWAY',
  'ROUTER_PORT',
  'TILSKUDD_PORT',
  'CHROMIUM',
];
const OURS = [...NAMES, ...SECRET_FILES];
const KNOWN = new Set([...OURS, ...OTHERS]);

/** How the names of ours begin that have more than one part. */
const PREFIXES = [...new Set(OURS.filter((name) => name.includes('_')).map((name) => name.replace(/_.*/, '_')))];

/** What Kubernetes and Docker set in every container for each service, whose name may be a register's. */
const OF_A_SERVICE = /_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?$/;

/** Names of other programs' variables that differ from one of ours by a letter or two. */
const OF_OTHERS = new Set(['START_URL']);

/** Shorter names are not compared: too many others differ from them by one letter. */
const SHORTEST = 6;

export interface Unread {
  /** Lines that stop the start. */
  readonly problems: readonly string[];
  /** Lines for the log. */
  readonly warnings: readonly string[];
}

/**
 * Variables that are set but unknown, with names like ours: a misspelt name would silently leave the default in force.
 * If the name looks like a register's variable, it always stops the start. Any other stops it where real persons are asked
 * about or the gateway is open to others, and is a warning elsewhere. Lines hold names only, never a value.
 */
export function unread(set: Environment): Unread {
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const name of Object.keys(set)) {
    if (KNOWN.has(name) || OF_A_SERVICE.test(name) || OF_OTHERS.has(name)) continue;
    const written = name.toUpperCase().replaceAll('-', '_');
    const meant = nearest(written);
    const prefix = PREFIXES.find((start) => written.startsWith(start));
    if (meant === undefined && prefix === undefined) continue;
    const isOfSource = SOURCE_PREFIXES.some((start) => (meant ?? written).startsWith(start));
    // Other programs have variables that begin with TOKEN_ and the like, so a prefix alone is only a warning.
    const isMistake = isOfSource || (meant !== undefined && isStrict(set));
    const rest = meant ? `unknown; is ${meant} meant?` : `unknown, though others that begin with ${prefix} are read.`;
    (isMistake ? problems : warnings).push(`${name}: ${rest}`);
  }
  return { problems, warnings };
}

/** The one of ours from which a name differs by a slip or two. */
function nearest(name: string): string | undefined {
  const distances = OURS.filter((own) => own.length >= SHORTEST)
    .map((own) => ({ own, distance: distanceOf(name, own, own.length < 9 ? 1 : 2) }))
    .filter((one): one is { own: string; distance: number } => one.distance !== undefined)
    .sort((one, other) => one.distance - other.distance);
  return distances[0]?.own;
}
