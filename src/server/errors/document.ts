import { defineRefusal as define } from '../../domain/refusals.ts';
import { SMALLER } from './texts.ts';

/** The document: steps parse and rules. */
export const DOCUMENT_ERRORS = {
  tooManyTokens: define(400, 'TOO_MANY_TOKENS', {
    text: 'The document has more than {limit} tokens.',
    when: 'The document has more words, names and signs than MAX_TOKENS.',
    remedy: `${SMALLER} Put long lists into variables.`,
  }),
  tooDeep: define(422, 'TOO_DEEP', {
    text: 'The operation is more than {limit} fields deep.',
    when: 'Fields stand inside fields more than MAX_DEPTH times.',
    remedy: SMALLER,
  }),
  nestedTooDeeply: define(400, 'TOO_DEEP', {
    text: 'The document is nested too deeply.',
    when: 'Lists or objects in the document are nested deeper than it can be read.',
    remedy: 'Put the value into a variable.',
  }),
  tooManyAliases: define(422, 'TOO_MANY_ALIASES', {
    text: 'The operation has more than {limit} aliases.',
    when: 'The operation has more aliases than MAX_ALIASES, each fragment counted as often as it is used.',
    remedy: 'Use a field that takes a list, or several operations.',
  }),
  tooManyRepetitions: define(422, 'TOO_MANY_REPETITIONS', {
    text: 'A selection set selects the same more than {limit} times.',
    when: 'One selection set has the same field or fragment too often.',
    remedy: 'Select it once.',
  }),
  introspectionDisabled: define(422, 'INTROSPECTION_DISABLED', {
    text: 'The schema is not told here.',
    when: 'The document asks for `__schema` or `__type`, in the profiles production and subgraph.',
    remedy: 'Read `schema/registergraf.graphql`, or ask a gateway with the profile open.',
  }),
  subscriptionNotSupported: define(422, 'SUBSCRIPTION_NOT_SUPPORTED', {
    text: 'This graph has no {kind}.',
    when: 'The operation is a subscription.',
    remedy: 'Send a query.',
  }),
  reservedVariable: define(422, 'GRAPHQL_VALIDATION_FAILED', {
    text: 'No variable is named $__proto__ here.',
    when: 'A variable has the one name that cannot hold a value.',
    remedy: 'Give the variable another name.',
  }),
};
