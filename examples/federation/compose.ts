import { readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** What Registergraf says of itself as a subgraph. The running one answers it to `{ _service { sdl } }`, too. */
export const REGISTERGRAF_SDL = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8');

/** One graph out of several, as a router wants it; or an error that lists every reason why not. */
export function compose(subgraphs: readonly Subgraph[]): string {
  const { errors, supergraphSdl } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (errors) {
    const reasons = errors.map(({ message, extensions }) => `\n  - ${extensions.code}: ${message}`);
    throw new Error(`The subgraphs do not compose:${reasons.join('')}`);
  }
  return supergraphSdl;
}
