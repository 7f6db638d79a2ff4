import { parseArgs } from 'node:util';
import { ROWS } from './rows/index.ts';
import type { Settings } from './rows/row.ts';
import { SERVER_NAMES, type ServerName } from './servers.ts';

export interface Flags {
  readonly settings: Settings;
  /** Names of rows, or, in the short mode, of servers; undefined: all. */
  readonly only: readonly string[] | undefined;
  /** Leave out what has been measured of this code, on this machine, in the same way. */
  readonly resume: boolean;
  /** Write RESULTS.md. */
  readonly results: boolean;
  readonly json: boolean;
  readonly short: boolean;
  readonly profile: ServerName | undefined;
}

/** For trying the bench out: its numbers say nothing. */
const QUICK = { rounds: 1, seconds: 0.3, scale: 0.02 };
const USUAL = { rounds: 7, seconds: 1.5, scale: 1 };

/** Exits with a line of text where a flag is wrong. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      resume: { type: 'boolean', default: false },
      results: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      connections: { type: 'string', default: '16' },
      against: { type: 'string' },
      quick: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  const usual = values.quick ? QUICK : USUAL;
  const only = values.only?.split(',');
  const names: readonly string[] = values.short ? SERVER_NAMES : ROWS.map((row) => row.name);
  for (const name of only ?? []) oneOf('only', name, names);
  if (values.profile !== undefined) oneOf('profile', values.profile, SERVER_NAMES);
  return {
    settings: {
      rounds: positive('rounds', values.rounds ?? String(usual.rounds)),
      seconds: positive('seconds', values.seconds ?? String(usual.seconds)),
      connections: positive('connections', values.connections),
      scale: usual.scale,
      against: values.against,
    },
    only,
    resume: values.resume,
    // A part, or a try, does not replace what a whole run has written.
    results: values.results || (only === undefined && !values.quick),
    json: values.json,
    short: values.short,
    profile: values.profile as ServerName | undefined,
  };
}

function positive(flag: string, text: string): number {
  const number = Number(text);
  return Number.isFinite(number) && number > 0 ? number : wrong(`--${flag} must be a number above 0`);
}

function oneOf(flag: string, name: string, names: readonly string[]): void {
  if (!names.includes(name)) wrong(`--${flag} takes ${names.join(', ')}`);
}

function wrong(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
