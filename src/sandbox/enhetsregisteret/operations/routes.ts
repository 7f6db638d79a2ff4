import { FORMS, ORGANISASJONSFORMER, REPRESENTANTER, ROLLEGRUPPETYPER, ROLLETYPER } from '../units/codes.ts';
import type { Code } from '../units/codes.ts';
import type { Resource } from '../units/document.ts';
import { PERSON_SCOPES, ROLES_SCOPES } from '../access.ts';
import { answerRolleutskrift, demanding } from './authorised.ts';
import { answerCsv, answerFile, answerRolesFile, CSV_TYPE, FILE_TYPES, ROLES_TYPE } from './bulk.ts';
import type { Handle } from './call.ts';
import { answerCode, answerCodes, answerMunicipalities, answerMunicipality, answerRoot } from './code-lists.ts';
import { answerFeed, answerRoleFeed } from './feeds.ts';
import {
  answerCategories,
  answerKindsOfInformation,
  answerOrganisation,
  answerOrganisations,
  answerOrganisationsCsv,
} from './frivillighet.ts';
import { answerFullmakt } from './fullmakt.ts';
import { answerGroup, answerLand } from './groups.ts';
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
const AUTHORISED = '/enhetsregisteret/autorisert-api';
const VOLUNTARY = '/frivillighetsregisteret/api';
const FULLMAKT = '/fullmakt';

const open = (name: string, handle: Handle, rest: Omit<Route, 'name' | 'handle'> = {}): Route => ({
  name: OPEN + name,
  handle,
  ...rest,
});

const types = (...names: readonly (keyof typeof TYPES)[]) => [JSON_TYPE, ...names.map((name) => TYPES[name])];

const authorised = (name: string, scopes: readonly string[], handle: Handle, rest: Omit<Route, 'name' | 'handle'>) => ({
  name: AUTHORISED + name,
  handle: demanding(scopes, handle),
  ...rest,
});

const voluntary = (name: string, handle: Handle, types = ['application/hal+json', JSON_TYPE]) => ({
  name: VOLUNTARY + name,
  handle,
  types,
});

const FILE = { methods: ['GET', 'HEAD'], refusesJson: true } as const;

/** What there is of each of the two resources. */
const resource = (name: Resource, feedType: keyof typeof TYPES): readonly Route[] => [
  open(`/${name}`, search(name), { types: types(name) }),
  open(`/${name}/lastned`, answerFile(name), { types: [FILE_TYPES[name]], ...FILE }),
  open(`/${name}/lastned/csv`, answerCsv(name), { types: [CSV_TYPE], methods: FILE.methods }),
  open(`/oppdateringer/${name}`, answerFeed(name), { types: types(feedType) }),
];

/** A list of codes, and each of them at an address of its own. */
const codes = (path: string, list: readonly Code[], key: string): readonly Route[] => [
  open(`/${path}`, answerCodes(list, path, key)),
  open(`/${path}/{kode}`, answerCode(list, path)),
];

const ROUTES: readonly Route[] = [
  open('/', answerRoot),
  ...resource('enheter', 'feedOfEnheter'),
  ...resource('underenheter', 'feedOfUnderenheter'),
  open('/enheter/{nr}', answerUnit('enheter'), { types: types('enheter') }),
  open('/underenheter/{nr}', answerUnit('underenheter'), { types: types('underenheter'), methods: ['GET', 'HEAD'] }),
  open('/enheter/{nr}/roller', answerRoller('open'), { types: types('roller') }),
  open('/oppdateringer/roller', answerRoleFeed, { types: [JSON_TYPE, 'application/cloudevents-batch+json'] }),
  open('/roller/totalbestand', answerRolesFile('open'), { types: [ROLES_TYPE], ...FILE }),
  open('/roller/enheter/{nr}/juridiskeroller', answerJuridiskeroller),
  open('/konsernstruktur/{nr}', answerGroup, { types: [JSON_TYPE, CSV_TYPE] }),
  open('/matrikkelenhet', answerLand),
  ...(['enheter', 'underenheter'] as const).map((name) =>
    open(
      `/organisasjonsformer/${name}`,
      answerCodes(FORMS[name], `organisasjonsformer/${name}`, 'organisasjonsformer', 'organisasjonsformer'),
    ),
  ),
  ...codes('organisasjonsformer', ORGANISASJONSFORMER, 'organisasjonsformer'),
  ...codes('roller/rolletyper', ROLLETYPER, 'rolletyper'),
  ...codes('roller/rollegruppetyper', ROLLEGRUPPETYPER, 'rollegruppetyper'),
  ...codes('roller/representanter', REPRESENTANTER, 'representanter'),
  open('/kommuner', answerMunicipalities),
  open('/kommuner/{nr}', answerMunicipality),
  authorised('/enheter/{nr}/roller', ROLES_SCOPES, answerRoller('authorised'), { types: types('roller') }),
  authorised('/roller/totalbestand', ROLES_SCOPES, answerRolesFile('authorised'), { types: [ROLES_TYPE], ...FILE }),
  authorised('/personer/rolleutskrift', PERSON_SCOPES, answerRolleutskrift, { methods: ['POST'] }),
  voluntary('/frivillige-organisasjoner', answerOrganisations),
  voluntary('/frivillige-organisasjoner/{nr}', answerOrganisation),
  voluntary('/frivillige-organisasjoner/totalbestand/csv', answerOrganisationsCsv, [CSV_TYPE]),
  voluntary('/frivillige-organisasjoner/totalbestand/csv-escaped', answerOrganisationsCsv, [CSV_TYPE]),
  voluntary('/icnpo-kategorier', answerCategories),
  voluntary('/informasjonstyper', answerKindsOfInformation),
  { name: `${FULLMAKT}/enheter/{nr}/signatur`, handle: answerFullmakt('signatur') },
  { name: `${FULLMAKT}/enheter/{nr}/prokura`, handle: answerFullmakt('prokura') },
];

/** The services' own paths, each after any prefix. */
const SERVICES = [OPEN, AUTHORISED, VOLUNTARY, FULLMAKT];

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
