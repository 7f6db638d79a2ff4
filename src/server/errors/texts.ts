/** What several rows say in the same words. */
export const MEDIA_TYPE = 'Send application/json in UTF-8.';
export const JSON_BODY = 'Send one JSON object with `query`, or `documentId`, and `variables`.';
export const SMALLER = 'Split the operation into several.';
