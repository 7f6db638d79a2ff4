import type { X509Certificate } from 'node:crypto';
import type { Noekkel } from '../wire/noekkel.ts';
import type { Signering } from '../wire/soap/security/index.ts';

/** What each source needs to be told. An absent source answers KildeUtilgjengelig with kode IKKE_KONFIGURERT. */
export interface SourcesConfig {
  readonly kontaktinformation?: KontaktinformationConfig | undefined;
  readonly postkasse?: PostkasseConfig | undefined;
  readonly enhet?: EnhetConfig | undefined;
  /** Milliseconds that one backend call may take. */
  readonly tidsavbruddMs: number;
  /** Whether the synthetic series of personidentifikator (+80, +65, +40) are accepted. */
  readonly syntetiskePersoner: boolean;
  /** How long, and how many, outcomes of writes are kept for clients that send an Idempotency-Key. */
  readonly idempotens?: { readonly levetidMs: number; readonly maks: number } | undefined;
  /** Milliseconds to wait before the second and third try of a read. */
  readonly pauserMs?: readonly number[] | undefined;
}

export interface KontaktinformationConfig {
  readonly url: string;
  /** For whom is asked where no token says it. */
  readonly organisationstype?: number | undefined;
  readonly organisationskode?: string | undefined;
  readonly kodelister: Kodelister;
  /** Undefined: METADATAHEADERE. */
  readonly metadataHeadere?: MetadataHeadere | undefined;
  /** The client certificate that STAR knows the gateway by. */
  readonly klient?: Noekkel | undefined;
  /** The roots that STAR's certificate may come from. Undefined: the system's. */
  readonly tillit?: readonly X509Certificate[] | undefined;
  /** Whether a body wraps the list of entries twice (`indpakket`, default) or once (`flad`). Both are read. */
  readonly form?: Form | undefined;
  /** V and K are gone from the newest version of STAR's documentation: `fra` answers IKKE_TILBUDT. Default `til`. */
  readonly verificering?: 'til' | 'fra' | undefined;
  /** GetVerifikationskode's path, which STAR does not publish; `{kontaktdataType}` stands for the number. */
  readonly verifikationskodeSti?: string | undefined;
}

/** STAR publishes neither the names of its two metadata headers nor how their values are written. */
export interface MetadataHeadere {
  readonly bekraeftet: boolean;
  readonly activeOrganisation: string;
  readonly requestUserMetadata: string;
  readonly kodning: 'json-ascii' | 'base64-json';
}

/** Placeholders: what the sandbox reads. */
export const METADATAHEADERE: MetadataHeadere = {
  bekraeftet: false,
  activeOrganisation: 'ActiveOrganisation',
  requestUserMetadata: 'RequestUserMetadata',
  kodning: 'json-ascii',
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
export const VERIFIKATIONSKODE_STI = '/v1/kontaktinformation/verifikationskode/{kontaktdataType}';

export type Form = 'indpakket' | 'flad';

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

interface PostkasseTjenester {
  /** postkasseleverandoer-v1 (SOAP 1.1). */
  readonly postkasseUrl?: string | undefined;
  /** Oppslagstjenesten 16-02, HentPersoner (SOAP 1.2). */
  readonly kontaktregisterUrl?: string | undefined;
  /** The public body that HentPersoner is asked for, when it is not the one that asks. */
  readonly paaVegneAv?: string | undefined;
}

export type PostkasseConfig = PostkasseTjenester &
  (
    | { readonly sikkerhet: 'ingen' }
    | {
        readonly sikkerhet: 'signert';
        /** A function is called when the first message is to be signed: a sandbox makes its keys then. */
        readonly signering: PostkasseSignering | (() => Promise<PostkasseSignering>);
      }
  );

/** A mailbox supplier and a public body are two parties to the register, and may have a certificate each. */
export interface PostkasseSignering {
  readonly postkasse: SigneringConfig;
  readonly kontaktregister: SigneringConfig;
}

/** What signing takes, but for the clock, which is this machine's. */
export type SigneringConfig = Omit<Signering, 'now'>;

export interface EnhetConfig {
  readonly grunndataUrl?: string | undefined;
  readonly frivillighetUrl?: string | undefined;
  readonly brukerId: string;
  readonly passord: string;
  /** Whether a malformed organisasjonsnummer is answered without a call (default), or sent to see the register's own answer. */
  readonly forhaandskontroll?: boolean | undefined;
}
