import {
  invented,
  isSandbox,
  missing,
  requiresToken,
  unasked,
  unconfirmed,
  undocumented,
  unidentifiable,
} from './config/checks.ts';
import { readStarKeys, type StarKeys } from './config/keys.ts';
import { readSignering } from './config/signering.ts';
import { unread } from './config/unread.ts';
import { type Environment, type LOGG_NIVAAER, VARIABLES, type Variables } from './config/variables.ts';
import type { TokenSettings } from './server/auth/settings.ts';
import type { Dokumenter } from './server/dokumenter.ts';
import type { Limits } from './server/limits.ts';
import type { Profilnavn } from './server/profil.ts';
import { ORGANISATIONSTYPER, type PostkasseSignering, type SourcesConfig } from './sources/config.ts';

export type { Environment } from './config/variables.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** By which names, but for this machine's own and addresses, it is asked where no token is required. */
  readonly allowedHosts: readonly string[];
  readonly loggNivaa: (typeof LOGG_NIVAAER)[number];
  readonly profil: Profilnavn;
  /** The persisted documents of a file, by their ids; undefined when none is named. */
  readonly dokumenter: Dokumenter | undefined;
  /** Milliseconds that one request may take, from its first byte to its answer. */
  readonly fristMs: number;
  readonly limits: Limits;
  /** No source is configured: the embedded sandbox answers, and `sources` holds no addresses. */
  readonly sandkasse: boolean;
  /** Lines about variables that nobody reads though their names resemble ours, and about the sandbox where others than people who explore are answered. */
  readonly warnings: readonly string[];
  readonly autentisering: AuthConfig;
  readonly audit: {
    /** Undefined where nobody has to find a record again: a key is made at start. */
    readonly noegle: string | undefined;
    /** Undefined: standard error, which the log does not use. */
    readonly fil: string | undefined;
  };
  readonly sources: SourcesConfig;
}

export interface AuthConfig {
  readonly paakrevd: boolean;
  /** Undefined where authentication is off, and where the sandbox's own issuer is the one that is trusted. */
  readonly token: TokenSettings | undefined;
  /** The file that holds the key of the sandbox's own issuer. */
  readonly sandkassenoekkel: string;
}

