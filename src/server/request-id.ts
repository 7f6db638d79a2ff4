import { randomUUID } from 'node:crypto';

/** The client's own id when it is a short token that could not be somebody's number, else a new one. */
export function requestId(offered: string | readonly string[] | undefined): string {
  return typeof offered === 'string' && isToken(offered) ? offered : randomUUID();
}

function isToken(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,64}$/.test(text) && !/\d{8}|\d{6}-\d{4}/.test(text);
}
