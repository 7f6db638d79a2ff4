import { z } from 'zod';
import { isOrganisasjonsnummer } from './domain/organisasjonsnummer.ts';
import { LIMITS, type Limits } from './server/limits.ts';
import { readSignering } from './signering.ts';
import type { Kodelister, PostkasseSignering, SourcesConfig } from './sources/config.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly loggNivaa: (typeof LOGG_NIVAAER)[number];
  /** Milliseconds that one request may take, from its first byte to its answer. */
  readonly fristMs: number;
  readonly limits: Limits;
  /** No source is configured: the embedded sandbox answers, and `sources` holds no addresses. */
  readonly sandkasse: boolean;
  readonly sources: SourcesConfig;
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

export type Environment = Readonly<Record<string, string | undefined>>;

const LOGG_NIVAAER = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

// Messages are written out: a library's own could repeat the value, and some values are secrets.
const wholeNumber = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .pipe(z.number().min(from, error).max(to, error));
};
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `must be one of ${words.join(', ')}`);
const address = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine((url) => !/\/\/[^/]*@/.test(url), 'must not hold a user name or a password')
  .optional();
const text = z.string().optional();
const orgnr = z.string().refine(isOrganisasjonsnummer, 'must be an organisasjonsnummer of nine digits').optional();

/** Every variable that is read, its form and its default. The README lists them. */
export const VARIABLES = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  LOGG_NIVAA: oneOf(LOGG_NIVAAER).default('info'),
  KILDE_TIDSAVBRUDD_MS: wholeNumber(1, 600_000).default(15_000),
  FORESPOERSEL_FRIST_MS: wholeNumber(1, 600_000).default(30_000),
  SYNTETISKE_PERSONER: oneOf(['tillat', 'avvis']).optional(),
  MAKS_KROPP_BYTES: wholeNumber(1, 64 * 1024 * 1024).default(LIMITS.kroppBytes),
  MAKS_DYBDE: wholeNumber(1, 100).default(LIMITS.dybde),
  MAKS_TOKENS: wholeNumber(1, 1_000_000).default(LIMITS.tokens),
  MAKS_ALIASER: wholeNumber(0, 100_000).default(LIMITS.aliaser),
  MAKS_KALL: wholeNumber(1, 1_000_000).default(LIMITS.kall),
  STAR_URL: address,
  STAR_KLIENTSERTIFIKAT: text,
  STAR_KLIENTNOEKKEL: text,
  STAR_KODELISTER: z.string().transform(readKodelister).optional(),
  STAR_ORGANISATIONSTYPE: wholeNumber(0, 999_999).optional(),
  STAR_ORGANISATIONSKODE: text,
  POSTKASSE_URL: address,
  KONTAKTREGISTER_URL: address,
  POSTKASSE_SIKKERHET: oneOf(['signert', 'ingen']).default('signert'),
  POSTKASSE_SERTIFIKAT: text,
  POSTKASSE_NOEKKEL: text,
  POSTKASSE_NOEKKEL_PASSORD: text,
  KONTAKTREGISTER_SERTIFIKAT: text,
  KONTAKTREGISTER_NOEKKEL: text,
  KONTAKTREGISTER_NOEKKEL_PASSORD: text,
  POSTKASSE_TILLIT: text,
  POSTKASSE_RESPONDER_ORGNR: orgnr,
  POSTKASSE_PAA_VEGNE_AV: orgnr,
  POSTKASSE_KLOKKEAVVIK_MS: wholeNumber(0, 600_000).default(60_000),
  POSTKASSE_LEVETID_MS: wholeNumber(1_000, 1_800_000).default(60_000),
  POSTKASSE_MAKS_LEVETID_MS: wholeNumber(1_000, 1_800_000).default(300_000),
  GRUNNDATA_URL: address,
  FRIVILLIGHET_URL: address,
  GRUNNDATA_BRUKERID: text,
  GRUNNDATA_PASSORD: text,
});

type Variable = keyof typeof VARIABLES.shape;
type Variables = z.output<typeof VARIABLES>;

