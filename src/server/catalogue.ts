import { defineRefusal as define, GRAPH_REFUSALS, type Refusal } from '../domain/refusals.ts';
import { ERRORS } from './errors.ts';

/** Errors that Yoga and graphql-js answer with codes of their own, in the order of the steps. */
export const LIBRARY_ERRORS = {
  mutationByGet: define(405, 'BAD_REQUEST', {
    text: '{mistake}',
    when: 'A GET asks for a mutation.',
    remedy: 'Send a POST.',
  }),
  parseFailed: define(400, 'GRAPHQL_PARSE_FAILED', {
    text: '{mistake}',
    when: 'The document is not GraphQL.',
    remedy: 'Correct the place that the text names.',
  }),
  noSuchOperation: define(422, 'OPERATION_RESOLUTION_FAILURE', {
    text: 'Could not determine what operation to execute.',
    when: 'The document has several operations and operationName names none of them, or it has no operation.',
    remedy: 'Name an operation of the document in operationName.',
  }),
  validationFailed: define(422, 'GRAPHQL_VALIDATION_FAILED', {
    text: '{mistake}',
    when: 'The document does not fit the graph: an unknown field or argument, a wrong type.',
    remedy: 'Check the document against `schema/registergraf.graphql`.',
  }),
};

/** Every row: the server's, the graph's and the libraries'. */
export const ALL_ERRORS: readonly Refusal[] = [ERRORS, GRAPH_REFUSALS, LIBRARY_ERRORS].flatMap((table) =>
  Object.values<Refusal>(table),
);

/** Codes of a handshake that clients of Apollo's begin: by 200 to one that reads nothing but application/json, as Apollo's servers answer it. */
export const HANDSHAKE_CODES: ReadonlySet<unknown> = new Set(
  ALL_ERRORS.filter(({ handshake }) => handshake).map(({ code }) => code),
);

const STATUSES: ReadonlyMap<unknown, number> = new Map(
  [LIBRARY_ERRORS.noSuchOperation, LIBRARY_ERRORS.validationFailed].map(({ code, status }) => [code, status]),
);

/** The status of an error to which a library gives 400; undefined for one of any other code. */
export function statusOfLibrary(code: unknown): number | undefined {
  return STATUSES.get(code);
}
