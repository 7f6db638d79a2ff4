import type { Assembled } from './assemble.ts';
import { checkAdded } from './documents.ts';
import type { Config, Environment } from './config.ts';
import type { ConfigFiles } from './config/files.ts';
import { watchFiles } from './config/watch.ts';
import type { Renewed } from './domain/renewable.ts';
import { schema } from './graph/schema.ts';
import type { Hangup } from './hangup.ts';
import { createReload } from './reload.ts';
import type { FilesState } from './server/files.ts';
import { type Logger, logBug } from './server/logging.ts';

/** Has a gateway take what changes in the files of its configuration: at SIGHUP, and when it looks by itself. Returns what ends that. */
export function followFiles(
  config: Config,
  {
    environment,
    files,
    state,
    gateway: { take, documents },
    hangup,
    logger,
  }: {
    readonly environment: Environment;
    readonly files: ConfigFiles;
    readonly state: Renewed<FilesState>;
    readonly gateway: Pick<Assembled, 'take' | 'documents'>;
    readonly hangup: Pick<Hangup, 'listen'>;
    readonly logger: Logger;
  },
): () => void {
  const checkDocuments = (changed: Config) => checkAdded(changed, documents.current, schema);
  const reload = createReload({ environment, files, config, state, take, checkDocuments, logger });
  const watch = watchFiles({
    files: reload.files,
    everyMs: config.reloadMs,
    onChange: (contents, isAsked) =>
      reload.consider(contents, isAsked).catch((bug: unknown) => logBug(logger, undefined, bug)),
  });
  const stop = hangup.listen(() => void watch.look());
  return () => {
    stop();
    watch.close();
  };
}
