/** What a gateway takes, and what it tells, by who stands in front of it. */
export interface Profile {
  /** Whether a document that is sent as text is taken; else only those that the gateway holds, by their ids. */
  readonly freeText: boolean;
  /** Whether the schema tells of itself: `__schema` and `__type`. */
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** Whether a refusal helps the one who writes the query: all mistakes, their places, and what else was meant. */
  readonly guidance: boolean;
  /** Whether a GET is answered without a header that a browser asks about first. */
  readonly simpleGet: boolean;
}

const CLOSED: Profile = { freeText: false, introspection: false, graphiql: false, guidance: false, simpleGet: false };

/** By the names that the variable PROFILE takes. */
export const PROFILES = {
  /** For whoever explores the graph. */
  open: { freeText: true, introspection: true, graphiql: true, guidance: true, simpleGet: true },
  /** For applications whose documents are known. */
  production: CLOSED,
  /** For a federation router, which writes documents of its own. */
  subgraph: { ...CLOSED, freeText: true },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as [ProfileName, ...ProfileName[]];
