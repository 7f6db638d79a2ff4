import type { Environment } from '../sources/values.ts';
import { SECRET_FILES } from './secrets.ts';
import { NAMES } from './variables.ts';

/** The variables that name the files; a file that is named in another one belongs to the variable of that. */
export function variablesOf(files: readonly string[], environment: Environment): readonly string[] {
  const names = [...NAMES, ...SECRET_FILES];
  const named = files.flatMap((file) => {
    const own = names.filter((name) => environment[name] === file);
    return own.length > 0 ? own : ['TOKEN_ISSUERS'];
  });
  return [...new Set(named)];
}
