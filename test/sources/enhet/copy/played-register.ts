import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Kind } from './made-up.ts';

// The part of the register's REST service that a copy asks, on loopback: bulk files, feeds, search by numbers, single units, roles.

export type Json = Record<string, unknown>;

/** What is in the register: by number. `removed` is what 410 stands for. */
export interface Table<Value> {
  get(number: string): Value | undefined;
  values(): Iterable<Value>;
}

export interface FeedEntry {
  readonly id: number;
  readonly number: string;
  readonly type: 'Ny' | 'Endring' | 'Sletting' | 'Fjernet' | 'Ukjent' | string;
  /** Counted by its page, and not in its list. */
  readonly isHidden?: true;
  readonly at: string;
}

export interface Contents {
  readonly units: Table<Json | 'removed'>;
  readonly subUnits: Table<Json | 'removed'>;
  readonly roles: Table<Json>;
  readonly feeds: Readonly<Record<Kind | 'roles', readonly FeedEntry[]>>;
}

export interface PlayedRegister {
  readonly url: string;
  /** Paths with their queries, in the order in which they were asked for. */
  readonly asked: string[];
  /** Answers in the register's place where it returns true. */
  instead: (path: string, response: ServerResponse) => boolean;
  lastModified: string | undefined;
  close(): Promise<void>;
}

/** The bulk files; another one may give them, where there are too many units to be held. */
export type BulkOf = (path: string) => Readable | undefined;

export async function startPlayedRegister(contents: Contents, bulkOf?: BulkOf): Promise<PlayedRegister> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = pathOf(request);
    asked.push(path);
    if (played.instead(path, response)) return;
    answer(path, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const played: PlayedRegister = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/enhetsregisteret/api`,
    asked,
    instead: () => false,
    lastModified: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  return played;

  function answer(path: string, response: ServerResponse): void {
    const url = new URL(path, 'http://register.example');
    const [, first = '', second = '', third = ''] = url.pathname.split('/');
    const bulk = bulkOf?.(url.pathname) ?? bulkFile(url.pathname);
    if (bulk) {
      response.writeHead(200, {
        'content-type': 'application/vnd.brreg.enhetsregisteret.enhet.v2+gzip;charset=UTF-8',
        ...(played.lastModified && { 'last-modified': played.lastModified }),
      });
      bulk.pipe(response);
      return;
    }
    const kind = first === 'enheter' ? 'units' : 'subUnits';
    if (first === 'oppdateringer') send(response, 200, feed(second, url.searchParams));
    else if (third === 'roller') sendFound(response, contents.roles.get(second));
    else if (second) sendFound(response, contents[kind].get(second));
    else send(response, 200, search(kind, first, url.searchParams));
  }

  function bulkFile(path: string): Readable | undefined {
    const table = (
      {
        '/enheter/lastned': contents.units,
        '/underenheter/lastned': contents.subUnits,
        '/roller/totalbestand': contents.roles,
      } as Readonly<Record<string, Table<Json | 'removed'> | undefined>>
    )[path];
    if (!table) return undefined;
    const live = [...table.values()].filter((value) => value !== 'removed' && !value.slettedato);
    return Readable.from([JSON.stringify(live, null, 2)]).pipe(createGzip());
  }

  function feed(name: string, query: URLSearchParams): unknown {
    const size = Number(query.get('size') ?? 20);
    if (name === 'roller') {
      const after = Number(query.get('afterId') ?? 0);
      const since = query.get('afterTime') ?? '';
      return contents.feeds.roles
        .filter(({ id, at }) => id > after && at >= since)
        .slice(0, size)
        .map(({ id, number, at }) => ({
          specversion: '1.0',
          id: String(id),
          source: `${played.url}/enheter/${number}/roller`,
          type: 'no.brreg.enhetsregisteret.rolle.oppdatert',
          time: at,
          data: { organisasjonsnummer: number },
        }));
    }
    const kind = name === 'enheter' ? 'units' : 'subUnits';
    const from = Number(query.get('oppdateringsid') ?? 1);
    const since = query.get('dato') ?? '';
    const found = contents.feeds[kind].filter(({ id, at }) => id >= from && at >= since);
    const ordered = query.get('sort') === 'id,DESC' ? found.toReversed() : found;
    const shown = ordered.filter(({ isHidden }) => !isHidden);
    const items = shown.slice(0, size).map(({ id, number, type, at }) => ({
      oppdateringsid: id,
      dato: at,
      organisasjonsnummer: number,
      endringstype: type,
      _links: { [name === 'enheter' ? 'enhet' : 'underenhet']: { href: `${played.url}/${name}/${number}` } },
    }));
    const list = name === 'enheter' ? 'oppdaterteEnheter' : 'oppdaterteUnderenheter';
    return {
      ...(items.length > 0 && { _embedded: { [list]: items } }),
      page: { size, totalElements: found.length, totalPages: Math.ceil(found.length / size), number: 0 },
    };
  }

  function search(kind: Kind, list: string, query: URLSearchParams): unknown {
    const wanted = (query.get('organisasjonsnummer') ?? '').split(',');
    const found = wanted.flatMap((number) => {
      const unit = contents[kind].get(number);
      return unit && unit !== 'removed' && !unit.slettedato ? [unit] : [];
    });
    return {
      ...(found.length > 0 && { _embedded: { [list]: found } }),
      page: { size: Number(query.get('size')), totalElements: found.length, totalPages: 1, number: 0 },
    };
  }
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/^\/enhetsregisteret\/api/, '');
}

function sendFound(response: ServerResponse, found: Json | 'removed' | undefined): void {
  if (found === undefined) response.writeHead(404).end();
  else if (found === 'removed') send(response, 410, { slettedato: '2026-09-01' });
  else send(response, 200, found);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' }).end(JSON.stringify(body));
}
