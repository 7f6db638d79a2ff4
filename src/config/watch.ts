import { readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Content } from './files.ts';

/** Milliseconds that files must be left alone before they are read: who writes a key beside its certificate is done by then. */
const SETTLE_MS = 250;
/** So many times files are waited for that change all the time; then nothing is read, and the next look begins anew. */
const MAX_SETTLING = 20;

export interface Watch {
  /** Looks now, as well as it can be told whether anything has changed. Resolves when what has changed has been dealt with. */
  look(isAsked?: boolean): Promise<void>;
  close(): void;
}

/**
 * Looks at files by their names, again and again: when one is another file than before, or has been written to, `onChange` is given what
 * stands in all of them. Notifications of the file system are no use: Kubernetes swaps a link above the files that it renews, and network
 * file systems tell nobody. What is no file at the beginning, such as a pipe, can be read once only and is left alone.
 */
export function watchFiles({
  files,
  everyMs,
  onChange,
  settleMs = SETTLE_MS,
}: {
  /** Asked at each look. */
  readonly files: () => Iterable<string>;
  /** 0: only when `look` is called. */
  readonly everyMs: number;
  /** `isAsked`: somebody waits to be told, even where nothing is new. */
  readonly onChange: (contents: ReadonlyMap<string, Content>, isAsked: boolean) => Promise<void>;
  readonly settleMs?: number;
}): Watch {
  const leftAlone = new Set<string>();
  let seen: ReadonlyMap<string, string> | undefined;
  let looking: Promise<void> = begin();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** What there is at the beginning has been read already, a moment before: it is compared at the first look. */
  async function begin(): Promise<void> {
    for (const file of files()) if (await isSpecial(file)) leftAlone.add(file);
  }

  async function lookNow(isAsked: boolean): Promise<void> {
    let now = await signatures();
    if (!isAsked && isAlike(now, seen)) return;
    for (let times = 0; times < MAX_SETTLING; times += 1) {
      await pause(settleMs, undefined, { ref: false });
      const later = await signatures();
      const isSettled = isAlike(later, now);
      now = later;
      if (!isSettled) continue;
      const contents = await read([...now.keys()]);
      if (!isAlike(await signatures(), now)) continue;
      seen = now;
      return onChange(contents, isAsked);
    }
  }

  async function signatures(): Promise<ReadonlyMap<string, string>> {
    const watched = [...new Set(files())].filter((file) => !leftAlone.has(file));
    return new Map(await Promise.all(watched.map(async (file) => [file, await signatureOf(file)] as const)));
  }

  const look = (isAsked = true) => {
    const done = looking.then(() => lookNow(isAsked));
    looking = done.catch(() => {});
    return done;
  };
  const goOn = () => {
    if (everyMs > 0) timer = setTimeout(() => void look(false).finally(() => isClosed || goOn()), everyMs).unref();
  };
  goOn();
  return {
    look,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function isAlike(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string> | undefined): boolean {
  return one.size === other?.size && [...one].every(([file, signature]) => other.get(file) === signature);
}

/** Another one for another file, and for what has been written since. */
async function signatureOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mode, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [dev, ino, size, mode, mtimeNs, ctimeNs].join();
  } catch (error) {
    return String(error instanceof Error && 'code' in error ? error.code : error);
  }
}

async function isSpecial(file: string): Promise<boolean> {
  try {
    return !(await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function read(files: readonly string[]): Promise<ReadonlyMap<string, Content>> {
  const contents = await Promise.all(files.map((file) => readWhole(file).catch((error: Error) => error)));
  return new Map(files.map((file, index) => [file, contents[index] as Content]));
}

/** What has become a pipe meanwhile would be waited for without end. */
async function readWhole(file: string): Promise<Buffer> {
  if (!(await stat(file)).isFile()) throw new Error('no file');
  return readFile(file);
}
