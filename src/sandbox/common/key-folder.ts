import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a gateway in another process finds its keys: PEM files that only this user may read. */
export interface KeyFolder {
  /** The path of the new file. */
  write(name: string, pem: string | Buffer): string;
  /** Takes away the folder, when it was made for this. */
  remove(): void;
}

/** The folder, or a new one of its own; made when the first file is. */
export function createKeyFolder(folder: string | undefined): KeyFolder {
  let made: string | undefined;
  const open = () => {
    made ??= folder ?? mkdtempSync(join(tmpdir(), 'registergraf-sandbox-'));
    mkdirSync(made, { recursive: true, mode: 0o700 });
    return made;
  };
  return {
    write(name, pem) {
      const file = join(open(), name);
      // Taken away first: the mode below is that of a new file only, and a link would lead elsewhere.
      rmSync(file, { force: true });
      writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
      return file;
    },
    remove() {
      if (folder === undefined && made !== undefined) rmSync(made, { recursive: true, force: true });
    },
  };
}
