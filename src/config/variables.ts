import { z } from 'zod';
import { IDEMPOTENCY } from '../domain/idempotency.ts';
import { DEFAULT_CLAIMS } from '../server/callers/settings.ts';
import { LIMITS } from '../server/limits.ts';
import { PROFILE_NAMES } from '../server/profile.ts';
import { SOURCE_VARIABLES } from '../sources/index.ts';
import { documents } from './documents.ts';
import { algorithms, jwksFile, claims } from './token.ts';
import { address, hostNames, oneOf, text, wholeNumber, words } from '../sources/values.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every variable that the gateway reads, and how: its own, and then those of each source. */
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

  ...SOURCE_VARIABLES,
});

export type Variable = keyof typeof VARIABLES.shape;
export type Variables = z.output<typeof VARIABLES>;
