import { writeUnit } from '../answers/links.ts';
import { writePage } from '../answers/page.ts';
import { writeBadRequest, writeJson } from '../answers/write.ts';
import type { EnhetsregisteretSandbox } from '../state.ts';
import { fieldsOf, type Fields, isLive, type Json, type Resource, textOf, type Unit } from '../units/document.ts';
import type { Handle } from './call.ts';
import { oddUnit } from './odd.ts';
import { checkSearch, listOf, readPage } from './parameters.ts';

/** A page of the units that match; the page that is told of is the one that was asked for. */
export function search(resource: Resource): Handle {
  return ({ request, sandbox, base, type, parameters }) => {
    const { settings, clock } = sandbox;
    const faults = checkSearch(parameters, resource, settings.numbersLimit);
    if (faults.length > 0) return writeBadRequest(faults, request.url.pathname, clock.now());
    const found = findUnits(resource, parameters, sandbox);
    const asked = readPage(parameters);
    const size = Math.min(asked.size, settings.pageLimit);
    const start = settings.repeatedPage ? 0 : asked.page * size;
    const byNumber = parameters.has('organisasjonsnummer');
    const items = found
      .slice(start, start + size)
      .map((unit) => (byNumber ? oddUnit(unit, base, sandbox) : writeUnit(unit, base)));
    const self = new URL(`${base}/${resource}${request.url.search}`);
    return writeJson(writePage(resource, items, found.length, { page: asked.page, size }, self), type);
  };
}

/** In the register's order unless another is asked for. */
export function findUnits(
  resource: Resource,
  parameters: URLSearchParams,
  { state, settings }: EnhetsregisteretSandbox,
): readonly Unit[] {
  const numbers = parameters.has('organisasjonsnummer')
    ? new Set(listOf(parameters.get('organisasjonsnummer')))
    : undefined;
  const isFound = (unit: Unit, number: string) =>
    unit.resource === resource &&
    (isLive(unit) || (numbers !== undefined && settings.deletedInSearch && unit.slettet !== undefined)) &&
    (numbers === undefined || (numbers.has(number) && settings.oddAnswers[number] !== 'missing')) &&
    matches(unit.fields, parameters);
  const found = [...state.units].filter(([number, unit]) => isFound(unit, number)).map(([, unit]) => unit);
  return sorted(found, parameters.get('sort'));
}

function matches(fields: Fields, parameters: URLSearchParams): boolean {
  const asked = (name: string) => listOf(parameters.get(name));
  const isOneOf = (name: string, values: readonly string[]) => {
    const wanted = asked(name);
    return wanted.length === 0 || values.some((value) => wanted.includes(value));
  };
  const places = ['forretningsadresse', 'postadresse', 'beliggenhetsadresse'].map((name) =>
    at(fields, `${name}.kommunenummer`),
  );
  const codes = ['naeringskode1', 'naeringskode2', 'naeringskode3'].map((name) => at(fields, `${name}.kode`));
  const wantedCodes = asked('naeringskode');
  return (
    isNamed(textOf(fields, 'navn'), parameters) &&
    isOneOf('overordnetEnhet', [textOf(fields, 'overordnetEnhet')]) &&
    isOneOf('organisasjonsform', [at(fields, 'organisasjonsform.kode')]) &&
    isOneOf('kommunenummer', places) &&
    (wantedCodes.length === 0 || wantedCodes.some((wanted) => codes.some((code) => code.startsWith(wanted))))
  );
}

/** Every word, in any order, or all of them as they stand. Nothing is folded: å is no a, and a dot is a dot. */
function isNamed(navn: string, parameters: URLSearchParams): boolean {
  const wanted = parameters.get('navn')?.toLocaleUpperCase('nb');
  if (wanted === undefined) return true;
  const words = parameters.has('navnMetodeForSoek') ? [wanted] : wanted.split(/\s+/);
  return words.every((word) => navn.toLocaleUpperCase('nb').includes(word));
}

function sorted(units: readonly Unit[], sort: string | null): readonly Unit[] {
  if (sort === null) return units;
  const [field = '', direction = 'ASC'] = sort.split(',');
  const sign = direction.toUpperCase() === 'DESC' ? -1 : 1;
  const order = (one: Unit, other: Unit) =>
    sign * at(one.fields, field).localeCompare(at(other.fields, field), 'nb', { numeric: true });
  return units.toSorted(order);
}

/** What stands at `postadresse.kommunenummer`, as a text; empty where there is nothing. */
function at(fields: Fields, path: string): string {
  let value: Json | undefined = fields;
  for (const key of path.split('.')) value = fieldsOf(value)?.[key];
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
