import { isDateTime } from '../../../domain/dates.ts';
import { hrefOfUnit } from '../answers/links.ts';
import { writePage } from '../answers/page.ts';
import { type Fault, writeBadRequest, writeJson } from '../answers/write.ts';
import type { Oppdatering } from '../feeds.ts';
import type { Json, Resource } from '../units/document.ts';
import type { Handle } from './call.ts';
import { checkNumber, DEFAULT_SIZE, fault, isSort, listOf, readPage } from './parameters.ts';

const LARGEST_SIZE = 10_000;
const PARAMETERS = [
  'dato',
  'updatedBefore',
  'oppdateringsid',
  'organisasjonsnummer',
  'includeChanges',
  'page',
  'size',
  'sort',
];

const NAMES = {
  enheter: { list: 'oppdaterteEnheter', link: 'enhet' },
  underenheter: { list: 'oppdaterteUnderenheter', link: 'underenhet' },
} as const;

/** What has become of units, by id. From the page after the last that holds anything, pages are empty, without an error. */
export function answerFeed(resource: Resource): Handle {
  return ({ request, sandbox, base, type, parameters }) => {
    const { settings, state, clock } = sandbox;
    const faults = checkFeed(parameters);
    if (faults.length > 0) return writeBadRequest(faults, request.url.pathname, clock.now());
    const found = findEntries(state.feeds[resource], parameters, settings.feed === 'backwards');
    const isDescending = /,DESC$/i.test(parameters.get('sort') ?? '') || settings.feed === 'unordered';
    const inOrder = isDescending ? found.toReversed() : found;
    const asked = readPage(parameters, DEFAULT_SIZE);
    const size = Math.min(asked.size, settings.pageLimit);
    const start = settings.repeatedPage ? 0 : asked.page * size;
    const entries = asked.page < settings.feedPages ? inOrder.slice(start, start + size) : [];
    const withChanges = parameters.get('includeChanges') === 'true';
    const items = entries.map((entry): Json => {
      const { endringer, ...rest } = entry;
      const number = entry.organisasjonsnummer;
      return {
        ...rest,
        ...(withChanges && endringer !== undefined && { endringer }),
        _links: { [NAMES[resource].link]: hrefOfUnit(resource, number, base) },
      };
    });
    const self = new URL(`${base}/oppdateringer/${resource}${request.url.search}`);
    return writeJson(writePage(NAMES[resource].list, items, found.length, { page: asked.page, size }, self), type);
  };
}

/** All times have the same form, so that their texts are in their order. */
function findEntries(
  entries: readonly Oppdatering[],
  parameters: URLSearchParams,
  backwards: boolean,
): readonly Oppdatering[] {
  const from = Number(parameters.get('oppdateringsid') ?? 1);
  const since = parameters.get('dato') ?? '';
  const before = parameters.get('updatedBefore');
  const numbers = listOf(parameters.get('organisasjonsnummer'));
  return entries.filter(
    ({ oppdateringsid, dato, organisasjonsnummer }) =>
      (backwards || oppdateringsid >= from) &&
      dato >= since &&
      (before === null || dato < before) &&
      (numbers.length === 0 || numbers.includes(organisasjonsnummer)),
  );
}

function checkFeed(parameters: URLSearchParams): readonly Fault[] {
  return [...parameters].flatMap(([name, value]) => {
    const found = PARAMETERS.includes(name) ? checkOne(name, value) : `Ukjent parameter ${name}`;
    return found === undefined ? [] : [fault(found, name, value)];
  });
}

function checkOne(name: string, value: string): string | undefined {
  switch (name) {
    case 'dato':
    case 'updatedBefore':
      return isTime(value) ? undefined : "Tidspunkt skal være på formen yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";
    case 'oppdateringsid':
      return /^[1-9][0-9]{0,14}$/.test(value) ? undefined : 'oppdateringsid skal være et tall fra 1';
    case 'organisasjonsnummer':
      return listOf(value).every((number) => /^[0-9]{9}$/.test(number))
        ? undefined
        : 'Organisasjonsnummer skal bestå av ni sifre';
    case 'sort':
      return isSort(value, ['id']) ? undefined : 'Ukjent sortering';
    case 'size':
      return checkNumber('size', value, LARGEST_SIZE);
    case 'page':
      return checkNumber('page', value, Number.MAX_SAFE_INTEGER);
    default:
      return undefined;
  }
}

function isTime(value: string): boolean {
  return /^[0-9T:-]{19}\.[0-9]{3}Z$/.test(value) && isDateTime(value);
}

const ROLE_PARAMETERS = ['afterId', 'afterTime', 'organisasjonsnummer', 'size'];
const ROLE_SIZE = 100;

/** Whose roles have changed, after an id or a time: a bare list of CloudEvents. */
export const answerRoleFeed: Handle = ({ request, sandbox, base, type, parameters }) => {
  const { state, settings, clock } = sandbox;
  const faults = [...parameters].flatMap(([name, value]) => {
    if (!ROLE_PARAMETERS.includes(name)) return [fault(`Ukjent parameter ${name}`, name, value)];
    const found = checkRoleParameter(name, value);
    return found === undefined ? [] : [fault(found, name, value)];
  });
  if (faults.length > 0) return writeBadRequest(faults, request.url.pathname, clock.now());
  const afterId = Number(parameters.get('afterId') ?? 0);
  const afterTime = parameters.get('afterTime') ?? '';
  const numbers = listOf(parameters.get('organisasjonsnummer'));
  const size = Math.min(Number(parameters.get('size') ?? ROLE_SIZE), settings.pageLimit);
  const events = state.feeds.roller
    .filter(
      ({ id, time, organisasjonsnummer }) =>
        id > afterId && time > afterTime && (numbers.length === 0 || numbers.includes(organisasjonsnummer)),
    )
    .slice(0, size)
    .map(({ id, time, organisasjonsnummer }) => ({
      specversion: '1.0',
      id: String(id),
      source: `${base}/enheter/${organisasjonsnummer}/roller`,
      type: 'no.brreg.enhetsregisteret.rolle.oppdatert',
      time,
      data: { organisasjonsnummer },
    }));
  return writeJson(events, type);
};

function checkRoleParameter(name: string, value: string): string | undefined {
  if (name === 'afterId') return /^[0-9]{1,15}$/.test(value) ? undefined : 'afterId skal være et tall';
  if (name === 'afterTime') return isDateTime(value) ? undefined : 'Ugyldig tidspunkt';
  return checkOne(name, value);
}
