import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { CallContext } from '../../src/domain/call.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { listen, type Request } from '../../src/sandbox/common/server.ts';
import { connectSources, type Ports } from '../../src/sources/index.ts';
import { countedCall, sourcesAt } from './registers.ts';

/** An operation with samples: how to ask it, and about what where the sample does not say. */
export interface Sampled<Key = unknown> {
  readonly keys: readonly Key[];
  ask(ports: Ports, keys: readonly Key[], call: CallContext): Promise<readonly Outcome<unknown>[]>;
}

/** Lets operations with different kinds of keys stand in one table. */
export function sampled<Key>(of: Sampled<Key>): Sampled {
  return of;
}

/** `sample.json`, where an answer is not 200 with the usual headers or is not about the usual keys. */
interface Settings {
  readonly keys?: readonly unknown[];
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

export interface Exchange {
  readonly outcomes: readonly Outcome<unknown>[];
  readonly requests: readonly Request[];
}

/** Serves the `response` file of a sample folder on a loopback socket, and asks it through the whole adapter, once. */
export async function exchange(folder: URL, { keys, ask }: Sampled): Promise<Exchange> {
  const settings: Settings = JSON.parse(readSample(folder, 'sample.json') ?? '{}');
  const body = readFileSync(new URL(responseOf(folder), folder));
  const requests: Request[] = [];
  const server = await listen((request) => {
    requests.push(request);
    return { status: settings.status ?? 200, headers: { 'content-type': 'text/xml', ...settings.headers }, body };
  });
  const sources = connectSources({ ...sourcesAt(server.url), pausesMs: [] });
  try {
    const outcomes = await ask(sources.ports, settings.keys ?? keys, countedCall().call);
    // As they would be printed: what is undefined is not there.
    return { outcomes: JSON.parse(JSON.stringify(outcomes)), requests };
  } finally {
    await sources.close();
    await server.close();
  }
}

/** response.xml, response.json, response.txt: the name says what the file holds, not how it is sent. */
function responseOf(folder: URL): string {
  const name = readdirSync(folder).find((file) => file.startsWith('response.'));
  if (!name) throw new Error(`no response in ${folder.pathname}`);
  return name;
}

export function readSample(folder: URL, name: string): string | undefined {
  const file = new URL(name, folder);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The folders in a folder; fails on an empty one, for a loop over nothing proves nothing. */
export function foldersIn(folder: URL): readonly string[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  if (names.length === 0) throw new Error(`nothing in ${folder.pathname}`);
  return names;
}
