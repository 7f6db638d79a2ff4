import type { Innstillinger } from './innstillinger.ts';
import type { Operasjon } from './operasjoner.ts';

const BRUKERE = new Map<string, { readonly passord: string; readonly tilgang: 'full' | 'begrenset' }>([
  ['sandbox-full', { passord: 'hemmelig', tilgang: 'full' }],
  ['sandbox-begrenset', { passord: 'hemmelig', tilgang: 'begrenset' }],
]);

/** -101: no such user and password. -100: the user's agreement does not cover the operation. */
export function checkAccess(
  userid: string,
  password: string,
  operasjon: Operasjon,
  { begrensetTilgang }: Innstillinger,
): -101 | -100 | undefined {
  const bruker = BRUKERE.get(userid);
  if (bruker?.passord !== password) return -101;
  return bruker.tilgang === 'full' || begrensetTilgang.includes(operasjon) ? undefined : -100;
}
