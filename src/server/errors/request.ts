import { defineRefusal as define } from '../../domain/refusals.ts';
import { MEDIA_TYPE, POST_SETTINGS } from './texts.ts';

/** What can be refused before anything of the request is read: steps load, headers and caller. */
export const REQUEST_ERRORS = {
  // Step load.
  overloaded: define(503, 'OVERLOADED', {
    text: 'This gateway has more to do than it can: try again in a moment.',
    when: 'MAX_REQUESTS are under way, the event loop is late by more than MAX_EVENT_LOOP_DELAY_MS, or a body was not unzipped in time. Nothing was executed.',
    remedy: 'Wait as long as Retry-After says, and longer each time. Start more gateways.',
  }),

  // Step headers.
  routerNotProven: define(401, 'ROUTER_NOT_PROVEN', {
    text: 'This gateway answers its router alone.',
    when: 'ROUTER_SECRET is set, and the header ROUTER_SECRET_HEADER is missing or holds none of its secrets.',
    remedy: 'Ask the router. If you run it: have it send the secret. The log says under `why` what was wrong.',
  }),
  hostNotAllowed: define(403, 'HOST_NOT_ALLOWED', {
    text: 'Without authentication this gateway answers by an IP address, by localhost, and by the names in ALLOWED_HOSTS.',
    when: 'No token is required, and Host is a name that is not known: a web page may have made a browser send the request.',
    remedy: 'Use an address, or put the name into ALLOWED_HOSTS.',
  }),
  originNotAllowed: define(403, 'ORIGIN_NOT_ALLOWED', {
    text: 'Without authentication this gateway answers its own pages, those of this machine, and those of ALLOWED_HOSTS and CORS_ORIGINS.',
    when: 'No token is required, and a browser sends the request for a page of another site.',
    remedy: 'Require tokens, put the page’s host into ALLOWED_HOSTS, or its origin into CORS_ORIGINS.',
  }),
  notFound: define(404, 'NOT_FOUND', {
    text: 'There is nothing here; GraphQL is at /graphql.',
    when: 'The path is none of the gateway’s.',
    remedy: 'Send GraphQL to `/graphql`. GraphiQL and the pages beside it are there in the open profile only.',
  }),
  noSuchFile: define(404, 'NOT_FOUND', {
    text: 'There is no such file or page.',
    when: 'GraphiQL has no file of that path, or the documentation no page, or the method is not GET.',
    remedy: 'Load `/graphql` again: its files have other names after an upgrade. `/docs` lists the pages.',
  }),
  methodNotAllowed: define(405, 'METHOD_NOT_ALLOWED', {
    text: 'GraphQL is answered to GET, POST and QUERY.',
    when: 'The method is none of GET, POST and QUERY; OPTIONS is answered too.',
    remedy: 'Send a POST.',
  }),
  notJson: define(415, 'UNSUPPORTED_MEDIA_TYPE', {
    text: MEDIA_TYPE,
    when: 'The content type of a POST or QUERY is not JSON, or its charset is not UTF-8.',
    remedy: 'Send `content-type: application/json`.',
  }),
  encodedBody: define(415, 'UNSUPPORTED_MEDIA_TYPE', {
    text: 'Send the body as it is, or by content-encoding: gzip.',
    when: 'The body is compressed in another way than gzip, or more than once.',
    remedy: 'Send it as it is, or by gzip.',
  }),
  preflightRequired: define(403, 'PREFLIGHT_REQUIRED', {
    text: `A GET needs the header graphql-require-preflight, so that no other site can make a browser send it; a POST needs none. ${POST_SETTINGS}`,
    when: 'A GET comes without such a header, in the profiles production and subgraph.',
    remedy: 'Send `graphql-require-preflight: 1`, or a POST.',
  }),
  notAcceptable: define(406, 'NOT_ACCEPTABLE', {
    text: 'Accept application/graphql-response+json or application/json.',
    when: 'The header Accept names no media type that GraphQL is answered in.',
    remedy: 'Leave Accept out, or name one of the two.',
  }),

  // Step caller.
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
    remedy: 'Name one of the callers in docs/security.md.',
  }),
};
