import { ANSWER_ERRORS } from './errors/answer.ts';
import { DOCUMENT_ERRORS } from './errors/document.ts';
import { OPERATION_ERRORS } from './errors/operation.ts';
import { REQUEST_ERRORS } from './errors/request.ts';
import { SENT_ERRORS } from './errors/sent.ts';

/**
 * Every error of the gateway's own, each used by one function: code, status, text, when it is answered, and what to do. The rows stand
 * in `errors/`, by what of a request is refused, in the order of its steps. `docs/errors.md` and the page beside GraphiQL are made from
 * them. What the graph refuses stands in `domain/refusals.ts`, for the graph imports nothing of the server.
 */
export const ERRORS = {
  ...REQUEST_ERRORS,
  ...SENT_ERRORS,
  ...DOCUMENT_ERRORS,
  ...OPERATION_ERRORS,
  ...ANSWER_ERRORS,
};
