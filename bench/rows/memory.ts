import type { Child } from '../child.ts';
import { askOnce, type Driven, type Message, openLoad } from '../load.ts';
import type { TestBed } from '../bed.ts';
import { differentDocument, QUERIES, type Query, queryOf } from '../queries.ts';
import { spread } from '../statistics.ts';
import type { Line, Row } from './row.ts';

const BEFORE = 20_000;
const AFTER = 200_000;
const GROWTH = { atMost: 1.1 };
/** So few that V8 makes no full collection of its own meanwhile. */
const LEAVING = 4_000;
const MEGABYTE = 1024 * 1024;
/** One document in so many is one that has not been seen before. */
const NEW_DOCUMENT_EVERY = 20;

export const memory: Row = {
  name: 'memory',
  about: `Memory after ${AFTER} mixed requests against after ${BEFORE}: answers, refusals and documents not seen before`,
  async measure(bed, { connections, scale }) {
    const child = await bed.fresh('gateway');
    const messages = await mixed(bed, child.url, connections);
    let documents = 0;
    const load = await openLoad({
      url: child.url,
      concurrency: connections,
      next(connection, turn) {
        if (turn % NEW_DOCUMENT_EVERY === 0) {
          documents += 1;
          return bed.message(differentDocument(documents), connection);
        }
        const own = messages[connection] ?? [];
        return own[turn % own.length] as Message;
      },
    });
    const weigh = async () => ({ heap: await child.ask('heap'), rss: await child.ask('rss') });
    await load.drive(0, BEFORE * scale);
    const before = await weigh();
    await load.drive(0, (AFTER - BEFORE) * scale);
    const after = await weigh();
    const left = await garbageLeft(child, () => load.drive(0, LEAVING * scale));
    load.close();
    await child.stop();
    const grown = (what: 'heap' | 'rss'): Line => ({
      measure: `${what === 'heap' ? 'heap in use after collection' : 'resident memory'}: after ${AFTER * scale} requests ÷ after ${BEFORE * scale}`,
      measured: spread([after[what] / before[what]]),
      target: GROWTH,
    });
    const absolute = (name: string, bytes: number): Line => ({
      measure: name,
      measured: spread([bytes / MEGABYTE]),
      unit: 'MB',
      digits: 1,
    });
    return {
      lines: [
        grown('heap'),
        grown('rss'),
        absolute(`heap after ${AFTER * scale} requests`, after.heap),
        absolute(`resident memory after ${AFTER * scale} requests`, after.rss),
        {
          measure: 'garbage that a request leaves to full collections',
          measured: spread([left]),
          unit: 'bytes',
          digits: 0,
        },
      ],
    };
  },
};

/**
 * Bytes of garbage that a request leaves to the next full collection. One of those is made while requests are under way: what it has made
 * old, and is dead soon, must lead to nothing that comes later.
 */
export async function garbageLeft(child: Child, drive: () => Promise<Driven>): Promise<number> {
  const first = drive();
  await child.ask('heap');
  const { requests } = await first;
  const { requests: more } = await drive();
  const left = await child.ask('young');
  return (left - (await child.ask('heap'))) / (requests + more);
}

/** What each connection sends in turn. Whatever a request is answered with at first, it must be answered with ever after. */
async function mixed(bed: TestBed, url: string, connections: number): Promise<Message[][]> {
  const document = (query: string): Query => ({ name: query, calls: 0, body: JSON.stringify({ query }) });
  const good = [QUERIES.small, QUERIES.list, queryOf(10), document('{ __schema { queryType { name } } }')];
  const refused = [document('{ enhet'), document('{ nobody }'), { ...QUERIES.small, body: '[' }];
  const messages: Message[][] = [];
  for (let connection = 0; connection < connections; connection += 1) {
    const own = [...good, ...good, ...refused].map((query) => bed.message(query, connection));
    own.push({ ...bed.message(QUERIES.small, connection), bytes: withoutToken(bed, connection) });
    messages.push(await Promise.all(own.map(async (message) => ({ ...message, ...(await statusOf(url, message)) }))));
  }
  return messages;
}

async function statusOf(url: string, { bytes }: Message): Promise<{ readonly status: number }> {
  return { status: (await askOnce(url, bytes)).status };
}

function withoutToken(bed: TestBed, connection: number): Buffer {
  const text = bed.message(QUERIES.small, connection).bytes.toString('utf8');
  return Buffer.from(text.replace(/authorization: [^\r]*\r\n/, ''));
}
