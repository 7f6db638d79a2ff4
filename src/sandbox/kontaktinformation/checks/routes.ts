import type { Request } from '../../common/server.ts';
import { type Refusal, refuseStatus } from '../answers/fejl.ts';
import type { OperationName, Settings } from '../settings.ts';

export interface Route {
  readonly operation: OperationName;
  /** The path as the documentation writes it, without anybody's phone or mail. */
  readonly path: string;
  /** The segment in braces, decoded; empty where the path has none. */
  readonly parameter: string;
}

const METHODS = {
  CreateKontaktinformation: 'POST',
  VerificerKontaktinformation: 'POST',
  GetVerifikationskode: 'GET',
  GetKontaktinformationMobilNr: 'GET',
  GetKontaktinformationEmail: 'GET',
  UpdateKontaktinformation: 'POST',
  GetKontaktinformation: 'GET',
} as const satisfies Record<OperationName, string>;

/** Check 1: an unknown path answers 404, a known one with the wrong method 405. */
export function findRoute({ method, url }: Request, settings: Settings): Route | Refusal {
  const known = (Object.keys(METHODS) as OperationName[]).flatMap((operation) => {
    if (
      settings.verificering === 'off' &&
      (operation === 'VerificerKontaktinformation' || operation === 'GetVerifikationskode')
    )
      return [];
    const path = `${settings.prefix}${settings.paths[operation]}`;
    const parameter = matchPath(path, url.pathname, operation === 'GetKontaktinformation');
    return parameter === undefined ? [] : [{ operation, path, parameter }];
  });
  return known.find(({ operation }) => METHODS[operation] === method) ?? refuseStatus(known.length === 0 ? 404 : 405);
}

// The documentation prints GetKontaktinformation's path with an empty `{}` at its end, so it alone is also found behind
// a slash.
function matchPath(path: string, pathname: string, takesSlash: boolean): string | undefined {
  const literal = path.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const match = new RegExp(`^${literal.join('([^/]+)')}${takesSlash ? '/?' : ''}$`).exec(pathname);
  if (match === null) return undefined;
  try {
    return decodeURIComponent(match[1] ?? '');
  } catch {
    return undefined;
  }
}
