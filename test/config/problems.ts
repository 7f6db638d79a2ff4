import { ConfigError } from '../../src/config.ts';

/** The lines of the ConfigError that reading throws; none where it does not. */
export function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
