import { isInterfaceType } from 'graphql';
import { apiSchema } from '../../graph/schema.ts';
import { dokumenterteFeil } from '../../graph/dokumenterte-feil.ts';
import { UNAVAILABLE_CODES } from '../../graph/feilkoder.ts';
import { byCode } from '../errors-document.ts';
import type { Glossary } from './glossary.ts';
import { type GraphName, namesOf } from './graph-names.ts';
import { anchorOf, ERRORS_PATH, FEILKODER_PATH } from './page.ts';
import { GATEWAY_ERRORS } from './errors-page.ts';
import { IN_EVERY_UNION } from './feilkoder-page.ts';

/** What the search in GraphiQL looks through. */
export interface SearchEntry extends Omit<GraphName, 'kind'> {
  readonly kind: GraphName['kind'] | 'error' | 'code';
  /** What the words of its name mean, in English. */
  readonly meaning: string;
  /** The page that explains it, where GraphiQL's documentation does not. */
  readonly href?: string;
}

/** Every name of the graph, and every code that no type stands for. A type of an error has its codes in its description. */
export function searchEntries(glossary: Glossary): readonly SearchEntry[] {
  const anyError = apiSchema.getType('Registerfeil');
  const errors = new Set(isInterfaceType(anyError) ? apiSchema.getPossibleTypes(anyError).map(({ name }) => name) : []);
  const names = namesOf(apiSchema).map((entry): SearchEntry => {
    const kind = entry.kind === 'type' && errors.has(entry.name) ? 'error' : entry.kind;
    const words = glossary.wordsOf(entry.name);
    return {
      ...entry,
      kind,
      meaning: [...new Set(words.map(({ meaning }) => meaning.replaceAll('`', '')))].join('; '),
    };
  });
  return [...names, ...besideData(errors), ...unavailable(), ...refusals()];
}

/** Codes whose type is no error of its own, and so does not list them. */
function besideData(errors: ReadonlySet<string>): SearchEntry[] {
  return dokumenterteFeil()
    .filter(({ type }) => !errors.has(type))
    .map(({ kilde, kode, type, betydning, tekst }) => ({
      ...{ kind: 'code', name: kode, on: type, of: kilde, description: `${betydning} “${tekst}”`, meaning: '' },
      href: `${FEILKODER_PATH}#${anchorOf(kilde, kode)}`,
    }));
}

function unavailable(): SearchEntry[] {
  return UNAVAILABLE_CODES.map(([kode, betydning]) => ({
    ...{ kind: 'code', name: kode, on: 'KildeUtilgjengelig', description: betydning, meaning: '' },
    href: `${FEILKODER_PATH}#${anchorOf(IN_EVERY_UNION, kode)}`,
  }));
}

/** The gateway's own: a code that is refused for several reasons is one entry. */
function refusals(): SearchEntry[] {
  const codes = Map.groupBy(byCode(), ({ code }) => code);
  return [...codes].map(([code, own]) => ({
    ...{ kind: 'code', name: code, on: 'errors', meaning: '' },
    description: own.map(({ when, remedy }) => `${when} ${remedy}`).join(' '),
    href: `${ERRORS_PATH}#${anchorOf(GATEWAY_ERRORS, code)}`,
  }));
}
