import { defineRefusal as define } from '../../domain/refusals.ts';
import { JSON_BODY, LOAD, MEDIA_TYPE, SMALLER } from './texts.ts';

/** What is wrong with what is sent: steps idempotency key, body, parameters and persisted id. */
export const SENT_ERRORS = {
  invalidIdempotencyKey: define(400, 'INVALID_IDEMPOTENCY_KEY', {
    text: 'An Idempotency-Key has 1 to 255 visible ASCII characters, and comes once.',
    when: 'The header Idempotency-Key is empty, too long, or sent twice.',
    remedy: 'Send a UUID.',
  }),
  bodyTooLarge: define(413, 'BODY_TOO_LARGE', {
    text: 'The body is longer than {limit} bytes.',
    when: 'The body is longer than MAX_BODY_BYTES, as it was sent or unzipped.',
    remedy: SMALLER,
  }),
  bodyTooSlow: define(408, 'REQUEST_TIMEOUT', {
    text: 'The body had not come when the request’s time was up.',
    when: 'The body is not complete within REQUEST_DEADLINE_MS.',
    remedy: 'Send it again, on a better connection.',
  }),
  notGzip: define(400, 'BAD_REQUEST', {
    text: 'The body is not gzip.',
    when: 'content-encoding says gzip, and the body is something else, or not whole.',
    remedy: 'Zip the whole body, or leave content-encoding out.',
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
  noJsonObject: define(422, 'BAD_REQUEST', {
    text: 'The body is a JSON object.',
    when: 'The body is JSON, but no object: a list of several operations is not taken.',
    remedy: JSON_BODY,
  }),
  wrongType: define(422, 'BAD_REQUEST', {
    text: '{parameter} is {type}.',
    when: 'query or operationName is no string, or variables or extensions no object.',
    remedy: JSON_BODY,
  }),
  noQuery: define(422, 'BAD_REQUEST', {
    text: 'Must provide query string.',
    when: 'There is neither a document nor the id of one.',
    remedy: JSON_BODY,
  }),
  documentNotHeld: define(404, 'PERSISTED_QUERY_NOT_FOUND', {
    text: 'The manifest that this gateway has loaded (DOCUMENTS) lacks the document with this id.',
    when: 'An id is of no document that the gateway holds.',
    remedy: LOAD,
  }),
  noDocumentsHeld: define(404, 'PERSISTED_QUERY_NOT_FOUND', {
    text: 'This gateway has loaded no manifest of documents (DOCUMENTS), so it knows no id.',
    when: 'There is an id, and the gateway holds no documents at all.',
    remedy: LOAD,
  }),
  persistedQueryNotFound: define(404, 'PERSISTED_QUERY_NOT_FOUND', {
    text: 'PersistedQueryNotFound',
    when: 'A client of Apollo’s or urql asks by a hash of no document that is held, where it may send the text instead: that is the word upon which it does. `extensions.hint` says what is wrong, in the words above.',
    remedy: LOAD,
    handshake: true,
  }),
  persistedQueryNotSupported: define(400, 'PERSISTED_QUERY_NOT_SUPPORTED', {
    text: 'PersistedQueryNotSupported',
    when: 'The same, and the gateway holds no documents at all.',
    remedy: 'Send the text. These clients do so by themselves from then on.',
    handshake: true,
  }),
  persistedDocumentsOnly: define(400, 'PERSISTED_DOCUMENTS_ONLY', {
    text: 'Only documents that this gateway holds are answered: send documentId, and no query.',
    when: 'A document is sent as text in the profile production.',
    remedy: 'Add the document to DOCUMENTS, and send its id.',
  }),
  wrongDocumentId: define(422, 'INVALID_DOCUMENT_ID', {
    text: 'The query is not the document that has this id.',
    when: 'Text and id are sent together and do not belong together.',
    remedy: 'The id is `sha256:` and the SHA-256 of the text, in hexadecimal.',
  }),
  documentIdNoString: define(422, 'INVALID_DOCUMENT_ID', {
    text: 'The id of a document is a string.',
    when: 'An id has another type.',
    remedy: 'Send it as a string.',
  }),
  twoDocumentIds: define(422, 'INVALID_DOCUMENT_ID', {
    text: 'The request holds the ids of two documents.',
    when: 'documentId, extensions.persistedQuery, id and doc_id name different documents.',
    remedy: 'Send one of them.',
  }),
};