/** The environment as one typed value, or one ConfigError that names every variable that is missing or wrong. */
export function readConfig(environment: Environment): Config {
  // An empty variable is what a deployment writes for one that is not set.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = VARIABLES.safeParse(set);
  const problems = read.error?.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}.`) ?? [];
  problems.push(...missing(set), ...notYet(set), ...unconfirmed(set));
  const signering = readSignering(set, read.data, problems);
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(read.data, signering);
}

/** A source is whole or absent: half of one is a mistake, and so is one whose address was forgotten. */
const SOURCES: readonly { urls: readonly Variable[]; needs: readonly Variable[]; takes: readonly Variable[] }[] = [
  {
    urls: ['STAR_URL'],
    needs: ['STAR_KODELISTER', 'STAR_ORGANISATIONSTYPE', 'STAR_ORGANISATIONSKODE'],
    takes: ['STAR_KLIENTSERTIFIKAT', 'STAR_KLIENTNOEKKEL'],
  },
  {
    urls: ['POSTKASSE_URL', 'KONTAKTREGISTER_URL'],
    needs: [],
    takes: [
      'POSTKASSE_SIKKERHET',
      'POSTKASSE_SERTIFIKAT',
      'POSTKASSE_NOEKKEL',
      'POSTKASSE_TILLIT',
      'POSTKASSE_RESPONDER_ORGNR',
      'POSTKASSE_PAA_VEGNE_AV',
      'KONTAKTREGISTER_SERTIFIKAT',
    ],
  },
  { urls: ['GRUNNDATA_URL', 'FRIVILLIGHET_URL'], needs: ['GRUNNDATA_BRUKERID', 'GRUNNDATA_PASSORD'], takes: [] },
];

function missing(set: Environment): string[] {
  return SOURCES.flatMap(({ urls, needs, takes }) => {
    const url = urls.find((name) => set[name]);
    if (url) return needs.filter((name) => !set[name]).map((name) => `${name}: missing; ${url} needs it.`);
    const orphan = [...needs, ...takes].find((name) => set[name]);
    return orphan ? [`${urls.join(' or ')}: missing, though ${orphan} is set.`] : [];
  });
}

function notYet(set: Environment): string[] {
  return (['STAR_KLIENTSERTIFIKAT', 'STAR_KLIENTNOEKKEL'] as const)
    .filter((name) => set[name])
    .map((name) => `${name}: this version cannot use client certificates yet.`);
}

/** The published numbers are placeholders. Only a sandbox, which is to say this machine, may be asked with them. */
function unconfirmed(set: Environment): string[] {
  const url = set.STAR_URL;
  const kodelister = VARIABLES.shape.STAR_KODELISTER.safeParse(set.STAR_KODELISTER).data;
  if (!url || !kodelister || kodelister.bekraeftet || isLoopback(url)) return [];
  return ['STAR_KODELISTER: the group kodelister says "bekraeftet": false; confirm its numbers with STAR first.'];
}

function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.canParse(url) ? new URL(url).hostname : '');
}

const KODELISTER = z.object({
  bekraeftet: z.boolean(),
  kontaktdata: z.object({ mobiltelefon: z.int(), fastnetTelefon: z.int(), mailadresse: z.int() }),
  kontaktdatastatus: z.object({ ikkeVerificeret: z.int(), verificeret: z.int() }),
});

function readKodelister(json: string, context: z.RefinementCtx): Kodelister {
  const refuse = (message: string): never => {
    context.addIssue(message);
    return z.NEVER;
  };
  const read = KODELISTER.safeParse(parseJson(json));
  if (!read.success) {
    const members = read.error.issues.map(({ path }) => path.join('.') || 'the whole');
    return refuse(
      `must be JSON with true or false in bekraeftet and whole numbers in the two lists (look at ${members.join(', ')})`,
    );
  }
  for (const list of ['kontaktdata', 'kontaktdatastatus'] as const) {
    const numbers = Object.values(read.data[list]);
    if (new Set(numbers).size < numbers.length) return refuse(`two members of ${list} have the same number`);
  }
  return read.data;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function toConfig(read: Variables, signering: PostkasseSignering | undefined): Config {
  const sources = toSources(read, signering);
  const sandkasse = !sources.kontaktinformation && !sources.postkasse && !sources.enhet;
  const syntetiske = read.SYNTETISKE_PERSONER ?? (sandkasse ? 'tillat' : 'avvis');
  return {
    port: read.PORT,
    host: read.HOST,
    loggNivaa: read.LOGG_NIVAA,
    fristMs: read.FORESPOERSEL_FRIST_MS,
    limits: {
      kroppBytes: read.MAKS_KROPP_BYTES,
      dybde: read.MAKS_DYBDE,
      tokens: read.MAKS_TOKENS,
      aliaser: read.MAKS_ALIASER,
      kall: read.MAKS_KALL,
    },
    sandkasse,
    sources: { ...sources, tidsavbruddMs: read.KILDE_TIDSAVBRUDD_MS, syntetiskePersoner: syntetiske === 'tillat' },
  };
}

/** What `missing` has let through: with an address stands everything that it needs. */
function toSources(
  read: Variables,
  signering: PostkasseSignering | undefined,
): Pick<SourcesConfig, 'kontaktinformation' | 'postkasse' | 'enhet'> {
  const { STAR_URL, STAR_KODELISTER, POSTKASSE_URL, KONTAKTREGISTER_URL, GRUNNDATA_URL, FRIVILLIGHET_URL } = read;
  return {
    kontaktinformation:
      STAR_URL && STAR_KODELISTER
        ? {
            url: STAR_URL,
            organisationstype: read.STAR_ORGANISATIONSTYPE ?? 0,
            organisationskode: read.STAR_ORGANISATIONSKODE ?? '',
            kodelister: STAR_KODELISTER,
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
