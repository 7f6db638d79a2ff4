import type { Request } from '../server.ts';
import { type Afvisning, afvisStatus } from './fejl.ts';
import type { Bogstav, Indstillinger } from './indstillinger.ts';

export interface Rute {
  readonly bogstav: Bogstav;
  /** The path as the documentation writes it, without anybody's phone or mail. */
  readonly sti: string;
  /** The segment in braces, decoded; empty where the path has none. */
  readonly parameter: string;
}

const METODER = { C: 'POST', V: 'POST', K: 'GET', M: 'GET', E: 'GET', U: 'POST', G: 'GET' } as const satisfies Record<
  Bogstav,
  string
>;

/** Check 1: an unknown path answers 404, a known one with the wrong method 405. */
export function findRute({ method, url }: Request, indstillinger: Indstillinger): Rute | Afvisning {
  const known = (Object.keys(METODER) as Bogstav[]).flatMap((bogstav) => {
    if (indstillinger.verificering === 'fra' && (bogstav === 'V' || bogstav === 'K')) return [];
    const sti = `${indstillinger.praefiks}${indstillinger.stier[bogstav]}`;
    const parameter = matchSti(sti, url.pathname, bogstav === 'G');
    return parameter === undefined ? [] : [{ bogstav, sti, parameter }];
  });
  return known.find(({ bogstav }) => METODER[bogstav] === method) ?? afvisStatus(known.length === 0 ? 404 : 405);
}

// The documentation prints G's path with an empty `{}` at its end, so G alone is also found behind a slash.
function matchSti(sti: string, pathname: string, takesSlash: boolean): string | undefined {
  const literal = sti.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const match = new RegExp(`^${literal.join('([^/]+)')}${takesSlash ? '/?' : ''}$`).exec(pathname);
  if (match === null) return undefined;
  try {
    return decodeURIComponent(match[1] ?? '');
  } catch {
    return undefined;
  }
}
