import { defineRefusal as define } from '../domain/refusals.ts';

const MEDIA_TYPE = 'Send application/json in UTF-8.';
const JSON_BODY = 'Send one JSON object with `query`, or `documentId`, and `variables`.';
const SMALLER = 'Split the operation into several.';

/**
 * Every error of the gateway's own, each used by one function: code, status, text, when it is answered, and what to do.
 * `docs/errors.md` and the page beside GraphiQL are made from it. What the graph refuses stands in `domain/refusals.ts`, for the graph
 * imports nothing of the server.
 */
export const ERRORS = {
  // Before the request is read: step headers.
  hostNotAllowed: define(403, 'HOST_NOT_ALLOWED', {
    text: 'Without authentication this gateway answers by an IP address, by localhost, and by the names in ALLOWED_HOSTS.',
    when: 'No token is required, and Host is a name that is not known: a web page may have made a browser send the request.',
    remedy: 'Use an address, or put the name into ALLOWED_HOSTS.',
  }),
  originNotAllowed: define(403, 'ORIGIN_NOT_ALLOWED', {
    text: 'Without authentication this gateway answers its own pages, those of this machine, and those of ALLOWED_HOSTS.',
    when: 'No token is required, and a browser sends the request for a page of another site.',
    remedy: 'Require tokens, or put the page’s host into ALLOWED_HOSTS.',
  }),
  notFound: define(404, 'NOT_FOUND', {
    text: 'There is nothing here; GraphQL is at /graphql.',
    when: 'The path is none of the gateway’s.',
    remedy: 'Send GraphQL to `/graphql`. GraphiQL and the pages beside it are there in the open profile only.',
  }),
  noSuchFile: define(404, 'NOT_FOUND', {
    text: 'GraphiQL has no such file.',
    when: 'GraphiQL has no file of that path, or the method is not GET.',
    remedy: 'Load `/graphql` again: the files have other names after an upgrade.',
  }),
  methodNotAllowed: define(405, 'METHOD_NOT_ALLOWED', {
    text: 'GraphQL is answered to GET and POST.',
    when: 'The method is neither GET nor POST.',
    remedy: 'Send a POST.',
  }),
  notJson: define(415, 'UNSUPPORTED_MEDIA_TYPE', {
    text: MEDIA_TYPE,
    when: 'The content type of a POST is not JSON, or its charset is not UTF-8.',
    remedy: 'Send `content-type: application/json`.',
  }),
  encodedBody: define(415, 'UNSUPPORTED_MEDIA_TYPE', {
    text: 'Send the body without content-encoding.',
    when: 'The body is compressed.',
    remedy: 'Send it as it is.',
  }),
  preflightRequired: define(403, 'PREFLIGHT_REQUIRED', {
    text: 'A GET needs the header graphql-require-preflight, so that no other site can make a browser send it.',
    when: 'A GET comes without such a header, in the profiles production and subgraph.',
    remedy: 'Send `graphql-require-preflight: 1`, or a POST.',
  }),
  notAcceptable: define(406, 'NOT_ACCEPTABLE', {
    text: 'Accept application/graphql-response+json or application/json.',
    when: 'The header Accept names no media type that GraphQL is answered in.',
    remedy: 'Leave Accept out, or name one of the two.',
  }),

  // Who calls: step caller.
  unauthenticated: define(401, 'UNAUTHENTICATED', {
    text: 'Send a valid token: Authorization: Bearer <token>.',
    when: 'A token is required, and there is none, or it is not valid here: signature, issuer, audience, time or claims.',
    remedy: 'Fetch a token from an issuer that this gateway trusts. The log says under `why` what was wrong.',
  }),
  authenticationUnavailable: define(503, 'AUTHENTICATION_UNAVAILABLE', {
    text: 'Tokens cannot be verified at the moment: the issuer’s keys are out of reach.',
    when: 'The issuer’s keys cannot be fetched.',
    remedy: 'Try again later; `registergraf doctor` asks for the keys too.',
  }),
  onlySandboxCaller: define(400, 'SANDBOX_CALLER', {
    text: 'x-sandbox-caller chooses a caller of the embedded sandbox only, while authentication is off.',
    when: 'x-sandbox-caller was sent to a gateway that requires tokens, or asks real registers.',
    remedy: 'Leave the header out.',
  }),
  unknownSandboxCaller: define(400, 'SANDBOX_CALLER', {
    text: 'x-sandbox-caller is an authority of the sandbox (akasse-1, jobcenter-1, kommune-1, star …, or a type and a code: 8/90100), with a user before it where one acts for it: aktoer-1@jobcenter-1, system@kommune-1, borger@star.',
    when: 'x-sandbox-caller names nobody.',
    remedy: 'Name one of the callers in the README.',
  }),

  // What is sent: steps idempotency key, body, parameters and persisted id.
  invalidIdempotencyKey: define(400, 'INVALID_IDEMPOTENCY_KEY', {
    text: 'An Idempotency-Key has 1 to 255 visible ASCII characters, and comes once.',
    when: 'The header Idempotency-Key is empty, too long, or sent twice.',
    remedy: 'Send a UUID.',
  }),
  bodyTooLarge: define(413, 'BODY_TOO_LARGE', {
    text: 'The body is longer than {limit} bytes.',
    when: 'The body is longer than MAX_BODY_BYTES.',
    remedy: SMALLER,
  }),
  bodyTooSlow: define(408, 'REQUEST_TIMEOUT', {
    text: 'The body had not come when the request’s time was up.',
    when: 'The body is not complete within REQUEST_DEADLINE_MS.',
    remedy: 'Send it again, on a better connection.',
  }),
  notUtf8: define(415, 'UNSUPPORTED_MEDIA_TYPE', {
    text: MEDIA_TYPE,
    when: 'The bytes of the body are not UTF-8.',
    remedy: 'Encode the body as UTF-8.',
  }),
  unreadable: define(400, 'BAD_REQUEST', {
    text: '{reason}',
    when: 'The request is not one of GraphQL over HTTP; the status can be another 4xx.',
    remedy: JSON_BODY,
  }),
  invalidJson: define(400, 'BAD_REQUEST', {
    text: 'The request is not JSON.',
    when: 'The body, or a parameter of the URL, is not JSON.',
    remedy: JSON_BODY,
  }),
  noJsonObject: define(400, 'BAD_REQUEST', {
    text: 'The body is a JSON object.',
    when: 'The body is JSON, but no object.',
    remedy: JSON_BODY,
  }),
  operationNameNoString: define(400, 'BAD_REQUEST', {
    text: 'operationName is a string.',
    when: 'operationName has another type.',
    remedy: JSON_BODY,
  }),
  noQuery: define(400, 'BAD_REQUEST', {
    text: 'Must provide query string.',
    when: 'There is neither a document nor the id of one.',
    remedy: JSON_BODY,
  }),
  persistedQueryNotFound: define(404, 'PERSISTED_QUERY_NOT_FOUND', {
    text: 'PersistedQueryNotFound',
    when: 'The gateway holds no document with this id.',
    remedy: 'Send the text with it where the profile takes text; else add the document to DOCUMENTS.',
    spec: true,
  }),
  persistedQueryNotSupported: define(400, 'PERSISTED_QUERY_NOT_SUPPORTED', {
    text: 'PersistedQueryNotSupported',
    when: 'A client of Apollo’s asks by a hash, and the gateway holds no documents at all.',
    remedy: 'Send the text. Apollo’s clients do so by themselves from then on.',
    spec: true,
  }),
  persistedDocumentsOnly: define(400, 'PERSISTED_DOCUMENTS_ONLY', {
    text: 'Only documents that this gateway holds are answered: send documentId, and no query.',
    when: 'A document is sent as text in the profile production.',
    remedy: 'Add the document to DOCUMENTS, and send its id.',
  }),
  wrongDocumentId: define(400, 'INVALID_DOCUMENT_ID', {
    text: 'The query is not the document that has this id.',
    when: 'Text and id are sent together and do not belong together.',
    remedy: 'The id is `sha256:` and the SHA-256 of the text, in hexadecimal.',
  }),
  documentIdNoString: define(400, 'INVALID_DOCUMENT_ID', {
    text: 'The id of a document is a string.',
    when: 'An id has another type.',
    remedy: 'Send it as a string.',
  }),
  twoDocumentIds: define(400, 'INVALID_DOCUMENT_ID', {
    text: 'The request holds the ids of two documents.',
    when: 'documentId, extensions.persistedQuery, id and doc_id name different documents.',
    remedy: 'Send one of them.',
  }),

  // The document: steps parse and rules.
  tooManyTokens: define(400, 'TOO_MANY_TOKENS', {
    text: 'The document has more than {limit} tokens.',
    when: 'The document has more words, names and signs than MAX_TOKENS.',
    remedy: `${SMALLER} Put long lists into variables.`,
  }),
  tooDeep: define(400, 'TOO_DEEP', {
    text: 'The operation is more than {limit} fields deep.',
    when: 'Fields stand inside fields more than MAX_DEPTH times.',
    remedy: SMALLER,
  }),
  nestedTooDeeply: define(400, 'TOO_DEEP', {
    text: 'The document is nested too deeply.',
    when: 'Lists or objects in the document are nested deeper than it can be read.',
    remedy: 'Put the value into a variable.',
  }),
  tooManyAliases: define(400, 'TOO_MANY_ALIASES', {
    text: 'The operation has more than {limit} aliases.',
    when: 'The operation has more aliases than MAX_ALIASES, each fragment counted as often as it is used.',
    remedy: 'Use a field that takes a list, or several operations.',
  }),
  tooManyRepetitions: define(400, 'TOO_MANY_REPETITIONS', {
    text: 'A selection set selects the same more than {limit} times.',
    when: 'One selection set has the same field or fragment too often.',
    remedy: 'Select it once.',
  }),
  introspectionDisabled: define(400, 'INTROSPECTION_DISABLED', {
    text: 'The schema is not told here.',
    when: 'The document asks for `__schema` or `__type`, in the profiles production and subgraph.',
    remedy: 'Read `schema/registergraf.graphql`, or ask a gateway with the profile open.',
  }),
  subscriptionNotSupported: define(400, 'SUBSCRIPTION_NOT_SUPPORTED', {
    text: 'This graph has no {kind}.',
    when: 'The operation is a subscription.',
    remedy: 'Send a query.',
    spec: true,
  }),
  reservedVariable: define(400, 'GRAPHQL_VALIDATION_FAILED', {
    text: 'No variable is named $__proto__ here.',
    when: 'A variable has the one name that cannot hold a value.',
    remedy: 'Give the variable another name.',
    spec: true,
  }),

  // The operation: steps personal data by POST, variables and cost.
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

  // The answer: steps execution, masking and answers.
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
