import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { instructionsOf, type Step } from './dockerfile.ts';

const run = promisify(execFile);

/** Bytes that one RUN may write: npm says little. */
const MAX_OUTPUT_BYTES = 8_000_000;

/** What the last stage of a Dockerfile has become, and how it is to be run. */
export interface Image {
  /** The folder that stands for its root. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

/**
 * Runs a Dockerfile's own steps without an engine: each stage is a folder, COPY copies what .dockerignore leaves of the context, or
 * what another stage has made, and RUN runs in a shell at the stage's WORKDIR. It runs with the programs of this machine instead of those of
 * the image that the stage begins with, and so may not name an absolute path. An instruction that is not known here is an error.
 */
export async function runSteps(context: string, folder: string): Promise<Image> {
  const isSent = readIgnored(await readFile(join(context, '.dockerignore'), 'utf8'));
  const roots = new Map<string, string>();
  let image: Image | undefined;
  for (const step of instructionsOf(await readFile(join(context, 'Dockerfile'), 'utf8'))) {
    if (step.keyword === 'FROM') {
      const name = step.stage ?? `stage-${roots.size}`;
      const root = join(folder, name);
      await mkdir(root, { recursive: true });
      roots.set(name, root);
      image = { root, workdir: '/', env: {}, user: 'root', entrypoint: [], command: [] };
    } else if (image) {
      image = await take(image, step);
    }
  }
  if (!image) throw new Error('the Dockerfile has no FROM');
  return image;

  async function take(stage: Image, step: Step): Promise<Image> {
    const at = (path: string) => join(stage.root, path.startsWith('/') ? '' : stage.workdir, path);
    switch (step.keyword) {
      case 'WORKDIR':
        await mkdir(at(step.words[0] ?? '.'), { recursive: true });
        return { ...stage, workdir: step.words[0] ?? '/' };
      case 'RUN': {
        if (/(?:^|\s|=)\//.test(step.text)) throw new Error(`RUN names an absolute path: ${step.text}`);
        // Vitest's NODE_ENV would be another's; what the machine says of proxies and certificates holds for npm here, too.
        const { NODE_ENV: _, ...machine } = process.env;
        const env = { ...machine, ...stage.env };
        await run('/bin/sh', ['-c', step.text], { cwd: at('.'), env, maxBuffer: MAX_OUTPUT_BYTES });
        return stage;
      }
      case 'COPY':
        await copy(step, at(step.words.at(-1) ?? ''));
        return stage;
      case 'ENV':
        return { ...stage, env: { ...stage.env, ...step.pairs } };
      case 'USER':
        return { ...stage, user: step.words[0] ?? '' };
      case 'ENTRYPOINT':
        return { ...stage, entrypoint: step.strings };
      case 'CMD':
        return { ...stage, command: step.strings };
      case 'ARG':
      case 'LABEL':
      case 'EXPOSE':
      case 'STOPSIGNAL':
        return stage;
      default:
        throw new Error(`${step.keyword} is not known to this test`);
    }
  }

  async function copy({ words, from }: Step, target: string): Promise<void> {
    const root = from === undefined ? context : roots.get(from);
    if (root === undefined) throw new Error(`COPY --from=${from}: there is no such stage`);
    const isTaken = (file: string) => from !== undefined || isSent(file.slice(root.length).replace(/^\/+/, ''));
    for (const source of words.slice(0, -1)) {
      const origin = join(root, source);
      if (!isTaken(origin)) throw new Error(`COPY ${source}: .dockerignore leaves it out`);
      // The contents of a folder, but a file by its name where the target is a folder.
      const isFile = (await stat(origin)).isFile();
      const into = isFile && (words.at(-1) ?? '').endsWith('/') ? join(target, basename(source)) : target;
      await mkdir(dirname(into), { recursive: true });
      await cp(origin, into, { recursive: true, verbatimSymlinks: true, filter: isTaken });
    }
  }
}

/** What of the context is sent, by the rules of which ours consists: `*`, then what stays in by its path. The last that fits holds. */
export function readIgnored(text: string): (path: string) => boolean {
  const rules = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const strange = rules.filter((rule) => rule !== '*' && /[*?[\\]/.test(rule));
  if (strange.length > 0) throw new Error(`.dockerignore: not known to this test: ${strange.join(' ')}`);
  return (path) => {
    const fits = (pattern: string) => pattern === '*' || path === pattern || path.startsWith(`${pattern}/`);
    const last = rules.findLast((rule) => fits(rule.replace(/^!/, '')));
    return last === undefined || last.startsWith('!');
  };
}
