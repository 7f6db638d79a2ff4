import { z } from 'zod';
import type { ReadFile } from '../domain/read-file.ts';
import { IDEMPOTENCY } from '../domain/idempotency.ts';
import { DEFAULT_CLAIMS } from '../server/callers/settings.ts';
import { READ_MAX_BYTES } from '../server/audit/files.ts';
import { KEEP_ALIVE_MS, MAX_WORKERS, RELOAD_SECONDS, SHUTDOWN_DELAY_MS } from '../server/options.ts';
import { PROFILE_NAMES } from '../server/profile.ts';
import { SANDBOX_DOORS } from '../sources/define.ts';
import { SOURCE_VARIABLES } from '../sources/index.ts';
import { CALL_VARIABLES, CALL_VARIABLES_OF_SOURCES, PROXY_VARIABLES } from './calls.ts';
import { documents } from './documents.ts';
import { PARTS } from './files.ts';
import { RATE_VARIABLES } from './rates.ts';
import { ROUTER_VARIABLES } from './router.ts';
import { SHARED_VARIABLES } from './redis.ts';
import { issuers } from './issuers.ts';
import { LIMIT_VARIABLES } from './limits.ts';
import { CORS_VARIABLES } from './origins.ts';
import { purposes } from './purposes.ts';
import { algorithms, jwksFile, claims } from './token.ts';
import { TRACE_VARIABLES } from './traces.ts';
import { address, contacts, hostNames, publicAddress, oneOf, text, wholeNumber, words } from '../sources/values.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const SHAPE = {
  PORT: wholeNumber(0, 65_535)
    .default(4000)
    .meta({ description: 'Port to listen on; 0 takes a free one', example: '8080' }),
  HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'Address to listen on. The default is reached from this machine only', example: '0.0.0.0' }),
  METRICS_PORT: wholeNumber(0, 65_535).optional().meta({
    description:
      'Port at which `/metrics` is answered for Prometheus; 0 takes a free one ([more](docs/operations.md#metrics))',
    unset: 'none; on the embedded sandbox `PORT`',
    example: '9464',
  }),
  METRICS_HOST: z
    .string()
    .optional()
    .meta({ description: 'Address at which that port listens', unset: 'as `HOST`', example: '127.0.0.1' }),
  ALLOWED_HOSTS: hostNames.optional().meta({
    description:
      'Names by which the gateway may be asked where no token is required ([more](docs/security.md#where-no-token-is-required))',
    example: 'registergraf.example',
  }),
  ...CORS_VARIABLES,
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info').meta({
    description: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent` ([more](docs/operations.md#the-log))',
    example: 'warn',
  }),
  PROFILE: oneOf(PROFILE_NAMES).default('open').meta({
    description: '`open`, `production` or `subgraph`: see [Profiles](docs/security.md#profiles)',
    example: 'production',
  }),
  ...ROUTER_VARIABLES,
  DOCUMENTS: documents().optional().meta({
    description: 'JSON file: the persisted documents, by their ids. `production` needs it, but on the embedded sandbox',
    unset: 'the examples’ on the embedded sandbox',
    example: 'examples/typed/persisted-documents.json',
  }),
  SANDBOX: oneOf(['on', 'embedded', 'off']).optional().meta({
    description: '`on` (or `embedded`): the embedded sandbox, where it does not start by itself. `off`: never',
    example: 'on',
  }),
  SANDBOX_DOORS: oneOf(SANDBOX_DOORS).default('soap').meta({
    description: 'By which doors the embedded sandbox is asked: `soap`, or their successors `rest`',
    example: 'rest',
  }),
  REQUEST_DEADLINE_MS: wholeNumber(1, 600_000)
    .default(30_000)
    .meta({ description: 'Milliseconds for one request; all its calls share them', example: '60000' }),
  ...CALL_VARIABLES,
  ...PROXY_VARIABLES,
  WORKERS: wholeNumber(1, MAX_WORKERS).default(1).meta({
    description: 'Processes that answer, all at the same port: see [Workers](docs/operations.md#workers)',
    example: '4',
  }),
  SHUTDOWN_DELAY_MS: wholeNumber(0, 600_000).default(SHUTDOWN_DELAY_MS).meta({
    description:
      'Milliseconds from SIGTERM in which new connections are still taken: see [Restarts](docs/operations.md#restarts)',
    example: '15000',
  }),
  KEEP_ALIVE_MS: wholeNumber(1, 60 * 60_000)
    .default(KEEP_ALIVE_MS)
    .meta({
      description:
        'Milliseconds that a connection without a request is kept: see [Restarts](docs/operations.md#restarts)',
      example: '620000',
    }),
  RELOAD_SECONDS: wholeNumber(0, 86_400).default(RELOAD_SECONDS).meta({
    description:
      'Seconds between two looks at the files of certificates, keys, secrets, issuers and documents; 0: only at SIGHUP ([more](docs/operations.md#files-that-change))',
    example: '60',
  }),
  SYNTHETIC_PERSONS: oneOf(['allow', 'refuse']).optional().meta({
    description: '`allow` or `refuse` Norwegian numbers of the synthetic series (month + 80, + 65, + 40)',
    unset: '`allow` on the embedded sandbox, else `refuse`',
    example: 'allow',
  }),
  IDEMPOTENCY_TTL_MS: wholeNumber(1, 24 * 60 * 60_000)
    .default(IDEMPOTENCY.ttlMs)
    .meta({
      description: 'Milliseconds that the outcome of a write is kept for its Idempotency-Key',
      example: '3600000',
    }),
  IDEMPOTENCY_MAX: wholeNumber(1, 1_000_000)
    .default(IDEMPOTENCY.max)
    .meta({ description: 'How many such outcomes are kept, of all callers together', example: '50000' }),
  ...LIMIT_VARIABLES,
  ...RATE_VARIABLES,
  ...SHARED_VARIABLES,

  AUTHENTICATION: oneOf(['required', 'off']).optional().meta({
    description: '`required`: every request needs a token. `off`: everybody may ask everything',
    unset: '`off` on the embedded sandbox, else `required`',
    example: 'required',
  }),
  TOKEN_ISSUER: text.meta({
    description: 'The issuer: what `iss` must be, letter by letter',
    example: 'https://login.example',
  }),
  TOKEN_AUDIENCE: words.optional().meta({
    description: 'The audiences of which `aud` must hold one, between commas or spaces',
    example: 'registergraf',
  }),
  TOKEN_JWKS_URL: address.meta({
    description: 'Where the issuer publishes its keys. https, but on this machine',
    example: 'https://login.example/jwks',
  }),
  TOKEN_JWKS_FILE: jwksFile()
    .optional()
    .meta({ description: 'Or a JSON file that holds them. Used when there is no address', example: 'jwks.json' }),
  TOKEN_ALGORITHMS: algorithms.default(['RS256', 'PS256', 'ES256', 'EdDSA']).meta({
    description: 'Signatures that are accepted, out of RS, PS and ES with 256, 384 or 512, EdDSA and Ed25519',
    example: 'RS256',
  }),
  TOKEN_CLOCK_SKEW_S: wholeNumber(0, 300)
    .default(30)
    .meta({ description: 'Seconds that the issuer’s clock may be from ours', example: '60' }),
  TOKEN_MAX_CHARS: wholeNumber(100, 12_000)
    .default(8_000)
    .meta({ description: 'Characters of a token; a longer one is refused unread', example: '4000' }),
  TOKEN_CLAIMS: claims
    .default(DEFAULT_CLAIMS)
    .meta({ description: 'JSON: which claims hold what ([more](docs/security.md#from-claims-to-caller))' }),
  TOKEN_ISSUERS: issuers().optional().meta({
    description:
      'JSON, or a file that holds it: several issuers, each by rules of its own: see [Callers](docs/callers.md)',
  }),
  PUBLIC_URL: publicAddress.meta({
    description: 'Where clients send operations, as they write it: what a proof of a key (DPoP) must be for',
    example: 'https://registergraf.example/graphql',
  }),
  SECURITY_CONTACT: contacts.optional().meta({
    description: 'Whom to tell of a vulnerability, the preferred one first: what `/.well-known/security.txt` says',
    example: 'mailto:security@registergraf.example',
  }),
  SECURITY_POLICY: address.meta({
    description: 'The page with the rules for who looks for one',
    example: 'https://registergraf.example/security',
  }),
  AUDIT_KEY: z.string().min(32, 'must be at least 32 characters').optional().meta({
    secret: true,
    description: 'The key of the hashes in the audit record, 32 characters or more',
    example: 'replace-this-by-44-random-characters',
  }),
  AUDIT_FILE: text.meta({
    description: 'File to which audit records are appended; else they go to standard error',
    example: 'audit.jsonl',
  }),
  AUDIT_READ_FILES: text.meta({
    description:
      'Pattern of the files that `innsynslogg` reads, of all gateways. Else AUDIT_FILE, and those whose names begin with its name',
    example: '/var/log/registergraf/*/audit.jsonl*',
  }),
  ...TRACE_VARIABLES,
  AUDIT_READ_MAX_BYTES: wholeNumber(1, 1024 ** 4)
    .default(READ_MAX_BYTES)
    .meta({
      description: 'Bytes of records, unzipped, that one `innsynslogg` may read, the newest first',
      example: '1073741824',
    }),
  AUDIT_PURPOSE_REQUIRED: oneOf(['off', 'on']).default('off').meta({
    description:
      '`on`: a document that touches persons is refused without a purpose: see [Purposes](docs/audit.md#purpose-and-case)',
    example: 'on',
  }),
  AUDIT_CASE_REFERENCE_REQUIRED: oneOf(['off', 'on']).default('off').meta({
    description: 'The same for a reference to a case',
    example: 'on',
  }),
  AUDIT_PURPOSES: purposes.optional().meta({
    description: 'The only purposes that are taken, between commas. Else any',
    example: 'CASE-7, APPEAL-2',
  }),
  SANDBOX_ISSUER_KEY: z.string().default('.sandbox/issuer.json').meta({
    description: 'File with the key of the sandbox’s own issuer; made when it is missing',
    example: 'issuer.json',
  }),

  ...SOURCE_VARIABLES,
};

/** Every variable that docs/configuration.md lists, and how it is read: the gateway's own, and then those of each source. */
export const VARIABLES = z.object(SHAPE);

/** The same, where the files that some name are read by these: each part of the configuration by its own. */
export function variablesReadBy(filesOf: (part: string) => ReadFile): typeof VARIABLES {
  return VARIABLES.extend({
    DOCUMENTS: documents(filesOf(PARTS.documents)).optional(),
    TOKEN_JWKS_FILE: jwksFile(filesOf(PARTS.tokens)).optional(),
    TOKEN_ISSUERS: issuers(filesOf(PARTS.tokens)).optional(),
  });
}

/** The names of all that is read: these, and what is said of one register's calls. */
export const NAMES: readonly string[] = [...Object.keys(SHAPE), ...Object.keys(CALL_VARIABLES_OF_SOURCES)];

export type Variable = keyof typeof VARIABLES.shape;
export type Variables = z.output<typeof VARIABLES>;
