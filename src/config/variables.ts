import { z } from 'zod';
import { IDEMPOTENCY } from '../domain/idempotency.ts';
import { DEFAULT_CLAIMS } from '../server/callers/settings.ts';
import { LIMITS } from '../server/limits.ts';
import { PROFILE_NAMES } from '../server/profile.ts';
import { VERIFIKATIONSKODE_PATH } from '../sources/config.ts';
import { documents } from './documents.ts';
import { kodelister, metadataHeaders, organisationstyper } from './star.ts';
import { algorithms, jwksFile, claims } from './token.ts';
import { address, hostNames, oneOf, orgnr, registerAddress, text, wholeNumber, words } from './values.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every variable that the gateway reads, and how. */
export const VARIABLES = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  ALLOWED_HOSTS: hostNames.optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  PROFILE: oneOf(PROFILE_NAMES).default('open'),
  DOCUMENTS: documents.optional(),
  SANDBOX: oneOf(['on', 'embedded', 'off']).optional(),
  SOURCE_TIMEOUT_MS: wholeNumber(1, 600_000).default(15_000),
  REQUEST_DEADLINE_MS: wholeNumber(1, 600_000).default(30_000),
  SYNTHETIC_PERSONS: oneOf(['allow', 'refuse']).optional(),
  IDEMPOTENCY_TTL_MS: wholeNumber(1, 24 * 60 * 60_000).default(IDEMPOTENCY.ttlMs),
  IDEMPOTENCY_MAX: wholeNumber(1, 1_000_000).default(IDEMPOTENCY.max),
  MAX_BODY_BYTES: wholeNumber(1, 64 * 1024 * 1024).default(LIMITS.bodyBytes),
  MAX_DEPTH: wholeNumber(1, 100).default(LIMITS.depth),
  MAX_TOKENS: wholeNumber(1, 1_000_000).default(LIMITS.tokens),
  MAX_ALIASES: wholeNumber(0, 100_000).default(LIMITS.aliases),
  MAX_CALLS: wholeNumber(1, 1_000_000).default(LIMITS.calls),
  MAX_FIELDS: wholeNumber(1, 10_000_000).default(LIMITS.fields),
  MAX_RESPONSE_BYTES: wholeNumber(1024, 256 * 1024 * 1024).default(LIMITS.answerBytes),

  AUTHENTICATION: oneOf(['required', 'off']).optional(),
  TOKEN_ISSUER: text,
  TOKEN_AUDIENCE: words.optional(),
  TOKEN_JWKS_URL: address,
  TOKEN_JWKS_FILE: jwksFile.optional(),
  TOKEN_ALGORITHMS: algorithms.default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  TOKEN_CLOCK_SKEW_S: wholeNumber(0, 300).default(30),
  TOKEN_MAX_CHARS: wholeNumber(100, 12_000).default(8_000),
  TOKEN_CLAIMS: claims.default(DEFAULT_CLAIMS),
  AUDIT_KEY: z.string().min(32, 'must be at least 32 characters').optional(),
  AUDIT_FILE: text,
  SANDBOX_ISSUER_KEY: z.string().default('.sandbox/issuer.json'),

  STAR_URL: registerAddress,
  STAR_CLIENT_CERT: text,
  STAR_CLIENT_KEY: text,
  STAR_CLIENT_KEY_PASSWORD: text,
  STAR_CA: text,
  STAR_KODELISTER: kodelister.optional(),
  STAR_ORGANISATIONSTYPER: organisationstyper.optional(),
  STAR_METADATA_HEADERS: metadataHeaders.optional(),
  STAR_ORGANISATIONSTYPE: wholeNumber(0, 999_999).optional(),
  STAR_ORGANISATIONSKODE: text,
  STAR_BODY_FORM: oneOf(['wrapped', 'flat']).default('wrapped'),
  STAR_VERIFICERING: oneOf(['on', 'off']).default('on'),
  STAR_VERIFIKATIONSKODE_PATH: z
    .string()
    .regex(/^\/[\w/.~-]*\{kontaktdataType\}[\w/.~-]*$/, 'must be a path with {kontaktdataType} in it')
    .default(VERIFIKATIONSKODE_PATH),

  POSTKASSE_URL: registerAddress,
  KONTAKTREGISTER_URL: registerAddress,
  POSTKASSE_SECURITY: oneOf(['signed', 'none']).default('signed'),
  POSTKASSE_CERT: text,
  POSTKASSE_KEY: text,
  POSTKASSE_KEY_PASSWORD: text,
  KONTAKTREGISTER_CERT: text,
  KONTAKTREGISTER_KEY: text,
  KONTAKTREGISTER_KEY_PASSWORD: text,
  POSTKASSE_CA: text,
  POSTKASSE_RESPONDER_ORGNR: orgnr,
  POSTKASSE_PAA_VEGNE_AV: orgnr,
  POSTKASSE_CLOCK_SKEW_MS: wholeNumber(0, 600_000).default(60_000),
  POSTKASSE_LIFETIME_MS: wholeNumber(1_000, 1_800_000).default(60_000),
  POSTKASSE_MAX_LIFETIME_MS: wholeNumber(1_000, 1_800_000).default(300_000),

  GRUNNDATA_URL: registerAddress,
  FRIVILLIGHET_URL: registerAddress,
  GRUNNDATA_USER: text,
  GRUNNDATA_PASSWORD: text,
});

export type Variable = keyof typeof VARIABLES.shape;
export type Variables = z.output<typeof VARIABLES>;

export type Environment = Readonly<Record<string, string | undefined>>;
