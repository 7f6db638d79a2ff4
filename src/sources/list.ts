import type { Pace } from '../domain/pace.ts';
import type { AnySource, CommonConfig } from './define.ts';

/** The sources, in the order in which they are listed everywhere. A source more is a line here. */
const LIST = [
  (await import('./kontaktinformation/source.ts')).kontaktinformation,
  (await import('./postkasse/source.ts')).postkasse,
  (await import('./enhet/source.ts')).enhet,
] as const;

/** The same, for code that goes through all of them. */
export const SOURCES: readonly AnySource[] = LIST;

type Listed = (typeof LIST)[number];
/** What `Member` makes of each listed source, under its noun. */
type PortOf<One> = One extends {
  readonly adapters: Readonly<Record<string, { connect(...parts: never): { readonly port: infer Port } }>>;
}
  ? Port
  : never;
type ConfigOf<One extends Listed> = NonNullable<ReturnType<One['readConfig']>>;
type WritesOf<One extends Listed> = ReturnType<NonNullable<One['makeWrites']>>;
type WithWrites<One> = One extends Listed ? ([WritesOf<One>] extends [never] ? never : One) : never;

type ServiceOf<One> = One extends Listed ? keyof One['services'] : never;

/** The names of all services, as the sandbox has them too. */
export type ServiceName = ServiceOf<Listed>;

/** The values of the graph's `Kilde`. */
export type ListedKilde = Listed['kilde'];

/** What each source needs to be told. An absent source answers KildeUtilgjengelig with kode IKKE_KONFIGURERT. */
export type SourcesConfig = CommonConfig & {
  readonly [One in Listed as One['noun']]?: ConfigOf<One> | undefined;
};

export type Ports = { readonly [One in Listed as One['noun']]: PortOf<One> };

/** The loaders of one request. */
export type Loaders = { readonly [One in Listed as One['noun']]: ReturnType<One['makeLoaders']> } & {
  /** At which the request's answer is made; the loaders collect what is asked for till nothing waits for its turn. */
  readonly pace: Pace;
};

/** The writes of one request, of those sources that have any. */
export type Writes = { readonly [One in WithWrites<Listed> as One['noun']]: WritesOf<One> };

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The variables of all sources, in the order of the list. */
export const SOURCE_VARIABLES = Object.assign({}, ...LIST.map(({ variables }) => variables)) as Intersection<
  Listed['variables']
>;
