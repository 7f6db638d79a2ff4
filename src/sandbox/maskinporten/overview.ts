import type { Overview } from '../common/overview.ts';

/** Nobody is asked about here. */
export const OVERVIEW: Overview = {};
