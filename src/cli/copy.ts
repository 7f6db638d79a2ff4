import type { Command } from 'commander';
import { CliError, EXIT } from './errors.ts';
import { note, print, printJson } from './output.ts';

const HELP = `
A copy of the Norwegian business register's units, sub-units and roles, from the
files and feeds that it publishes for everybody. It takes some 5.5 gigabytes, twice
while it is fetched.

  fetch    loads the register's files into a new database, which replaces the
           one in use when it is whole; the old one answers meanwhile
  follow   applies what the register's feeds of changes have had since then
  status   tells what there is, and how old the knowledge is

Variables: ENHET_COPY names the file; ENHETSREGISTERET_URL, SOURCE_PROXY and
HTTPS_PROXY say how the register is asked.

Examples:
  ENHET_COPY=data/units.db registergraf copy fetch
  ENHET_COPY=data/units.db registergraf copy status --json

Exit codes: 0 done, 1 failed: what was there is still there, 2 wrong usage.
`;

const helpOf = (what: string, command: string) => `
${what}

Examples:
  ENHET_COPY=data/units.db registergraf copy ${command}

Exit codes: 0 done, 1 failed: what was there is still there, 2 wrong usage.
`;

const FETCH_HELP = helpOf(
  `Asks the feeds for their last entries, then loads the three files, element by
element, into a new database beside the one in use. A file that is cut or
damaged, a full disk, or a process that is killed leaves the old one in use.`,
  'fetch',
);
const FOLLOW_HELP = helpOf(
  `Reads again each unit that a feed names, 500 in a question, and erases what the
register has removed. Ends when the feeds have nothing more. A gateway does the
same by itself, every minute, with ENHET_COPY_FOLLOW=on.`,
  'follow',
);
const STATUS_HELP = helpOf(
  `Asks nobody. Everything that happened in the register up to "as of" is known; the
last ids are those of the feeds' entries that have been applied.`,
  'status --json',
);

/** Elements of a file after which it is told how far a load has come. */
const TELL_EVERY = 100_000;

export function addCopy(program: Command): void {
  const copy = program
    .command('copy')
    .description('keep a copy of the business register: fetch, follow, status')
    .addHelpText('after', HELP);
  copy
    .command('fetch')
    .description('load the register’s files, and replace the copy by them')
    .addHelpText('after', FETCH_HELP)
    .action(async () => {
      const { fetchCopy } = await import('../sources/enhet/adapters/copy/fetch.ts');
      const fetched = await expected(async () =>
        fetchCopy({ ...(await settings()), signal: untilSignal(), onProgress: tellProgress(), onNote: note }),
      );
      print(`fetched: ${counted(fetched)}`);
    });
  copy
    .command('follow')
    .description('apply what has changed in the register')
    .addHelpText('after', FOLLOW_HELP)
    .action(async () => {
      const { followCopy } = await import('../sources/enhet/adapters/copy/follow.ts');
      const followed = await expected(async () => followCopy({ ...(await settings()), signal: untilSignal() }));
      print(`followed: ${counted(followed)}`);
    });
  copy
    .command('status')
    .description('tell what the copy holds')
    .option('--json', 'as JSON')
    .addHelpText('after', STATUS_HELP)
    .action(async ({ json }: { json?: boolean }) => {
      const { readStatus } = await import('../sources/enhet/adapters/copy/store.ts');
      const status = readStatus((await settings()).file);
      if ('problem' in status) throw new CliError(status.problem, EXIT.failed);
      const ageSeconds = Math.round((Date.now() - Date.parse(status.asOf)) / 1000);
      if (json) printJson({ ...status, ageSeconds });
      else print(told({ ...status, ageSeconds }));
    });
}

async function settings() {
  const { readCopySettings } = await import('./copy/settings.ts');
  return readCopySettings(process.env);
}

/** What cannot be done is one line, and no stack. */
async function expected<Result>(work: () => Promise<Result>): Promise<Result> {
  const { CopyError } = await import('../sources/enhet/adapters/copy/copy-error.ts');
  try {
    return await work();
  } catch (error) {
    throw error instanceof CopyError ? new CliError(error.message, EXIT.failed) : error;
  }
}

/** Ends when somebody stops the program. What is half done is then cleaned up. */
function untilSignal(): AbortSignal {
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => abort.abort());
  return abort.signal;
}

function tellProgress(): (file: string, count: number) => void {
  let next = 0;
  let current = '';
  return (file, count) => {
    if (file !== current) next = 0;
    current = file;
    if (count < next) return;
    next = count + TELL_EVERY;
    note(`${TITLES[file] ?? file}: ${count}`);
  };
}

const TITLES: Readonly<Record<string, string>> = { units: 'units', subUnits: 'sub-units', roles: 'units with roles' };

function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${TITLES[name] ?? name}`)
    .join(', ');
}

function told(status: {
  readonly asOf: string;
  readonly ageSeconds: number;
  readonly units: number;
  readonly subUnits: number;
  readonly deleted: number;
  readonly roles: number;
  readonly bytes: number;
  readonly lastIds: Readonly<Record<string, number>>;
}): string {
  const { lastIds } = status;
  return [
    `units       ${status.units}`,
    `sub-units   ${status.subUnits}`,
    `deleted     ${status.deleted}`,
    `roles       ${status.roles}`,
    `as of       ${status.asOf} (${age(status.ageSeconds)} ago)`,
    `last ids    units ${lastIds.units}, sub-units ${lastIds.subUnits}, roles ${lastIds.roles}`,
    `bytes       ${status.bytes}`,
  ].join('\n');
}

function age(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}
