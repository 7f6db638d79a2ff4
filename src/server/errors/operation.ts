import { defineRefusal as define } from '../../domain/refusals.ts';
import { POST_SETTINGS, SMALLER } from './texts.ts';

/** The operation: steps personal data, variables, cost and rate limit. */
export const OPERATION_ERRORS = {
  postOnly: define(405, 'POST_ONLY', {
    text: `An operation that touches personal data is answered to POST and QUERY only. ${POST_SETTINGS}`,
    when: 'A GET asks for a person: URLs end up in logs.',
    remedy: 'Send a POST, or a QUERY. The text names the settings of clients that send a GET by themselves.',
  }),
  writeByQuery: define(405, 'POST_ONLY', {
    text: 'A mutation is answered to POST only.',
    when: 'A QUERY asks for a mutation: whatever is on the way may repeat a QUERY.',
    remedy: 'Send a POST.',
  }),
  invalidPurpose: define(400, 'INVALID_PURPOSE', {
    text: 'A purpose is 1 to 100 printed characters without anybody’s number, said once; token and header say the same.',
    when: 'x-purpose, or the claim of the token, is too long, does not show, or holds a fødselsnummer or a cpr; or the two differ.',
    remedy: 'Name the purpose in words or by a code, never by a person.',
  }),
  unknownPurpose: define(400, 'INVALID_PURPOSE', {
    text: 'The purpose is one of {purposes}.',
    when: 'AUDIT_PURPOSES lists the purposes that there are, and the caller’s is none of them.',
    remedy: 'Send one of those that the text names.',
  }),
  invalidCaseReference: define(400, 'INVALID_CASE_REFERENCE', {
    text: 'A case reference is 1 to 100 printed characters without anybody’s number, said once; token and header say the same.',
    when: 'x-case-reference, or the claim of the token, is too long, does not show, or holds a fødselsnummer or a cpr; or the two differ.',
    remedy: 'Send the number of the case in your own system.',
  }),
  purposeRequired: define(400, 'PURPOSE_REQUIRED', {
    text: 'Say what for: an operation that touches personal data needs the header x-purpose.',
    when: 'AUDIT_PURPOSE_REQUIRED is on, the document touches persons, and neither header nor token says a purpose. Nothing was executed.',
    remedy: 'Send `x-purpose`.',
  }),
  caseReferenceRequired: define(400, 'CASE_REFERENCE_REQUIRED', {
    text: 'Say for which case: an operation that touches personal data needs the header x-case-reference.',
    when: 'AUDIT_CASE_REFERENCE_REQUIRED is on, the document touches persons, and neither header nor token says a case. Nothing was executed.',
    remedy: 'Send `x-case-reference`.',
  }),
  invalidVariable: define(422, 'INVALID_VARIABLES', {
    text: '{mistake}',
    when: 'A variable is missing, or does not fit its type.',
    remedy: 'Correct the variable that the text names.',
  }),
  nullForArgument: define(200, 'INVALID_VARIABLES', {
    text: '{mistake}',
    when: 'A variable that may be null is null, in an argument that may not: the field is not answered.',
    remedy: 'Give the variable a value, and the type of the argument.',
  }),
  tooManyCalls: define(422, 'TOO_MANY_CALLS', {
    text: 'The operation could cost {calls} calls to the registers; the limit is {limit}.',
    when: 'What the operation asks for could take more calls to registers than MAX_CALLS.',
    remedy: SMALLER,
  }),
  tooManyFields: define(422, 'TOO_MANY_FIELDS', {
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
