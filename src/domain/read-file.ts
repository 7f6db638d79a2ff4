/** Reads a whole file, or throws as node:fs does: files of the configuration are read by one that remembers which they were. */
export type ReadFile = (path: string) => Buffer;
