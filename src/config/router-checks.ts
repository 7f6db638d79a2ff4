import type { Environment } from '../sources/values.ts';
import { isSandbox, requiresToken } from './checks.ts';

// Whether a gateway that only a router should reach is reached by nobody else.

/**
 * What is wrong with it. Without tokens, real registers would answer whoever reaches a gateway that only a router should reach: that has
 * to be said in so many words.
 */
export function unproven(set: Environment): string[] {
  const { PROFILE = 'open', ROUTER_SECRET, ROUTER_SECRET_HEADER } = set;
  if (!ROUTER_SECRET) {
    if (ROUTER_SECRET_HEADER) return ['ROUTER_SECRET: missing, though ROUTER_SECRET_HEADER is set.'];
    if (PROFILE !== 'subgraph' || isSandbox(set) || requiresToken(set)) return [];
    return [`ROUTER_SECRET: missing; PROFILE is subgraph and AUTHENTICATION is off (${OFF}).`];
  }
  if (ROUTER_SECRET === 'off' || PROFILE === 'subgraph') return [];
  return [`ROUTER_SECRET: is set, and PROFILE is ${knownProfile(PROFILE)}; routers ask the profile subgraph.`];
}

/** Said at every start where real registers are asked, and tokens alone keep others than the router away. */
export function anybody(set: Environment): string[] {
  if (set.PROFILE !== 'subgraph' || set.ROUTER_SECRET || isSandbox(set)) return [];
  return [`ROUTER_SECRET: missing; whoever has a token may ask this gateway past the router (${OFF}).`];
}

const OFF = 'ROUTER_SECRET=off says that the network lets nobody else through';

/** A word that is no profile is reported elsewhere, and not repeated. */
function knownProfile(profile: string): string {
  return /^(?:open|production)$/.test(profile) ? profile : 'another';
}
