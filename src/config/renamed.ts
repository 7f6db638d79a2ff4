import type { Environment } from '../sources/values.ts';
import type { Variable } from './variables.ts';

/** Variables by the names that they had before version 0.2, when the gateway's own words became English. */
export const RENAMED_VARIABLES: Readonly<Record<string, Variable | 'SANDBOX_KEYS'>> = {
  LOGG_NIVAA: 'LOG_LEVEL',
  PROFIL: 'PROFILE',
  DOKUMENTER: 'DOCUMENTS',
  KILDE_TIDSAVBRUDD_MS: 'SOURCE_TIMEOUT_MS',
  FORESPOERSEL_FRIST_MS: 'REQUEST_DEADLINE_MS',
  SYNTETISKE_PERSONER: 'SYNTHETIC_PERSONS',
  IDEMPOTENS_LEVETID_MS: 'IDEMPOTENCY_TTL_MS',
  IDEMPOTENS_MAKS: 'IDEMPOTENCY_MAX',
  MAKS_KROPP_BYTES: 'MAX_BODY_BYTES',
  MAKS_DYBDE: 'MAX_DEPTH',
  MAKS_TOKENS: 'MAX_TOKENS',
  MAKS_ALIASER: 'MAX_ALIASES',
  MAKS_KALL: 'MAX_CALLS',
  AUTENTISERING: 'AUTHENTICATION',
  TOKEN_UTSTEDER: 'TOKEN_ISSUER',
  TOKEN_MOTTAKER: 'TOKEN_AUDIENCE',
  TOKEN_JWKS_FIL: 'TOKEN_JWKS_FILE',
  TOKEN_ALGORITMER: 'TOKEN_ALGORITHMS',
  TOKEN_KLOKKEAVVIK_S: 'TOKEN_CLOCK_SKEW_S',
  TOKEN_MAKS_TEGN: 'TOKEN_MAX_CHARS',
  TOKEN_KRAV: 'TOKEN_CLAIMS',
  AUDIT_NOEGLE: 'AUDIT_KEY',
  AUDIT_FIL: 'AUDIT_FILE',
  SANDKASSE_UTSTEDERNOEKKEL: 'SANDBOX_ISSUER_KEY',
  SANDKASSE_NOEKLER: 'SANDBOX_KEYS',
  STAR_KLIENTSERTIFIKAT: 'STAR_CLIENT_CERT',
  STAR_KLIENTNOEKKEL: 'STAR_CLIENT_KEY',
  STAR_KLIENTNOEKKEL_PASSORD: 'STAR_CLIENT_KEY_PASSWORD',
  STAR_TILLIT: 'STAR_CA',
  STAR_METADATAHEADERE: 'STAR_METADATA_HEADERS',
  STAR_FORM: 'STAR_BODY_FORM',
  STAR_STI_VERIFIKATIONSKODE: 'STAR_VERIFIKATIONSKODE_PATH',
  POSTKASSE_SIKKERHET: 'POSTKASSE_SECURITY',
  POSTKASSE_SERTIFIKAT: 'POSTKASSE_CERT',
  POSTKASSE_NOEKKEL: 'POSTKASSE_KEY',
  POSTKASSE_NOEKKEL_PASSORD: 'POSTKASSE_KEY_PASSWORD',
  KONTAKTREGISTER_SERTIFIKAT: 'KONTAKTREGISTER_CERT',
  KONTAKTREGISTER_NOEKKEL: 'KONTAKTREGISTER_KEY',
  KONTAKTREGISTER_NOEKKEL_PASSORD: 'KONTAKTREGISTER_KEY_PASSWORD',
  POSTKASSE_TILLIT: 'POSTKASSE_CA',
  POSTKASSE_KLOKKEAVVIK_MS: 'POSTKASSE_CLOCK_SKEW_MS',
  POSTKASSE_LEVETID_MS: 'POSTKASSE_LIFETIME_MS',
  POSTKASSE_MAKS_LEVETID_MS: 'POSTKASSE_MAX_LIFETIME_MS',
  GRUNNDATA_BRUKERID: 'GRUNNDATA_USER',
  GRUNNDATA_PASSORD: 'GRUNNDATA_PASSWORD',
};

/** Words that a variable takes, by the words that it took before version 0.2. */
export const RENAMED_VALUES: Readonly<Partial<Record<Variable, Readonly<Record<string, string>>>>> = {
  PROFILE: { aapen: 'open', produksjon: 'production', subgraf: 'subgraph' },
  SYNTHETIC_PERSONS: { tillat: 'allow', avvis: 'refuse' },
  AUTHENTICATION: { paakrevd: 'required', av: 'off' },
  POSTKASSE_SECURITY: { signert: 'signed', ingen: 'none' },
  STAR_BODY_FORM: { indpakket: 'wrapped', flad: 'flat' },
  STAR_VERIFICERING: { til: 'on', fra: 'off' },
};

/**
 * The environment in today's names and words, with a line for each variable that is set under its old name or to its old
 * word. The lines stop the start: an old name would be ignored, and the default in its place may be less strict.
 * The rest is checked under the new names, so that one old name is one line. Never holds a value that is not a known word.
 */
export function withoutOldNames(set: Environment): { readonly set: Environment; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const today: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(set)) {
    const now = own(RENAMED_VARIABLES, name);
    if (now) problems.push(`${name}: is called ${now} now.`);
    if (now === undefined || set[now] === undefined) today[now ?? name] = value;
  }
  for (const [name, words] of Object.entries(RENAMED_VALUES)) {
    const word = today[name];
    const now = word === undefined ? undefined : own(words, word);
    if (now === undefined) continue;
    problems.push(`${name}: ${word} is called ${now} now.`);
    today[name] = now;
  }
  return { set: today, problems };
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
