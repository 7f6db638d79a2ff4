import type { Renewable } from '../domain/renewable.ts';

/** Files that have changed and cannot be used: what they held before goes on. */
export interface RefusedFiles {
  /** The variables that name them. */
  readonly variables: readonly string[];
  /** When they were first refused, ISO 8601. */
  readonly since: string;
}

/** What has become of files of the configuration that changed while the gateway ran. */
export interface FilesState {
  readonly refused: readonly RefusedFiles[];
  /** How often changed files have been taken since the start, and how often refused. */
  readonly counts: { readonly taken: number; readonly refused: number };
}

export type FollowedFiles = Renewable<FilesState>;

export const NO_FILES_YET: FilesState = { refused: [], counts: { taken: 0, refused: 0 } };
