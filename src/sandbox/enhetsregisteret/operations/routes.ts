import type { Handle } from './call.ts';
import { JSON_TYPE, TYPES } from './media-types.ts';
import { answerJuridiskeroller, answerRoller } from './roller.ts';
import { search } from './search.ts';
import { answerUnit } from './units.ts';

export interface Route {
  /** Where it is, with names in braces: also what its calls are counted by. */
  readonly name: string;
  readonly methods?: readonly string[];
  /** What it can answer with, the newest first. */
  readonly types?: readonly string[];
  /** Whether it judges `Accept: application/json` itself, which is a 400 there. */
  readonly refusesJson?: true;
  readonly handle: Handle;
}

const OPEN = '/enhetsregisteret/api';

const open = (name: string, handle: Handle, rest: Omit<Route, 'name' | 'handle'> = {}): Route => ({
  name: OPEN + name,
  handle,
  ...rest,
});

const types = (...names: readonly (keyof typeof TYPES)[]) => [JSON_TYPE, ...names.map((name) => TYPES[name])];

const ROUTES: readonly Route[] = [
  open('/enheter', search('enheter'), { types: types('enheter') }),
  open('/underenheter', search('underenheter'), { types: types('underenheter') }),
  open('/enheter/{nr}', answerUnit('enheter'), { types: types('enheter') }),
  open('/underenheter/{nr}', answerUnit('underenheter'), { types: types('underenheter'), methods: ['GET', 'HEAD'] }),
  open('/enheter/{nr}/roller', answerRoller('open'), { types: types('roller') }),
  open('/roller/enheter/{nr}/juridiskeroller', answerJuridiskeroller),
];

/** The services' own paths, each after any prefix. */
const SERVICES = [
  '/enhetsregisteret/api',
  '/enhetsregisteret/autorisert-api',
  '/frivillighetsregisteret/api',
  '/fullmakt',
];

export interface FoundRoute {
  readonly route: Route;
  readonly parts: readonly string[];
  /** The paths of the service that was asked, and of the open tier beside it. */
  readonly service: string;
  readonly base: string;
}

export function findRoute(pathname: string): FoundRoute | undefined {
  for (const service of SERVICES) {
    const start = pathname.indexOf(service);
    const rest = pathname.slice(start + service.length);
    if (start < 0 || !(rest === '' || rest.startsWith('/'))) continue;
    const prefix = pathname.slice(0, start);
    for (const route of ROUTES) {
      const parts = match(route.name, service + (rest === '' ? '/' : rest));
      if (parts) return { route, parts, service: prefix + service, base: prefix + OPEN };
    }
  }
  return undefined;
}

function match(name: string, path: string): readonly string[] | undefined {
  const wanted = name.split('/');
  const given = path.split('/');
  const isSame =
    wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at]);
  return isSame ? given.filter((_, at) => wanted[at]?.startsWith('{')) : undefined;
}
