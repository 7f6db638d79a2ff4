import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

const imports: readonly Import[] = files.flatMap((file) =>
  ownImports(readFileSync(join(src, file), 'utf8')).map((to) => ({
    from: file,
    to: relative(src, join(src, dirname(file), to))
      .split(sep)
      .join('/'),
  })),
);

/** What a file imports of ours: static, for effect, re-exported, dynamic, and types alike. */
function ownImports(text: string): string[] {
  return [...withoutComments(text).matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']*)'/g)].flatMap(
    (match) => match[1] ?? [],
  );
}

function code(file: string): string {
  return withoutComments(readFileSync(join(src, file), 'utf8'));
}

function withoutComments(text: string): string {
  return text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
}

const SOURCES = readdirSync(join(src, 'sources'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

/** What sources have in common, and of that what knows each of them. */
const OF_ALL_SOURCES = /^sources\/[\w-]+\.ts$/;
const OF_THE_LIST = ['sources/index.ts', 'sources/list.ts'];

/** Only these of a source see the kit that the graph is made with. None sees the graph. */
const GRAPH_SIDE = /^sources\/\w+\/(?:graph\.ts|mutations\.ts|graph\/)/;
/**
 * What the server has in common with every graph: it makes each request's context (context, audit), and counts what an
 * operation may cost (budget, operation-cost) of what its conditions leave in, and what is read without graphql-js.
 */
const SEEN_BY_SERVER = ['context', 'audit', 'budget', 'operation-cost', 'conditions', 'plain-values'].map(
  (name) => `graph-kit/${name}.ts`,
);

function mayImport(from: string, to: string): boolean {
  const within = (...rooms: readonly string[]) => rooms.some((room) => to === room || to.startsWith(room));
  const [room = '', noun = ''] = from.split('/');
  // The command line stands on top of everything, and nothing on it.
  if (room === 'cli') return true;
  // It writes down the shape of what that prints, and is no part of a gateway.
  if (from === 'print.ts' && to === 'cli/document/report.ts') return true;
  // The table of all options is made of the command line itself.
  if (within('cli/')) return from === 'tables.ts';
  if (!from.includes('/')) return true;
  switch (room) {
    case 'domain':
      return within('domain/');
    case 'wire':
      return within('wire/', 'domain/');
    case 'sources':
      // What sources have in common knows none of them, but for the list.
      if (noun.endsWith('.ts')) {
        const isListed = from === 'sources/list.ts' && SOURCES.some((name) => to === `sources/${name}/source.ts`);
        return isListed || within('domain/', 'wire/') || OF_ALL_SOURCES.test(to);
      }
      if (GRAPH_SIDE.test(from) && within('graph-kit/')) return true;
      return within('domain/', 'wire/', `sources/${noun}/`) || (OF_ALL_SOURCES.test(to) && !OF_THE_LIST.includes(to));
    case 'graph-kit':
      return within('graph-kit/', 'domain/');
    case 'graph':
      return within('domain/', 'graph-kit/', 'sources/', 'graph/');
    case 'server':
      // The domain: who calls, and the context that every backend call carries, are made here.
      return within('server/', 'graph/', 'sources/index.ts', 'domain/') || SEEN_BY_SERVER.includes(to);
    case 'config':
      // What the environment may say about each room, in that room's own types.
      return within('config/', 'domain/', 'wire/', 'sources/', 'server/', 'graph/scopes.ts');
    case 'sandbox':
      return within('sandbox/', 'domain/', 'wire/');
    default:
      return false;
  }
}

/** The groups of files that import each other, directly or in a circle: Tarjan's strongly connected components. */
function findCircles(arrows: readonly Import[]): string[][] {
  const targets = Map.groupBy(arrows, ({ from }) => from);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  function visit(file: string): void {
    order.set(file, order.size);
    lowest.set(file, order.size - 1);
    open.push(file);
    for (const { to } of targets.get(file) ?? []) {
      if (!order.has(to)) visit(to);
      // A file that is no longer open belongs to a group that is done.
      if (open.includes(to)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(to) ?? 0));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const group = open.splice(open.indexOf(file));
    const importsItself = targets.get(file)?.some(({ to }) => to === file);
    if (group.length > 1 || importsItself) circles.push(group.toSorted());
  }

  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return circles;
}

describe('imports go in no circle', () => {
  it('in all of src, types too', () => {
    expect(findCircles(imports)).toEqual([]);
  });

  it('and the search finds those that there are', () => {
    const arrows = ['a>b', 'b>c', 'c>a', 'c>d', 'd>e', 'e>d', 'f>f', 'f>a', 'g>h', 'i>h', 'g>i'].map((arrow) => {
      const [from = '', to = ''] = arrow.split('>');
      return { from, to };
    });
    expect(findCircles(arrows)).toEqual([['d', 'e'], ['a', 'b', 'c'], ['f']]);
  });
});

describe('imports point one way', () => {
  it('looks at files that are there', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.filter(({ to }) => !files.includes(to))).toEqual([]);
    const rooms = new Set(files.map((file) => file.split('/')[0]));
    expect([...rooms].filter((room) => !room?.endsWith('.ts')).toSorted()).toEqual(
      ['cli', 'config', 'domain', 'graph', 'graph-kit', 'sandbox', 'server', 'sources', 'wire'].toSorted(),
    );
  });

  it('by the table of docs/architecture.md', () => {
    expect(imports.filter(({ from, to }) => !mayImport(from, to))).toEqual([]);
  });

  it('no source knows another', () => {
    const nounOf = (file: string) => /^sources\/(\w+)\//.exec(file)?.[1];
    const across = imports.filter(({ from, to }) => nounOf(from) && nounOf(to) && nounOf(from) !== nounOf(to));
    expect(across).toEqual([]);
    expect(new Set(files.flatMap((file) => nounOf(file) ?? []))).toEqual(new Set(SOURCES));
  });

  it('one file of the graph knows two nouns, and none lists them', () => {
    const knowing = files.filter((file) => {
      const nouns = imports.filter(({ from, to }) => from === file && /^sources\/\w+\//.test(to));
      return file.startsWith('graph/') && new Set(nouns.map(({ to }) => to.split('/')[1])).size > 1;
    });
    expect(knowing.toSorted()).toEqual(['graph/edges.ts']);
  });

  it('a source’s port, loader and adapter know nothing of GraphQL', () => {
    const seeing = files.filter(
      (file) =>
        file.startsWith('sources/') &&
        !GRAPH_SIDE.test(file) &&
        /from '(?:graphql|graphql-yoga|@pothos\/[^']+)'/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(seeing).toEqual([]);
  });

  it('the only places that open a connection to a register are wire/http/connection.ts, and wire/probe.ts for doctor', () => {
    const isOpening = /from '(?:undici|node:(?:net|https?|http2))'|\bfetch\(|\btls\.connect\(/;
    const opening = files.filter((file) => isOpening.test(readFileSync(join(src, file), 'utf8')));
    // Those who listen: the gateway, and the registers that are played. And those who ask a gateway, or for its schema.
    const others = ['server/', 'sandbox/', 'cli/ask/send.ts', 'cli/document/fetch-schema.ts'];
    expect(opening.filter((file) => !others.some((other) => file.startsWith(other))).toSorted()).toEqual([
      'wire/http/connection.ts',
      'wire/probe.ts',
    ]);
    expect(imports.filter(({ to }) => to === 'wire/probe.ts').map(({ from }) => from)).toEqual([
      'cli/doctor/sources.ts',
    ]);
  });

  it('the package of frontends imports nothing but itself, but for what codegen is given; and nothing of src imports it', () => {
    const folder = fileURLToPath(new URL('../client/src/', import.meta.url));
    const client = readdirSync(folder);
    expect(client).toEqual(expect.arrayContaining(['index.ts', 'codegen.ts']));
    const foreign = client.flatMap((file) => {
      const text = withoutComments(readFileSync(join(folder, file), 'utf8'));
      const found = [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'(?!\.\/)([^']*)'/g)];
      return found.map(([, name]) => `${file}: ${name}`);
    });
    expect(foreign).toEqual(['codegen.ts: @graphql-codegen/client-preset']);
    const importing = files.filter((file) => /from '(?:registergraf-client|(?:\.\.\/)+client\/)/.test(code(file)));
    expect(importing).toEqual([]);
  });

  it('the table refuses what it should', () => {
    const refused: readonly (readonly [string, string])[] = [
      ['domain/cpr.ts', 'wire/http/client.ts'],
      ['sources/enhet/source.ts', 'sources/list.ts'],
      ['sources/define.ts', 'sources/enhet/source.ts'],
      ['wire/http/client.ts', 'sources/index.ts'],
      ['sources/enhet/adapters/grunndata/client.ts', 'graph-kit/kit.ts'],
      ['sources/enhet/graph.ts', 'graph/edges.ts'],
      ['graph-kit/kit.ts', 'sources/index.ts'],
      ['graph-kit/kit.ts', 'sources/enhet/codes.ts'],
      ['graph-kit/kit.ts', 'graph/schema.ts'],
      ['graph-kit/kit.ts', 'wire/http/client.ts'],
      ['server/gateway.ts', 'graph-kit/kit.ts'],
      ['sources/enhet/graph.ts', 'graph/schema.ts'],
      ['sources/enhet/graph.ts', 'sources/postkasse/graph.ts'],
      ['graph/schema.ts', 'server/gateway.ts'],
      ['server/gateway.ts', 'sources/enhet/adapters/grunndata/client.ts'],
      ['server/gateway.ts', 'sandbox/index.ts'],
      ['sandbox/index.ts', 'sources/index.ts'],
      ['sandbox/index.ts', 'graph-kit/kit.ts'],
      ['sandbox/index.ts', 'cli/output.ts'],
      ['server/gateway.ts', 'cli/output.ts'],
      ['main.ts', 'cli/main.ts'],
      ['print.ts', 'cli/main.ts'],
    ];
    expect(refused.flat().filter((file) => !files.includes(file))).toEqual([]);
    expect(refused.filter(([from, to]) => mayImport(from, to))).toEqual([]);
  });
});

describe('a file is short enough to be read', () => {
  const lengths = files.map((file) => readFileSync(join(src, file), 'utf8').split('\n').length);

  it.each(files.map((file, index) => [file, lengths[index] ?? 0] as const))('%s has %i lines', (_, length) => {
    expect(length).toBeLessThanOrEqual(250);
  });

  it('most of them under 150', () => {
    expect(lengths.filter((length) => length > 150).length).toBeLessThan(lengths.length / 10);
  });
});
