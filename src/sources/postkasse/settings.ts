import type { KeyPair } from '../../wire/key-pair.ts';
import type { Signing } from '../../wire/soap/security/index.ts';
import type { Reading } from '../define.ts';
import { type Keyset, readKey, readTrust } from '../keys.ts';
import { type MaskinportenConfig, readMaskinporten, VARIABLES as MASKINPORTEN } from '../maskinporten.ts';
import { type Environment, isLoopback, oneOf, orgnr, registerAddress, text, wholeNumber, words } from '../values.ts';
import { KRR_DATA, type KrrData } from './adapters/krr/scopes.ts';

/** The contact registers that can be asked, by the names of their adapters' folders. */
export const KONTAKTREGISTER_SOURCES = ['oppslagstjenesten', 'krr'] as const;

export interface PostkasseServices {
  /** Which contact register is asked. Left out: Oppslagstjenesten. */
  readonly source?: (typeof KONTAKTREGISTER_SOURCES)[number] | undefined;
  /** postkasseleverandoer-v1 (SOAP 1.1). */
  readonly postkasseUrl?: string | undefined;
  /** Oppslagstjenesten 16-02, HentPersoner (SOAP 1.2). */
  readonly kontaktregisterUrl?: string | undefined;
  /** The public body that HentPersoner is asked for, when it is not the one that asks. */
  readonly paaVegneAv?: string | undefined;
  /** The bodies that the contact register is asked for, each for its own callers, when there are many. */
  readonly onBehalfOf?: readonly string[] | undefined;
  readonly krr?: KrrConfig | undefined;
}

/** KRR's REST service, asked with tokens of Maskinporten. */
export interface KrrConfig {
  /** What stands before `/rest/v2`. */
  readonly url: string;
  /** What its tokens are asked for. */
  readonly data: readonly KrrData[];
  readonly maskinporten: MaskinportenConfig;
}

export type PostkasseConfig = PostkasseServices &
  (
    | { readonly security: 'none' }
    | {
        readonly security: 'signed';
        /** A function is called when the first message is to be signed: a sandbox makes its keys then. */
        readonly signing: PostkasseSigning | (() => Promise<PostkasseSigning>);
      }
  );

/** A mailbox supplier and a public body are two parties to the register, and may have a certificate each. */
export interface PostkasseSigning {
  readonly postkasse: SigningConfig;
  readonly kontaktregister: SigningConfig;
}

/** What signing takes, but for the clock, which is this machine's. */
export type SigningConfig = Omit<Signing, 'now'>;

export const VARIABLES = {
  POSTKASSE_URL: registerAddress.meta({
    description:
      'Whole endpoint of postkasseleverandoer-v1 (SOAP 1.1): `kanVelgeSikkerDigitalPostkasse` and the writes',
    example: 'https://kontaktinfo.example/kontaktinfo-external/ws-postkasseleverandoer-v1',
  }),
  KONTAKTREGISTER_SOURCE: oneOf(KONTAKTREGISTER_SOURCES).default('oppslagstjenesten').meta({
    description: 'Which contact register `kontaktregister` asks: `oppslagstjenesten`, or `krr`, its REST successor',
    example: 'krr',
  }),
  KONTAKTREGISTER_URL: registerAddress.meta({
    description: 'Whole endpoint of Oppslagstjenesten 16-02 (SOAP 1.2): `kontaktregister`',
    example: 'https://kontaktinfo.example/kontaktinfo-external/ws-v5',
  }),
  POSTKASSE_SECURITY: oneOf(['signed', 'none']).default('signed').meta({
    description: '`signed` (WS-Security) or `none`, which is refused when `NODE_ENV` is `production`',
    example: 'none',
  }),
  POSTKASSE_CERT: text.meta({
    description: 'PEM or PKCS#12 file: the certificate that signs, and to which answers are encrypted',
    example: 'postkasse.crt.pem',
  }),
  POSTKASSE_KEY: text.meta({
    description: 'PEM file: its key. A PKCS#12 file holds it already',
    example: 'postkasse.key.pem',
  }),
  POSTKASSE_KEY_PASSWORD: text.meta({
    secret: true,
    description: 'Password of the key, or of the PKCS#12 file',
    example: 'hemmelig',
  }),
  KONTAKTREGISTER_CERT: text.meta({
    description: 'As above, for HentPersoner, when a public body of its own asks it. Else the one above',
    example: 'public-body.crt.pem',
  }),
  KONTAKTREGISTER_KEY: text.meta({ description: 'As above', example: 'public-body.key.pem' }),
  KONTAKTREGISTER_KEY_PASSWORD: text.meta({ secret: true, description: 'As above', example: 'hemmelig' }),
  POSTKASSE_CA: text.meta({
    description:
      'PEM file: the authority that issued the register’s certificate, and its root. A root alone is too few',
    example: 'ca.pem',
  }),
  POSTKASSE_RESPONDER_ORGNR: orgnr.meta({
    description: 'The organisasjonsnummer that must stand in the register’s certificate',
    example: '991825827',
  }),
  POSTKASSE_PAA_VEGNE_AV: orgnr.meta({
    description: 'The public body that HentPersoner is asked for, when it is not the one that signs',
    example: '316000010',
  }),
  POSTKASSE_CLOCK_SKEW_MS: wholeNumber(0, 600_000)
    .default(60_000)
    .meta({ description: 'Milliseconds that the register’s clock may be from ours', example: '5000' }),
  POSTKASSE_LIFETIME_MS: wholeNumber(1_000, 1_800_000)
    .default(60_000)
    .meta({ description: 'Milliseconds that a signed request lives', example: '120000' }),
  POSTKASSE_MAX_LIFETIME_MS: wholeNumber(1_000, 1_800_000)
    .default(300_000)
    .meta({ description: 'Milliseconds that a signed answer may live', example: '60000' }),
  KRR_URL: registerAddress
    .refine((url) => url?.startsWith('https:') !== false || isLoopback(url), 'must be an https address')
    .meta({
      description: 'KRR over REST: what stands before `/rest/v2`. With `KONTAKTREGISTER_SOURCE=krr`',
      example: 'https://krr.example',
    }),
  KRR_SCOPES: words
    .refine((list) => list.length > 0 && list.every(isKrrData), `must be of ${KRR_DATA.join(', ')}, between commas`)
    .transform((list): readonly KrrData[] => KRR_DATA.filter((one) => list.includes(one)))
    .default(KRR_DATA)
    .meta({
      description:
        'What our tokens are asked for: `kontaktinformasjon`, `digitalpost`. Only what Digdir has granted: for one more, there is no token',
      example: 'digitalpost',
    }),
  ...MASKINPORTEN,
};

