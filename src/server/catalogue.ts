import { defineRefusal as define, GRAPH_REFUSALS, type Refusal } from '../domain/refusals.ts';
import { ERRORS } from './errors.ts';

/** Errors that Yoga and graphql-js answer with codes of their own, in the order of the steps. */
export const LIBRARY_ERRORS = {
  parameters: define(400, 'BAD_REQUEST', {
    text: '{mistake}',
    when: 'A parameter is unknown or has the wrong type, or a GET asks for a mutation (405).',
    remedy: 'Correct what the text names.',
  }),
  parseFailed: define(400, 'GRAPHQL_PARSE_FAILED', {
    text: '{mistake}',
    when: 'The document is not GraphQL.',
    remedy: 'Correct the place that the text names.',
    spec: true,
  }),
  noSuchOperation: define(400, 'OPERATION_RESOLUTION_FAILURE', {
    text: 'Could not determine what operation to execute.',
    when: 'The document has several operations and operationName names none of them, or it has no operation.',
    remedy: 'Name an operation of the document in operationName.',
  }),
  validationFailed: define(400, 'GRAPHQL_VALIDATION_FAILED', {
    text: '{mistake}',
    when: 'The document does not fit the graph: an unknown field or argument, a wrong type.',
    remedy: 'Check the document against `schema/registergraf.graphql`.',
    spec: true,
  }),
};

/** Every row: the server's, the graph's and the libraries'. */
export const ALL_ERRORS: readonly Refusal[] = [ERRORS, GRAPH_REFUSALS, LIBRARY_ERRORS].flatMap((table) =>
  Object.values<Refusal>(table),
);

/** Codes that are answered with status 200 to a client that asks for application/json, as the GraphQL-over-HTTP specification says. */
export const SPEC_CODES: ReadonlySet<unknown> = new Set(ALL_ERRORS.filter(({ spec }) => spec).map(({ code }) => code));
