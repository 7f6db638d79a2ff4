import type { X509Certificate } from 'node:crypto';
import type { KeyPair } from '../wire/key-pair.ts';
import type { Signing } from '../wire/soap/security/index.ts';

/** What each source needs to be told. An absent source answers KildeUtilgjengelig with kode IKKE_KONFIGURERT. */
export interface SourcesConfig {
  readonly kontaktinformation?: KontaktinformationConfig | undefined;
  readonly postkasse?: PostkasseConfig | undefined;
  readonly enhet?: EnhetConfig | undefined;
  /** Milliseconds that one backend call may take. */
  readonly timeoutMs: number;
  /** Whether the synthetic series of personidentifikator (+80, +65, +40) are accepted. */
  readonly syntheticPersons: boolean;
  /** How long, and how many, outcomes of writes are kept for clients that send an Idempotency-Key. */
  readonly idempotency?: { readonly ttlMs: number; readonly max: number } | undefined;
  /** Milliseconds to wait before the second and third try of a read. */
  readonly pausesMs?: readonly number[] | undefined;
}

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
  /** Whether a body wraps the list of entries twice (`indpakket`, default) or once (`flad`). Both are read. */
  readonly form?: Form | undefined;
  /** V and K are gone from the newest version of STAR's documentation: `fra` answers IKKE_TILBUDT. Default `til`. */
  readonly verificering?: 'on' | 'off' | undefined;
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
    readonly mobiltelefon: number;
    readonly fastnetTelefon: number;
    readonly mailadresse: number;
  };
  readonly kontaktdatastatus: { readonly ikkeVerificeret: number; readonly verificeret: number };
}

interface PostkasseServices {
  /** postkasseleverandoer-v1 (SOAP 1.1). */
  readonly postkasseUrl?: string | undefined;
  /** Oppslagstjenesten 16-02, HentPersoner (SOAP 1.2). */
  readonly kontaktregisterUrl?: string | undefined;
  /** The public body that HentPersoner is asked for, when it is not the one that asks. */
  readonly paaVegneAv?: string | undefined;
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

export interface EnhetConfig {
  readonly grunndataUrl?: string | undefined;
  readonly frivillighetUrl?: string | undefined;
  readonly brukerId: string;
  readonly passord: string;
  /** Whether a malformed organisasjonsnummer is answered without a call (default), or sent to see the register's own answer. */
  readonly precheck?: boolean | undefined;
}
