/** What a gateway takes, and what it tells, by who stands in front of it. */
export interface Profil {
  /** Whether a document that is sent as text is taken; else only those that the gateway holds, by their ids. */
  readonly fritekst: boolean;
  /** Whether the schema tells of itself: `__schema`, `__type`, and the `_service` of a subgraph. */
  readonly introspeksjon: boolean;
  readonly graphiql: boolean;
  /** Whether a refusal helps the one who writes the query: all mistakes, their places, and what else was meant. */
  readonly veiledning: boolean;
  /** Whether a GET is answered without a header that a browser asks about first. */
  readonly enkelGet: boolean;
}

const LUKKET: Profil = { fritekst: false, introspeksjon: false, graphiql: false, veiledning: false, enkelGet: false };

/** By the names that the variable PROFIL takes. */
export const PROFILER = {
  /** For whoever explores the graph. */
  aapen: { fritekst: true, introspeksjon: true, graphiql: true, veiledning: true, enkelGet: true },
  /** For applications whose documents are known. */
  produksjon: LUKKET,
  /** For a federation router, which writes documents of its own. */
  subgraf: { ...LUKKET, fritekst: true },
} as const satisfies Record<string, Profil>;

export type Profilnavn = keyof typeof PROFILER;

export const PROFILNAVN = Object.keys(PROFILER) as [Profilnavn, ...Profilnavn[]];
