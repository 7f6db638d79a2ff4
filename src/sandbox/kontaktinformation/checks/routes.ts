import type { Request } from '../../common/server.ts';
import { type Refusal, refuseStatus } from '../answers/fejl.ts';
import type { Letter, Settings } from '../settings.ts';

export interface Route {
  readonly letter: Letter;
  /** The path as the documentation writes it, without anybody's phone or mail. */
  readonly path: string;
  /** The segment in braces, decoded; empty where the path has none. */
  readonly parameter: string;
}

const METHODS = { C: 'POST', V: 'POST', K: 'GET', M: 'GET', E: 'GET', U: 'POST', G: 'GET' } as const satisfies Record<
  Letter,
  string
>;

/** Check 1: an unknown path answers 404, a known one with the wrong method 405. */
export function findRoute({ method, url }: Request, settings: Settings): Route | Refusal {
  const known = (Object.keys(METHODS) as Letter[]).flatMap((letter) => {
    if (settings.verificering === 'off' && (letter === 'V' || letter === 'K')) return [];
    const path = `${settings.prefix}${settings.paths[letter]}`;
    const parameter = matchSti(path, url.pathname, letter === 'G');
    return parameter === undefined ? [] : [{ letter, path, parameter }];
  });
  return known.find(({ letter }) => METHODS[letter] === method) ?? refuseStatus(known.length === 0 ? 404 : 405);
}

// The documentation prints G's path with an empty `{}` at its end, so G alone is also found behind a slash.
function matchSti(path: string, pathname: string, takesSlash: boolean): string | undefined {
  const literal = path.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const match = new RegExp(`^${literal.join('([^/]+)')}${takesSlash ? '/?' : ''}$`).exec(pathname);
  if (match === null) return undefined;
  try {
    return decodeURIComponent(match[1] ?? '');
  } catch {
    return undefined;
  }
}
