import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of files as Kubernetes mounts a secret: each is a link into `..data`, which is a link to a folder that never changes. New contents
 * come in a new folder, all at once, by another `..data`.
 */
export function mountFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-mount-'));
  const data = join(folder, '..data');
  const contents = new Map<string, string | Buffer>();
  let count = 0;
  return {
    path: (name: string) => join(folder, name),
    /** Swaps the link; what is not named stays as it is. */
    swap(changed: Readonly<Record<string, string | Buffer>>): void {
      for (const [name, content] of Object.entries(changed)) contents.set(name, content);
      count += 1;
      const version = `..${count}`;
      mkdirSync(join(folder, version));
      for (const [name, content] of contents) writeFileSync(join(folder, version, name), content);
      symlinkSync(version, `${data}_tmp`);
      renameSync(`${data}_tmp`, data);
      const there = new Set(readdirSync(folder));
      for (const name of contents.keys()) if (!there.has(name)) symlinkSync(join('..data', name), join(folder, name));
      if (count > 1) rmSync(join(folder, `..${count - 1}`), { recursive: true });
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
