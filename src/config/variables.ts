import { z } from 'zod';
import { IDEMPOTENS } from '../domain/idempotens.ts';
import { STANDARDKRAV } from '../server/auth/settings.ts';
import { LIMITS } from '../server/limits.ts';
import { PROFILNAVN } from '../server/profil.ts';
import { VERIFIKATIONSKODE_STI } from '../sources/config.ts';
import { dokumenter } from './dokumenter.ts';
import { kodelister, metadataHeadere, organisationstyper } from './star.ts';
import { algoritmer, jwksFile, krav } from './token.ts';
import { address, hostNames, oneOf, orgnr, registerAddress, text, wholeNumber, words } from './values.ts';

export const LOGG_NIVAAER = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every variable that the gateway reads, and how. */
export const VARIABLES = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  ALLOWED_HOSTS: hostNames.optional(),
  LOGG_NIVAA: oneOf(LOGG_NIVAAER).default('info'),
  PROFIL: oneOf(PROFILNAVN).default('aapen'),
  DOKUMENTER: dokumenter.optional(),
  SANDBOX: oneOf(['on', 'embedded', 'off']).optional(),
  KILDE_TIDSAVBRUDD_MS: wholeNumber(1, 600_000).default(15_000),
  FORESPOERSEL_FRIST_MS: wholeNumber(1, 600_000).default(30_000),
  SYNTETISKE_PERSONER: oneOf(['tillat', 'avvis']).optional(),
  IDEMPOTENS_LEVETID_MS: wholeNumber(1, 24 * 60 * 60_000).default(IDEMPOTENS.levetidMs),
  IDEMPOTENS_MAKS: wholeNumber(1, 1_000_000).default(IDEMPOTENS.maks),
  MAKS_KROPP_BYTES: wholeNumber(1, 64 * 1024 * 1024).default(LIMITS.kroppBytes),
  MAKS_DYBDE: wholeNumber(1, 100).default(LIMITS.dybde),
  MAKS_TOKENS: wholeNumber(1, 1_000_000).default(LIMITS.tokens),
  MAKS_ALIASER: wholeNumber(0, 100_000).default(LIMITS.aliaser),
  MAKS_KALL: wholeNumber(1, 1_000_000).default(LIMITS.kall),
  MAX_FIELDS: wholeNumber(1, 10_000_000).default(LIMITS.fields),
  MAX_RESPONSE_BYTES: wholeNumber(1024, 256 * 1024 * 1024).default(LIMITS.answerBytes),

  AUTENTISERING: oneOf(['paakrevd', 'av']).optional(),
  TOKEN_UTSTEDER: text,
  TOKEN_MOTTAKER: words.optional(),
  TOKEN_JWKS_URL: address,
  TOKEN_JWKS_FIL: jwksFile.optional(),
  TOKEN_ALGORITMER: algoritmer.default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  TOKEN_KLOKKEAVVIK_S: wholeNumber(0, 300).default(30),
  TOKEN_MAKS_TEGN: wholeNumber(100, 12_000).default(8_000),
  TOKEN_KRAV: krav.default(STANDARDKRAV),
  AUDIT_NOEGLE: z.string().min(32, 'must be at least 32 characters').optional(),
  AUDIT_FIL: text,
  SANDKASSE_UTSTEDERNOEKKEL: z.string().default('.sandkasse/utsteder.json'),

  STAR_URL: registerAddress,
  STAR_KLIENTSERTIFIKAT: text,
  STAR_KLIENTNOEKKEL: text,
  STAR_KLIENTNOEKKEL_PASSORD: text,
  STAR_TILLIT: text,
  STAR_KODELISTER: kodelister.optional(),
  STAR_ORGANISATIONSTYPER: organisationstyper.optional(),
  STAR_METADATAHEADERE: metadataHeadere.optional(),
  STAR_ORGANISATIONSTYPE: wholeNumber(0, 999_999).optional(),
  STAR_ORGANISATIONSKODE: text,
  STAR_FORM: oneOf(['indpakket', 'flad']).default('indpakket'),
  STAR_VERIFICERING: oneOf(['til', 'fra']).default('til'),
  STAR_STI_VERIFIKATIONSKODE: z
    .string()
    .regex(/^\/[\w/.~-]*\{kontaktdataType\}[\w/.~-]*$/, 'must be a path with {kontaktdataType} in it')
    .default(VERIFIKATIONSKODE_STI),

  POSTKASSE_URL: registerAddress,
  KONTAKTREGISTER_URL: registerAddress,
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

  GRUNNDATA_URL: registerAddress,
  FRIVILLIGHET_URL: registerAddress,
  GRUNNDATA_BRUKERID: text,
  GRUNNDATA_PASSORD: text,
});

export type Variable = keyof typeof VARIABLES.shape;
export type Variables = z.output<typeof VARIABLES>;

export type Environment = Readonly<Record<string, string | undefined>>;
