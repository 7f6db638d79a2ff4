import { text as readStream } from 'node:stream/consumers';
import { CliError } from '../errors.ts';
import type { AskOptions } from './options.ts';

/** Who asks. What cannot be a header is refused here: the library's own message would repeat a token. */
export async function readHeaders({ token, caller, scopes }: AskOptions): Promise<Record<string, string>> {
  const bearer = await readToken(token);
  if (bearer !== undefined && !/^[\x21-\x7e]+$/.test(bearer)) {
    throw new CliError('the token must be one word of visible characters');
  }
  for (const [option, value] of Object.entries({ caller, scopes })) {
    if (value !== undefined && !/^[\x20-\x7e]+$/.test(value))
      throw new CliError(`--${option} must be visible characters`);
  }
  return {
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    ...(caller !== undefined && { 'x-sandbox-caller': caller }),
    ...(scopes !== undefined && { 'x-sandbox-scopes': scopes }),
  };
}

async function readToken(given: string | undefined): Promise<string | undefined> {
  if (given === '-') return (await readStream(process.stdin)).trim();
  // An empty variable is what a shell leaves of one that is not set.
  return given ?? (process.env.REGISTERGRAF_TOKEN?.trim() || undefined);
}
