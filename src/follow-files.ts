import type { Assembled } from './assemble.ts';
import { checkAdded } from './documents.ts';
import type { Config, Environment } from './config.ts';
import type { ConfigFiles, Content } from './config/files.ts';
import { watchFiles } from './config/watch.ts';
import { createRenewable, type Renewed } from './domain/renewable.ts';
import { schema } from './graph/schema.ts';
import type { Hangup } from './hangup.ts';
import { createReload, type Take } from './reload.ts';
import type { Documents } from './server/documents/documents.ts';
import { type FilesState, NO_FILES_YET } from './server/files.ts';
import { type Logger, logBug } from './server/logging.ts';

/** Has a gateway take what changes in the files of its configuration: at SIGHUP, and when it looks by itself. */
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
    /** Left out: nothing is told, since others tell the same. */
    readonly logger?: Logger;
  },
): { readonly held: () => ReadonlyMap<string, Content>; readonly close: () => void } {
  const checkDocuments = (changed: Config) => checkAdded(changed, documents.current, schema);
  const reload = createReload({ environment, files, config, state, take, checkDocuments, logger: logger ?? SILENT });
  const watch = watchFiles({
    files: reload.files,
    everyMs: config.reloadMs,
    onChange: (contents, isAsked) =>
      reload.consider(contents, isAsked).catch((bug: unknown) => logger && logBug(logger, undefined, bug)),
  });
  const stop = hangup.listen(() => void watch.look());
  return {
    held: reload.held,
    close() {
      stop();
      watch.close();
    },
  };
}

const SILENT = { info() {}, warn() {}, error() {} };

/** The same for a process whose gateways follow by themselves: it knows what they go on with, for one that comes in place of another. */
export function followForOthers(
  config: Config,
  how: Pick<Parameters<typeof followFiles>[1], 'environment' | 'files' | 'hangup'>,
  first: Documents,
): () => ReadonlyMap<string, Content> {
  const documents = createRenewable(first);
  const take: Take = (changed) => documents.renew(changed.documents ?? first);
  return followFiles(config, { ...how, state: createRenewable(NO_FILES_YET), gateway: { take, documents } }).held;
}
