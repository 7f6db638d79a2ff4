import type { Settings } from './settings.ts';
import type { Operation } from './operations/names.ts';

const USERS = new Map<string, { readonly passord: string; readonly access: 'full' | 'limited' }>([
  ['sandbox-full', { passord: 'hemmelig', access: 'full' }],
  ['sandbox-begrenset', { passord: 'hemmelig', access: 'limited' }],
]);

/** -101: no such user and password. -100: the user's agreement does not cover the operation. */
export function checkAccess(
  userid: string,
  password: string,
  operation: Operation,
  { limitedAccess }: Settings,
): -101 | -100 | undefined {
  const user = USERS.get(userid);
  if (user?.passord !== password) return -101;
  return user.access === 'full' || limitedAccess.includes(operation) ? undefined : -100;
}
