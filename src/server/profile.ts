/** What a gateway accepts and discloses, depending on who its clients are. */
export interface Profile {
  /** Whether documents are accepted as text; else only persisted ones, by their ids. */
  readonly freeText: boolean;
  /** Whether introspection is answered: `__schema` and `__type`. */
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** Whether refusals help whoever writes the query: all mistakes, their locations, and suggestions. */
  readonly guidance: boolean;
  /** Whether a GET is answered without a header that makes browsers send a CORS preflight. */
  readonly simpleGet: boolean;
  /** Whether @defer is obeyed: fragments are delivered on their own to clients that accept multipart/mixed. */
  readonly defer: boolean;
}

const CLOSED: Profile = {
  freeText: false,
  introspection: false,
  graphiql: false,
  guidance: false,
  simpleGet: false,
  defer: true,
};

/** By the names that the variable PROFILE takes. */
export const PROFILES = {
  /** For whoever explores the graph. */
  open: { freeText: true, introspection: true, graphiql: true, guidance: true, simpleGet: true, defer: true },
  /** For applications whose documents are known. */
  production: CLOSED,
  /** For a federation router, which writes documents of its own, and obeys @defer itself. */
  subgraph: { ...CLOSED, freeText: true, defer: false },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as [ProfileName, ...ProfileName[]];
