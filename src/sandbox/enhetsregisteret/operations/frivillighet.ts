import { link } from '../answers/links.ts';
import { notFound, writeBadRequest, writeJson } from '../answers/write.ts';
import { type Fields, fieldsOf, isList, type Json, textOf } from '../units/document.ts';
import { CATEGORIES } from '../units/frivillighet.ts';
import type { Call, Handle } from './call.ts';
import { fault } from './parameters.ts';
import { isNumber, refuseNumber } from './units.ts';

const LARGEST_SIZE = 100;
const DEFAULT_SIZE = 20;
const PATH = 'frivillige-organisasjoner';

/** One organisation; 404 for every unit that is none. */
export const answerOrganisation: Handle = (call) => {
  const { parts, sandbox, type } = call;
  const [number = ''] = parts;
  if (!isNumber(number)) return refuseNumber(call);
  const found = sandbox.state.organisations.get(number);
  return found ? writeJson(writeOrganisation(found, call), type) : notFound();
};

/** A part of all, after the one whose number is given; there is no page by number. */
export const answerOrganisations: Handle = (call) => {
  const { sandbox, service, type, parameters, request } = call;
  const faults = [...parameters].flatMap(([name, value]) => {
    const holds = name === 'size' ? /^[1-9][0-9]?$|^100$/.test(value) : ['searchAfter', 'spraak'].includes(name);
    return holds ? [] : [fault(name === 'size' ? `Høyst ${LARGEST_SIZE}` : `Ukjent parameter ${name}`, name, value)];
  });
  if (faults.length > 0) return writeBadRequest(faults, request.url.pathname, sandbox.clock.now());
  const all = [...sandbox.state.organisations.values()];
  const after = sandbox.settings.repeatedPage ? null : parameters.get('searchAfter');
  const start = after === null ? 0 : 1 + all.findIndex((one) => textOf(one, 'organisasjonsnummer') === after);
  const size = Number(parameters.get('size') ?? DEFAULT_SIZE);
  const found = all.slice(start, start + size);
  const last = found.at(-1);
  const next = new URLSearchParams(parameters);
  if (last) next.set('searchAfter', textOf(last, 'organisasjonsnummer'));
  const body = {
    ...(found.length > 0 && {
      _embedded: { frivilligeOrganisasjoner: found.map((one) => writeOrganisation(one, call)) },
    }),
    _links: {
      self: link(`${service}/${PATH}${request.url.search}`),
      ...(start + size < all.length && { next: link(`${service}/${PATH}?${next}`) }),
    },
  };
  return writeJson(body, type);
};

/** Categories have names only in a language that is asked for. */
function writeOrganisation(organisation: Fields, { service, parameters }: Call): Fields {
  const categories = organisation.icnpoKategorier;
  const self = link(`${service}/${PATH}/${textOf(organisation, 'organisasjonsnummer')}`);
  return {
    ...organisation,
    ...(isList(categories) && { icnpoKategorier: categories.map((one) => nameCategory(one, parameters)) }),
    _links: { self },
  };
}

function nameCategory(category: Json, parameters: URLSearchParams): Fields {
  const fields = fieldsOf(category) ?? {};
  const known = CATEGORIES.find(({ icnpoNummer }) => icnpoNummer === fields.icnpoNummer);
  return { ...fields, navn: parameters.has('spraak') ? (known?.navn ?? null) : null };
}

export const answerCategories: Handle = ({ service, type, parameters }) => {
  const list = CATEGORIES.map(({ navn, ...rest }) => ({ ...rest, navn: parameters.has('spraak') ? navn : null }));
  const body = { _embedded: { icnpoKategorier: list }, _links: { self: link(`${service}/icnpo-kategorier`) } };
  return writeJson(body, type);
};

/** The kinds of information that a note can be about. */
const KINDS_OF_INFORMATION = [{ identifikator: 'VEDT', navn: 'Vedtekter' }] as const;

export const answerKindsOfInformation: Handle = ({ service, type }) => {
  const links = { self: link(`${service}/informasjonstyper`) };
  return writeJson({ _embedded: { informasjonstyper: KINDS_OF_INFORMATION }, _links: links }, type);
};

export const answerOrganisationsCsv: Handle = ({ sandbox, type }) => {
  const columns = ['organisasjonsnummer', 'frivilligOrganisasjonsstatus', 'kontonummer', 'innfoertDato'];
  const rows = [...sandbox.state.organisations.values()].map((one) =>
    columns.map((column) => `"${textOf(one, column)}"`).join(','),
  );
  const body = `${[columns.join(','), ...rows].join('\n')}\n`;
  return { status: 200, headers: { 'content-type': `${type};charset=UTF-8` }, body };
};
