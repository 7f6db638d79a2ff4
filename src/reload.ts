import type { Config, Environment } from './config.ts';
import { type ConfigFiles, type Content, createConfigFiles, isSame, PARTS } from './config/files.ts';
import { variablesOf } from './config/file-variables.ts';
import type { Renewed } from './domain/renewable.ts';
import { type CheckDocuments, readAgain } from './read-again.ts';
import type { FilesState, RefusedFiles } from './server/files.ts';
import type { Logger } from './server/logging.ts';

/** What a running gateway is given of a configuration that has been read anew: of these parts, by their names in `config/files.ts`. */
export type Take = (config: Config, parts: ReadonlySet<string>) => void;

/** Why changed files of a part are refused, and which contents that was said of. */
interface Refusal extends RefusedFiles {
  readonly contents: ReadonlyMap<string, Content>;
  /** Time alone may mend it. */
  readonly isTooEarly: boolean;
  /** All files that were read, some of which may be named by others of them. */
  readonly files: ReadonlySet<string>;
}

/**
 * Reads the configuration again when files of it have changed, by the rules of the start. Each part is tried by itself, with what the files of
 * all others held when they were last taken: a certificate that cannot be used holds back no issuer's keys. A part is taken whole: a
 * certificate without its key is not.
 */
export function createReload({
  environment,
  files,
  config,
  state,
  take,
  checkDocuments,
  logger,
}: {
  readonly environment: Environment;
  /** What `config` has been read from. */
  readonly files: ConfigFiles;
  readonly config: Config;
  readonly state: Renewed<FilesState>;
  readonly take: Take;
  readonly checkDocuments: CheckDocuments;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
}) {
  let good = files;
  let holds = config;
  const refused = new Map<string, Refusal>();
  let counts = state.current.counts;
  let lateSecrets: ReadonlyMap<string, Content> = new Map();

  const tell = () =>
    state.renew({ counts, refused: [...refused.values()].map(({ variables, since }) => ({ variables, since })) });
  const filesOf = (part: string) => new Set([...good.filesOf(part), ...(refused.get(part)?.files ?? [])]);

  /** `contents` is what stands in the files now. */
  async function consider(contents: ReadonlyMap<string, Content>, isAsked: boolean): Promise<void> {
    let isNew = false;
    for (const part of good.parts()) {
      const changed = [...good.filesOf(part)].filter(
        (file) => contents.has(file) && !isSame(contents.get(file), good.read.get(file)),
      );
      const variables = variablesOf(changed, environment);
      const before = refused.get(part);
      if (changed.length === 0) {
        if (refused.delete(part)) logger.info({ files: before?.variables }, 'files that were refused are as they were');
      } else if (part === PARTS.start) {
        if (changed.some((file) => !isSame(contents.get(file), lateSecrets.get(file)))) {
          logger.warn({ files: variables }, 'files have changed that are read at the start only');
        }
        lateSecrets = contents;
      } else if (isAsked || !before || before.isTooEarly || isOther(before, contents)) {
        isNew = true;
        await tryPart(part, changed, contents, isAsked);
      }
    }
    if (isAsked && !isNew) logger.info('no file has changed');
    tell();
  }

  async function tryPart(
    part: string,
    changed: readonly string[],
    contents: ReadonlyMap<string, Content>,
    isAsked: boolean,
  ): Promise<void> {
    const own = [...filesOf(part)].flatMap((file) => {
      const content = contents.get(file);
      return content ? [[file, content] as const] : [];
    });
    const read = createConfigFiles(new Map([...good.read, ...own]));
    // What several sources have in common is taken for all of them.
    const parts = new Set(
      good
        .parts()
        .filter((one) => changed.some((file) => good.filesOf(one).has(file)))
        .concat(part),
    );
    const tried = await readAgain(environment, { files: read, parts, holds: holds.sources, checkDocuments });
    const variables = variablesOf(changed, environment);
    if (tried.config) {
      take(tried.config, parts);
      good = read;
      holds = tried.config;
      refused.delete(part);
      counts = { ...counts, taken: counts.taken + 1 };
      logger.info({ files: variables }, 'changed files have been read, and hold from now on');
      return;
    }
    const before = refused.get(part);
    refused.set(part, {
      variables,
      since: before?.since ?? new Date().toISOString(),
      contents: new Map([...read.filesOf(part)].map((file) => [file, read.read.get(file) as Content])),
      isTooEarly: tried.isTooEarly ?? false,
      files: new Set([...filesOf(part), ...read.filesOf(part)]),
    });
    if (before && !isAsked && !isOther(before, contents)) return;
    counts = { ...counts, refused: counts.refused + 1 };
    const { problems } = tried;
    logger.error({ files: variables, problems }, 'changed files are refused: what they held before goes on');
  }

  return {
    consider,
    /** What stood in the files that are in force. */
    held: () => good.read,
    /** All that the configuration is read from, and would be if it could be. */
    files: () => new Set(good.parts().flatMap((part) => [...filesOf(part)])),
  };
}

function isOther({ contents: before }: Refusal, contents: ReadonlyMap<string, Content>): boolean {
  return [...before].some(([file, content]) => !isSame(content, contents.get(file)));
}
