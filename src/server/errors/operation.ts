import { defineRefusal as define } from '../../domain/refusals.ts';
import { SMALLER } from './texts.ts';

/** The operation: steps personal data by POST, variables, cost and rate limit. */
export const OPERATION_ERRORS = {
  postOnly: define(405, 'POST_ONLY', {
    text: 'An operation that touches personal data is answered to POST only.',
    when: 'A GET asks for a person: URLs end up in logs.',
    remedy: 'Send a POST.',
  }),
  invalidVariable: define(400, 'INVALID_VARIABLES', {
    text: '{mistake}',
    when: 'A variable is missing, or does not fit its type.',
    remedy: 'Correct the variable that the text names.',
    spec: true,
  }),
  nullForArgument: define(200, 'INVALID_VARIABLES', {
    text: '{mistake}',
    when: 'A variable that may be null is null, in an argument that may not: the field is not answered.',
    remedy: 'Give the variable a value, and the type of the argument.',
    spec: true,
  }),
  tooManyCalls: define(400, 'TOO_MANY_CALLS', {
    text: 'The operation could cost {calls} calls to the registers; the limit is {limit}.',
    when: 'What the operation asks for could take more calls to registers than MAX_CALLS.',
    remedy: SMALLER,
  }),
  tooManyFields: define(400, 'TOO_MANY_FIELDS', {
    text: 'The answer could hold {fields} fields; the limit is {limit}.',
    when: 'The answer could have more fields than MAX_FIELDS.',
    remedy: SMALLER,
  }),
  rateLimited: define(429, 'RATE_LIMITED', {
    text: 'The caller, or their organisation, has asked for too much: try again in {seconds} seconds.',
    when: 'The operation could cost more calls to registers than RATE_LIMIT_CALLS_PER_MINUTE or RATE_LIMIT_ORGANISATION_CALLS_PER_MINUTE have left. Nothing was executed.',
    remedy:
      'Wait as long as Retry-After says. Ask for less at once: what could be called counts until the answer is there.',
  }),
};