/** Everything that is wrong with the environment, a line a variable. Never holds a variable's value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length} mistake(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/** The environment as one typed value, or one ConfigError that names every variable that is missing or wrong. */
export function readConfig(environment: Environment): Config {
  // An empty variable is what a deployment writes for one that is not set.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = VARIABLES.safeParse(set);
  const keyProblems: string[] = [];
  const star = readStarKeys(set, keyProblems);
  const signering = readSignering(set, read.data, keyProblems);
  const strangers = unread(set);
  const problems = [
    ...unasked(set),
    ...strangers.problems,
    ...(read.error?.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}.`) ?? []),
    ...missing(set),
    ...undocumented(set, read.data),
    ...unidentifiable(set, read.data),
    ...keyProblems,
    ...unconfirmed(set),
  ];
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  const warnings = [...strangers.warnings, ...invented(set)];
  return toConfig(read.data, { sandkasse: isSandbox(set), paakrevd: requiresToken(set), warnings, star, signering });
}

/** What the files hold that the variables name. */
interface Keys {
  readonly star: StarKeys;
  readonly signering: PostkasseSignering | undefined;
}

function toConfig(
  read: Variables,
  {
    sandkasse,
    paakrevd,
    warnings,
    star,
    signering,
  }: Pick<Config, 'sandkasse' | 'warnings'> & { paakrevd: boolean } & Keys,
): Config {
  const syntetiske = read.SYNTETISKE_PERSONER ?? (sandkasse ? 'tillat' : 'avvis');
  return {
    port: read.PORT,
    host: read.HOST,
    allowedHosts: [read.HOST, ...(read.ALLOWED_HOSTS ?? [])],
    loggNivaa: read.LOGG_NIVAA,
    profil: read.PROFIL,
    dokumenter: read.DOKUMENTER,
    fristMs: read.FORESPOERSEL_FRIST_MS,
    limits: {
      kroppBytes: read.MAKS_KROPP_BYTES,
      dybde: read.MAKS_DYBDE,
      tokens: read.MAKS_TOKENS,
      aliaser: read.MAKS_ALIASER,
      kall: read.MAKS_KALL,
      fields: read.MAX_FIELDS,
      answerBytes: read.MAX_RESPONSE_BYTES,
    },
    sandkasse,
    warnings,
    autentisering: {
      paakrevd,
      token: paakrevd ? toTokenSettings(read) : undefined,
      sandkassenoekkel: read.SANDKASSE_UTSTEDERNOEKKEL,
    },
    audit: { noegle: read.AUDIT_NOEGLE, fil: read.AUDIT_FIL },
    sources: {
      ...toSources(read, { star, signering }),
      tidsavbruddMs: read.KILDE_TIDSAVBRUDD_MS,
      syntetiskePersoner: syntetiske === 'tillat',
      idempotens: { levetidMs: read.IDEMPOTENS_LEVETID_MS, maks: read.IDEMPOTENS_MAKS },
    },
  };
}

/** What `unidentifiable` has let through: an issuer comes with all that it takes to trust it. */
function toTokenSettings(read: Variables): TokenSettings | undefined {
  const { TOKEN_UTSTEDER, TOKEN_JWKS_URL, TOKEN_JWKS_FIL } = read;
  const noekler = TOKEN_JWKS_URL ? { url: TOKEN_JWKS_URL } : TOKEN_JWKS_FIL && { jwks: TOKEN_JWKS_FIL };
  if (!TOKEN_UTSTEDER || !noekler) return undefined;
  const { bekraeftet: _, ...organisationstyper } = read.STAR_ORGANISATIONSTYPER ?? ORGANISATIONSTYPER;
  return {
    utsteder: TOKEN_UTSTEDER,
    mottakere: read.TOKEN_MOTTAKER ?? [],
    noekler,
    algoritmer: read.TOKEN_ALGORITMER,
    klokkeavvikS: read.TOKEN_KLOKKEAVVIK_S,
    maksTegn: read.TOKEN_MAKS_TEGN,
    krav: read.TOKEN_KRAV,
    organisationstyper,
  };
}

/** What `missing` has let through: with an address stands everything that it needs. */
function toSources(
  read: Variables,
  { star, signering }: Keys,
): Pick<SourcesConfig, 'kontaktinformation' | 'postkasse' | 'enhet'> {
  const { STAR_URL, STAR_KODELISTER, POSTKASSE_URL, KONTAKTREGISTER_URL, GRUNNDATA_URL, FRIVILLIGHET_URL } = read;
  return {
    kontaktinformation:
      STAR_URL && STAR_KODELISTER
        ? {
            url: STAR_URL,
            organisationstype: read.STAR_ORGANISATIONSTYPE,
            organisationskode: read.STAR_ORGANISATIONSKODE,
            kodelister: STAR_KODELISTER,
            metadataHeadere: read.STAR_METADATAHEADERE,
            form: read.STAR_FORM,
            verificering: read.STAR_VERIFICERING,
            verifikationskodeSti: read.STAR_STI_VERIFIKATIONSKODE,
            ...star,
          }
        : undefined,
    postkasse:
      POSTKASSE_URL || KONTAKTREGISTER_URL
        ? {
            postkasseUrl: POSTKASSE_URL,
            kontaktregisterUrl: KONTAKTREGISTER_URL,
            paaVegneAv: read.POSTKASSE_PAA_VEGNE_AV,
            ...(signering ? { sikkerhet: 'signert', signering } : { sikkerhet: 'ingen' }),
          }
        : undefined,
    enhet:
      GRUNNDATA_URL || FRIVILLIGHET_URL
        ? {
            grunndataUrl: GRUNNDATA_URL,
            frivillighetUrl: FRIVILLIGHET_URL,
            brukerId: read.GRUNNDATA_BRUKERID ?? '',
            passord: read.GRUNNDATA_PASSORD ?? '',
          }
        : undefined,
  };
}
