import { defineRefusal as define } from '../../domain/refusals.ts';
import { SMALLER } from './texts.ts';

/** The answer: steps execution, masking and answers. */
export const ANSWER_ERRORS = {
  answerTooLarge: define(200, 'ANSWER_TOO_LARGE', {
    text: 'The answer is longer than {limit} bytes. The operation has been executed.',
    when: 'The answer would be longer than MAX_RESPONSE_BYTES.',
    remedy: `${SMALLER} A write has been done: do not repeat it.`,
  }),
  unexpected: define(500, 'INTERNAL_SERVER_ERROR', {
    text: 'Unexpected error.',
    when: 'A bug. Its text is not told; it is logged with the request id. In the place of a field, the status is 200.',
    remedy: 'Report it with the request id of the header `x-request-id`.',
  }),
};
