import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compose, type Subgraph } from '../examples/federation/compose.ts';

interface Composed {
  readonly subgraphs: Readonly<
    Record<string, { readonly routing_url: string; readonly schema: { readonly file: string } }>
  >;
}

/** The supergraph of deploy/supergraph.yaml, as rover would write it: for those who would rather do without rover. */
export function composeSupergraph(): string {
  const file = new URL('supergraph.yaml', import.meta.url);
  const { subgraphs } = parse(readFileSync(file, 'utf8')) as Composed;
  return compose(
    Object.entries(subgraphs).map(
      ([name, { routing_url: url, schema }]): Subgraph => ({
        name,
        url,
        sdl: readFileSync(new URL(schema.file, file), 'utf8'),
      }),
    ),
  );
}

if (import.meta.main) process.stdout.write(composeSupergraph());
