import { undatedIn } from './certificate-dates.ts';
import { type Config, ConfigError, type Environment, readConfig } from './config.ts';
import { type ConfigFiles, PARTS } from './config/files.ts';
import type { SourcesConfig } from './sources/index.ts';

/** What is wrong with the documents of a configuration that are not held yet. */
export type CheckDocuments = (config: Config) => Promise<readonly string[]>;

/** The configuration, or why there is none. */
interface Again {
  readonly config?: Config;
  /** A line each, without anything that stands in a file of secrets. */
  readonly problems: readonly string[];
  /** Time alone may mend it. */
  readonly isTooEarly?: boolean;
}

/** Reads the configuration by other files, of which those of `parts` have changed, as at the start. `holds` is what is asked by now. */
export async function readAgain(
  environment: Environment,
  {
    files,
    parts,
    holds,
    checkDocuments,
  }: {
    readonly files: ConfigFiles;
    readonly parts: ReadonlySet<string>;
    readonly holds: SourcesConfig;
    readonly checkDocuments: CheckDocuments;
  },
): Promise<Again> {
  let config: Config;
  try {
    config = readConfig(environment, files);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { problems: error.problems };
  }
  const undated = undatedIn(config.sources, holds, parts);
  const documents = parts.has(PARTS.documents) ? await checkDocuments(config) : [];
  const problems = [...undated.map(({ text }) => text), ...documents];
  if (problems.length === 0) return { config, problems };
  return { problems, isTooEarly: undated.some(({ isTooEarly }) => isTooEarly) };
}
