import type { Overview } from '../common/overview.ts';

/** The open register plays the units and people of grunndata, whose overview tells of them. */
export const OVERVIEW: Overview = {};