function isKrrData(word: string): boolean {
  return KRR_DATA.some((one) => one === word);
}

const POSTKASSE: Keyset = {
  sertifikat: 'POSTKASSE_CERT',
  key: 'POSTKASSE_KEY',
  passord: 'POSTKASSE_KEY_PASSWORD',
};
export const KONTAKTREGISTER: Keyset = {
  sertifikat: 'KONTAKTREGISTER_CERT',
  key: 'KONTAKTREGISTER_KEY',
  passord: 'KONTAKTREGISTER_KEY_PASSWORD',
};

export function readConfig(reading: Reading<typeof VARIABLES>): PostkasseConfig | undefined {
  const signing = readSigning(reading);
  const security = signing ? ({ security: 'signed', signing } as const) : ({ security: 'none' } as const);
  const { read, set } = reading;
  if (asksKrr(set)) {
    const maskinporten = readMaskinporten(reading);
    if (!read?.KRR_URL || !maskinporten) return undefined;
    const krr = { url: read.KRR_URL, data: read.KRR_SCOPES, maskinporten };
    return { source: 'krr', krr, postkasseUrl: read.POSTKASSE_URL, onBehalfOf: read.ON_BEHALF_OF, ...security };
  }
  if (!read?.POSTKASSE_URL && !read?.KONTAKTREGISTER_URL) return undefined;
  return {
    postkasseUrl: read.POSTKASSE_URL,
    kontaktregisterUrl: read.KONTAKTREGISTER_URL,
    paaVegneAv: read.POSTKASSE_PAA_VEGNE_AV,
    onBehalfOf: read.ON_BEHALF_OF,
    ...security,
  };
}

/** Whether KRR is asked in Oppslagstjenesten's place. */
export function asksKrr({ KONTAKTREGISTER_SOURCE }: Environment): boolean {
  return KONTAKTREGISTER_SOURCE === 'krr';
}

/**
 * What the postkasse services are signed with, or undefined when nothing is; pushes a line for each variable that is missing,
 * and for each file that is, does not open, or does not fit.
 */
function readSigning(reading: Reading<typeof VARIABLES>): PostkasseSigning | undefined {
  const { set, isProduction, problems } = reading;
  const url = ['POSTKASSE_URL', 'KONTAKTREGISTER_URL'].find((name) => set[name]);
  const isUnsigned = set.POSTKASSE_SECURITY === 'none';
  if (isUnsigned && isProduction) {
    problems.push('POSTKASSE_SECURITY: must be signed when NODE_ENV is production.');
  }
  if (!url || isUnsigned) return undefined;
  // Whether a certificate's file also holds its key shows when it is read.
  const needs = set.POSTKASSE_CERT ? [] : ['POSTKASSE_CERT', 'POSTKASSE_KEY'];
  for (const name of [...needs, 'POSTKASSE_CA', 'POSTKASSE_RESPONDER_ORGNR']) {
    if (!set[name]) problems.push(`${name}: missing; ${url} needs it, for POSTKASSE_SECURITY is signed.`);
  }
  return loadSigning(reading);
}

/** A mailbox supplier and a public body are two parties to the register: HentPersoner may have a certificate of its own. */
function loadSigning(reading: Reading<typeof VARIABLES>): PostkasseSigning | undefined {
  const { set, read: choices } = reading;
  const trusted = readTrust(reading, 'POSTKASSE_CA');
  const postkasse = readKey(reading, POSTKASSE);
  const kontaktregister = set.KONTAKTREGISTER_CERT ? readKey(reading, KONTAKTREGISTER) : postkasse;
  if (!trusted || !postkasse || !kontaktregister || !choices?.POSTKASSE_RESPONDER_ORGNR) return undefined;
  const alike: Omit<SigningConfig, keyof KeyPair> = {
    trusted,
    responderOrgnr: choices.POSTKASSE_RESPONDER_ORGNR,
    clockSkewMs: choices.POSTKASSE_CLOCK_SKEW_MS,
    ttlMs: choices.POSTKASSE_LIFETIME_MS,
    maxLifetimeMs: choices.POSTKASSE_MAX_LIFETIME_MS,
  };
  return { postkasse: { ...postkasse, ...alike }, kontaktregister: { ...kontaktregister, ...alike } };
}
