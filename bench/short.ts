import { type Asked, openTestBed, type TestBed } from './bed.ts';
import { askOnce } from './load.ts';
import { QUERIES, type Query } from './queries.ts';
import { SERVER_NAMES, type ServerName, whyMissing } from './servers.ts';

/** Asks every server that is there both queries, and holds answers and calls to what they must be. Measures no time. */
export async function checkAnswers(say: (text: string) => void, only?: readonly string[]): Promise<void> {
  const bed = await openTestBed();
  try {
    const wanted = SERVER_NAMES.filter((name) => !only || only.includes(name));
    const names = wanted.filter((name) => {
      const missing = whyMissing(name);
      if (missing) say(`${name}: ${missing}`);
      return !missing;
    });
    await Promise.all(names.map((name) => bed.server(name)));
    for (const query of Object.values(QUERIES)) {
      for (const [name, asked] of await prepared(bed, names, query)) {
        // What one connection is answered, sixteen are answered too, each request with its own calls.
        const { requests } = await bed.measure(asked, { seconds: 0, connections: CONNECTIONS });
        say(`${name}, ${query.name}: ${requests} answers as expected, ${asked.query.calls} calls each`);
      }
    }
  } finally {
    await bed.close();
  }
}

const CONNECTIONS = 16;

/** Where units are kept, the register is asked once and not again. */
async function prepared(
  bed: TestBed,
  names: readonly ServerName[],
  query: Query,
): Promise<ReadonlyMap<ServerName, Asked>> {
  const all: Map<ServerName, Asked> = await bed.prepareAll<ServerName>(
    names.filter((name) => name !== 'kept'),
    query,
  );
  if (names.includes('kept')) {
    const child = await bed.server('kept');
    await askOnce(child.url, bed.message(query, 1).bytes);
    all.set('kept', await bed.prepare(child, { ...query, calls: 0 }, all.get('byHand')?.expected));
  }
  return all;
}
