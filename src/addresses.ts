import type { AnySource } from './sources/define.ts';
import { configOf, SOURCES, type SourcesConfig } from './sources/index.ts';

/** Addresses by the names that the sandbox has for services. */
export type Addresses = Readonly<Record<string, string>>;

/** Where the embedded sandbox is asked, in place of the registers that are not configured, and where those are that are asked for real. */
export function whoIsAsked(
  configured: SourcesConfig,
  asked: SourcesConfig,
): { readonly played: Addresses; readonly real: Addresses } {
  const own = SOURCES.filter((source) => configOf(source, configured));
  const played = SOURCES.filter((source) => !own.includes(source));
  return { played: addressesOf(played, asked), real: addressesOf(own, asked) };
}

/** Where the services of these sources are asked, without the credentials that an address may hold. */
function addressesOf(sources: readonly AnySource[], all: SourcesConfig): Addresses {
  const pairs = sources.flatMap((source) => {
    const config = configOf(source, all);
    if (!config) return [];
    return Object.entries(source.services).flatMap(([name, { addressOf }]) => {
      const address = addressOf(config);
      return address === undefined ? [] : [[name, address.replace(/\/\/[^/@]*@/, '//')] as const];
    });
  });
  return Object.fromEntries(pairs);
}
