import type { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { KeyPair } from '../../wire/key-pair.ts';
import type { Reading } from '../define.ts';
import { type Keyset, readKey, readTrust } from '../keys.ts';
import { type Environment, isLoopback, oneOf, registerAddress, text, wholeNumber } from '../values.ts';
import type { CodeMember } from './validity.ts';
import { GROUPS, kodelister, metadataHeaders, organisationstyper } from './groups.ts';

export interface KontaktinformationConfig {
  readonly url: string;
  /** For whom is asked where no token says it. */
  readonly organisationstype?: number | undefined;
  readonly organisationskode?: string | undefined;
  readonly kodelister: Kodelister;
  /** Undefined: METADATA_HEADERS. */
  readonly metadataHeaders?: MetadataHeaders | undefined;
  /** The client certificate that STAR knows the gateway by. */
  readonly client?: KeyPair | undefined;
  /** The roots that STAR's certificate may come from. Undefined: the system's. */
  readonly trusted?: readonly X509Certificate[] | undefined;
  /** Whether a body wraps the list of entries twice (`wrapped`, default) or once (`flat`). Both are read. */
  readonly form?: Form | undefined;
  /**
   * VerificerKontaktinformation and GetVerifikationskode are gone from the newest version of STAR's documentation: `off`
   * answers IKKE_TILBUDT. Default `on`.
   */
  readonly verificering?: 'on' | 'off' | undefined;
  /** Whether a citizen may call herself, about her own cpr (`own`, default), or not at all (`refuse`). */
  readonly citizenAsUser?: 'own' | 'refuse' | undefined;
  /** GetVerifikationskode's path, which STAR does not publish; `{kontaktdataType}` stands for the number. */
  readonly verifikationskodePath?: string | undefined;
}

/** STAR publishes neither the names of its two metadata headers nor how their values are written. */
export interface MetadataHeaders {
  readonly bekraeftet: boolean;
  readonly activeOrganisation: string;
  readonly requestUserMetadata: string;
  readonly encoding: 'json-ascii' | 'base64-json';
}

/** Placeholders: what the sandbox reads. */
export const METADATA_HEADERS: MetadataHeaders = {
  bekraeftet: false,
  activeOrganisation: 'ActiveOrganisation',
  requestUserMetadata: 'RequestUserMetadata',
  encoding: 'json-ascii',
};

/** Placeholders, STAR's own number (99) above all. 8, 7, 4 and 24 are documented; 2 is inferred. */
export const ORGANISATIONSTYPER = {
  bekraeftet: false,
  aKasse: 2,
  andenAktoer: 4,
  kommune: 7,
  jobcenter: 8,
  virksomhed: 24,
  star: 99,
} as const;

/** An assumption: the newest version of STAR's documentation has no such operation, and the older ones print no path. */
export const VERIFIKATIONSKODE_PATH = '/v1/kontaktinformation/verifikationskode/{kontaktdataType}';

export type Form = 'wrapped' | 'flat';

/** STAR publishes no numbers for its two code lists: they come from configuration only. */
export interface Kodelister {
  /** Whether somebody has confirmed the numbers against the real service. */
  readonly bekraeftet: boolean;
  readonly kontaktdata: {
    readonly mobiltelefon: CodeMember;
    readonly fastnetTelefon: CodeMember;
    readonly mailadresse: CodeMember;
  };
  readonly kontaktdatastatus: { readonly ikkeVerificeret: CodeMember; readonly verificeret: CodeMember };
}

export const VARIABLES = {
  STAR_URL: registerAddress.meta({
    description: 'Base URL of STAR’s service; the paths begin with `/v1/kontaktinformation`',
    example: 'https://star.example',
  }),
  STAR_CLIENT_CERT: text.meta({
    description: 'PEM or PKCS#12 file: the certificate that STAR knows the gateway by',
    example: 'star.crt.pem',
  }),
  STAR_CLIENT_KEY: text.meta({
    description: 'PEM file: its key. A PKCS#12 file holds it already',
    example: 'star.key.pem',
  }),
  STAR_CLIENT_KEY_PASSWORD: text.meta({
    secret: true,
    description: 'Password of the key, or of the PKCS#12 file',
    example: 'hemmelig',
  }),
  STAR_CA: text.meta({
    description: 'PEM file: the certificate authorities that STAR’s certificate may come from. Else the system’s',
    example: 'star-ca.pem',
  }),
  STAR_KODELISTER: kodelister.optional().meta({ description: 'JSON: the numbers of STAR’s two code lists' }),
  STAR_ORGANISATIONSTYPER: organisationstyper
    .optional()
    .meta({ description: 'JSON: the numbers of STAR’s organisation types. Else the sandbox’s placeholders' }),
  STAR_METADATA_HEADERS: metadataHeaders
    .optional()
    .meta({ description: 'JSON: the names and the form of the two headers that say who asks. Else the placeholders' }),
  STAR_ORGANISATIONSTYPE: wholeNumber(0, 999_999)
    .optional()
    .meta({ description: 'Without tokens: the type of the authority that the gateway acts for', example: '8' }),
  STAR_ORGANISATIONSKODE: text.meta({ description: 'Without tokens: the code of that authority', example: '90100' }),
  STAR_BODY_FORM: oneOf(['wrapped', 'flat']).default('wrapped').meta({
    description: 'Whether a body that is sent wraps the list twice (`wrapped`) or once (`flat`)',
    example: 'flat',
  }),
  STAR_VERIFICERING: oneOf(['on', 'off']).default('on').meta({
    description: '`off`: `getVerifikationskode` and `verificerKontaktinformation` answer `IKKE_TILBUDT`',
    example: 'off',
  }),
  STAR_CITIZEN_AS_USER: oneOf(['own', 'refuse']).default('own').meta({
    description:
      'Callers of the type `borger`: `own` asks about the cpr that is their `identifikator`, `refuse` about nobody',
    example: 'refuse',
  }),
  STAR_VERIFIKATIONSKODE_PATH: z
    .string()
    .regex(/^\/[\w/.~-]*\{kontaktdataType\}[\w/.~-]*$/, 'must be a path with {kontaktdataType} in it')
    .default(VERIFIKATIONSKODE_PATH)
    .meta({
      description: 'Path of GetVerifikationskode, with `{kontaktdataType}` in it',
      example: '/v1/kode/{kontaktdataType}',
    }),
};

const CLIENT: Keyset = {
  sertifikat: 'STAR_CLIENT_CERT',
  key: 'STAR_CLIENT_KEY',
  passord: 'STAR_CLIENT_KEY_PASSWORD',
};

/** Certificates are read here, and whatever is wrong with them is one line among the other mistakes. */
export function readConfig(reading: Reading<typeof VARIABLES>): KontaktinformationConfig | undefined {
  const client = readKey(reading, CLIENT);
  const trusted = readTrust(reading, 'STAR_CA');
  const { read } = reading;
  if (!read?.STAR_URL || !read.STAR_KODELISTER) return undefined;
  return {
    url: read.STAR_URL,
    organisationstype: read.STAR_ORGANISATIONSTYPE,
    organisationskode: read.STAR_ORGANISATIONSKODE,
    kodelister: read.STAR_KODELISTER,
    metadataHeaders: read.STAR_METADATA_HEADERS,
    form: read.STAR_BODY_FORM,
    verificering: read.STAR_VERIFICERING,
    citizenAsUser: read.STAR_CITIZEN_AS_USER,
    verifikationskodePath: read.STAR_VERIFIKATIONSKODE_PATH,
    client,
    trusted,
  };
}

/** The published numbers are placeholders. Only a sandbox, which is to say this machine, may be asked with them. */
export function unconfirmed(set: Environment): string[] {
  if (!set.STAR_URL || isLoopback(set.STAR_URL)) return [];
  const groups = GROUPS.flatMap(([group, name, shape]) => {
    const read = shape.safeParse(set[name]).data;
    // One that cannot be read has a line of its own.
    return read?.bekraeftet || (set[name] && !read)
      ? []
      : [`${group} (${name} ${set[name] ? 'does not say "bekraeftet": true' : 'is missing'})`];
  });
  if (groups.length === 0) return [];
  return [`STAR_URL: a real STAR is not asked with placeholders; confirm with STAR first: ${groups.join(', ')}.`];
}
