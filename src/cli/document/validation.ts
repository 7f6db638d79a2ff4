import {
  type DocumentNode,
  ExecutableDefinitionsRule,
  type GraphQLError,
  type GraphQLSchema,
  LoneAnonymousOperationRule,
  NoDeprecatedCustomRule,
  NoUnusedFragmentsRule,
  specifiedRules,
  UniqueFragmentNamesRule,
  UniqueOperationNamesRule,
  type ValidationRule,
  validate,
} from 'graphql';
import { LIBRARY_ERRORS } from '../../server/catalogue.ts';
import { DOCUMENT_RULES, rulesOf } from '../../server/checks/rules.ts';
import { shapeRules } from '../../server/checks/shape.ts';
import { ERRORS } from '../../server/errors.ts';
import { refusalError } from '../../server/refuse.ts';
import { findingAt } from './findings.ts';
import type { Finding, Kind } from './report.ts';
import type { Settings } from './settings.ts';
import type { Unused } from './units.ts';
import { type Place, placeIn, placeOf } from './written.ts';

/** What a gateway says of a document before it looks at variables. */
export function mistakesIn(document: DocumentNode, tokens: number, schema: GraphQLSchema, settings: Settings) {
  const { limits, profile } = settings;
  const tooLong = tokens > limits.tokens ? [refusalError(ERRORS.tooManyTokens, [{ limit: limits.tokens }])] : [];
  const rules = [...specifiedRules, ...shapeRules(limits), ...rulesOf(profile)];
  return [...tooLong, ...validate(schema, document, rules)];
}

/** The same of the graph alone, for another schema than the one that a gateway has. */
export function mistakesThere(document: DocumentNode, schema: GraphQLSchema): readonly GraphQLError[] {
  return validate(schema, document, [...specifiedRules, ...DOCUMENT_RULES]);
}

/** What is wrong with a file whichever operation of it is meant. */
const FILE_RULES: readonly ValidationRule[] = [
  ExecutableDefinitionsRule,
  LoneAnonymousOperationRule,
  UniqueOperationNamesRule,
  UniqueFragmentNamesRule,
];

export function mistakesOfFile(file: DocumentNode, schema: GraphQLSchema): readonly GraphQLError[] {
  return validate(schema, file, FILE_RULES);
}

/** What is wrong with a fragment that nobody uses, and that nobody does. */
export function findingsOfUnused({ fragment, document }: Unused, schema: GraphQLSchema): Finding[] {
  const place = placeOf(fragment);
  const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
  const mistakes = validate(schema, document, rules).map((mistake) => findingOf(mistake, place, 'validation'));
  const message = `No operation uses the fragment ${fragment.name.value}.`;
  return [...mistakes, findingAt(place, 'notice', 'unused-fragment', message)];
}

export function deprecatedIn(document: DocumentNode, schema: GraphQLSchema): readonly GraphQLError[] {
  return validate(schema, document, [NoDeprecatedCustomRule]);
}

/** A mistake of graphql-js's or of the gateway's. `elsewhere`: where it is told that stands nowhere itself. */
export function findingOf(
  { message, nodes, source, positions, extensions }: GraphQLError,
  elsewhere: Place,
  kind: Kind,
  operation?: string,
): Finding {
  const [node] = nodes ?? [];
  const [position] = positions ?? [];
  const place = node?.loc ? placeOf(node) : source && position !== undefined ? placeIn(source, position) : elsewhere;
  const code = typeof extensions.code === 'string' ? extensions.code : undefined;
  if (kind !== 'validation') {
    const level = kind === 'deprecated' ? 'notice' : 'error';
    return findingAt(place, level, kind, message, { code, operation });
  }
  return findingAt(place, 'error', code === undefined ? kind : 'refused', message, {
    code: code ?? LIBRARY_ERRORS.validationFailed.code,
    operation,
  });
}
