import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './cli.ts';

const run = promisify(execFile);

/** Packs `registergraf-client` as the documentation says, with what its own script builds, and returns the file. */
export async function packClient(folder: string): Promise<string> {
  const clone = join(folder, 'clone');
  const isOurs = (path: string) => !['dist', 'node_modules'].includes(basename(path));
  for (const file of ['package.json', 'tsconfig.json', 'client']) {
    await cp(join(ROOT, file), join(clone, file), { recursive: true, filter: isOurs });
  }
  // The compiler, and the one type that codegen's settings have of others.
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'), 'junction');
  const words = ['pack', '--silent', '--workspace', 'registergraf-client', '--pack-destination', folder];
  const { stdout } = await run('npm', words, { cwd: clone });
  return join(folder, stdout.trim().split('\n').at(-1) ?? '');
}

/** What is in a packed file, in the folder in which npm would put it. */
export async function unpack(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', file, '-C', folder, '--strip-components=1']);
}
