import { readFileSync } from 'node:fs';

/** What docs/operations.md says of the lines of the log. */
export interface LogTables {
  /** The levels at which a line is written, by its msg. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  /** The keys of a line, by its msg; a dot stands between a key and one inside of its object. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
}

export type LogLine = Readonly<Record<string, unknown>>;

const OF_EVERY_LINE = new Set(['level', 'time', 'msg']);
/** Whose keys are names that are not ours to list: of registers, types and services. */
const MAPS = new Set(['outcomes', 'calls', 'kept', 'wireMs', 'waitedMs']);
const SANDBOX = 'no register is configured: the embedded sandbox answers';
/** What is told of a copy names its file, and has the register as its only key. */
const OF_A_COPY = /^the copy /;
const KEYS_OF_A_COPY: ReadonlySet<string> = new Set(['kilde']);

export function readLogTables(): LogTables {
  const text = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const chapter = /\n## The log\n(.*?)(?=\n## |$)/s.exec(text)?.[1] ?? '';
  const rows = chapter
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) => line.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)));
  const levels = new Map<string, readonly string[]>();
  const keys = new Map<string, Set<string>>();
  for (const [, [name = ''] = [], second = []] of rows) {
    if (second.length > 0 && second.every((level) => LEVELS.has(level))) levels.set(name, second);
    for (const msg of second.filter((one) => levels.has(one))) {
      keys.set(msg, (keys.get(msg) ?? new Set()).add(name));
    }
  }
  if (levels.size < 10 || keys.size < 10) throw new Error('docs/operations.md has no tables of lines and keys');
  return { levels, keys };
}

const LEVELS = new Set(['fatal', 'error', 'warn', 'info', 'debug', 'trace']);

/** What of a line stands in no table: its level, or keys. */
export function undocumented(line: LogLine, { levels, keys }: LogTables): string[] {
  const msg = String(line.msg);
  if (msg === SANDBOX) return [];
  const known = levels.get(msg);
  const wrongLevel = known && !known.includes(String(line.level)) ? [`${msg}: at the level ${line.level}`] : [];
  const own = OF_A_COPY.test(msg) ? KEYS_OF_A_COPY : keys.get(msg);
  const strange = keysOf(line).filter((key) => !own?.has(key));
  return [...wrongLevel, ...strange.map((key) => `${msg}: ${key}`)];
}

/** The keys of a line but those that every line has. */
export function keysOf(line: LogLine): string[] {
  return Object.entries(line)
    .filter(([key]) => !OF_EVERY_LINE.has(key))
    .flatMap(([key, value]) => {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !MAPS.has(key);
      return isObject ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key];
    });
}
