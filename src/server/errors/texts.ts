/** What several rows say in the same words. */
export const MEDIA_TYPE = 'Send application/json in UTF-8.';
export const JSON_BODY = 'Send one JSON object with `query`, or `documentId`, and `variables`.';
export const SMALLER = 'Split the operation into several.';
export const LOAD =
  'Load the manifest that codegen wrote with this very frontend: `DOCUMENTS`. Send the text with it where the profile takes text.';
/** Of clients that send a GET by themselves. */
export const POST_SETTINGS =
  'In urql: preferGetMethod: false, and preferGetForPersistedQueries: false; in Apollo Client: no useGETForQueries.';
