import { z } from 'zod';
import { REGISTERET } from './suppliers.ts';

/** The checks of the decision table of postkasseleverandoer-v1, each named after what it looks at. */
export const CHECKS = [
  'personidentifikator',
  'fixedAnswer',
  'organisasjonsnummer',
  'sertifikat',
  'bruker',
  'reservasjon',
  'ingenPostkasse',
  'aktivPostkasse',
  'egenPostkasse',
] as const;

export type Check = (typeof CHECKS)[number];

/** A bad day: what the register does instead of answering. */
export type Disturbance =
  | 'none'
  | 'systemError'
  | 'never answers'
  | 'breaks the connection'
  /** Does what it is asked to, and drops the connection before it has said so. */
  | 'performs and breaks the connection'
  /** A proxy before the register: this status, and a body that is no envelope. */
  | `HTTP_${number}`;

const status = z.int().min(200).max(599);
const disturbance = z.union([
  z.enum(['none', 'systemError', 'never answers', 'breaks the connection', 'performs and breaks the connection']),
  z.custom<`HTTP_${number}`>((value) => typeof value === 'string' && /^HTTP_[2-5]\d\d$/.test(value)),
]);

/** What no source states, each with the contract's own name and default (§13), and what only a sandbox has. */
export const Settings = z.strictObject({
  /**
   * How messages are secured. `signed`: WS-Security by the profile 16-02, in both services. `none`: unsigned, and the
   * caller is who the header X-Sandkasse-Orgnr says.
   */
  profile: z.enum(['none', 'signed']).default('none'),
  /** Whether the header with PaaVegneAv must be signed: the rule says so, and live clients did not. */
  strictPaaVegneAv: z.boolean().default(false),
  /** Whether a Reference may be digested with SHA-1, as one real exchange was. */
  acceptSha1Digest: z.boolean().default(false),
  /** Whether a request that has come before is refused while it would still be fresh. */
  replayList: z.boolean().default(true),
  /** Who signs the answers. */
  responderOrgnr: z
    .string()
    .regex(/^[0-9]{9}$/)
    .default(REGISTERET.organisasjonsnummer),
  /** Precedence of the beskrivelse codes. A check that is left out is not made. */
  decisionOrder: z.array(z.enum(CHECKS)).default([...CHECKS]),
  /** Whether a supplier may remove its mailbox from a citizen who is reserved. */
  slettWhenReservert: z.boolean().default(true),
  oppdaterWhenReservert: z.boolean().default(false),
  /** Whether field 2 must be the caller's own number. */
  requireOwnOrgnr: z.boolean().default(true),
  /** Whether a person outside the register is refused, or taken in by the first write. */
  unknownPerson: z.enum(['BRUKER_IKKE_FUNNET', 'isAdded']).default('BRUKER_IKKE_FUNNET'),
  /** Whether Velg and OpprettOgVelg may move a citizen away from another supplier. */
  takeOver: z.boolean().default(false),
  /** Oppdater without x509Sertifikat: keep the old certificate (true) or clear it. */
  keepCertificateOnOppdater: z.boolean().default(true),
  /** Whether OpprettPostkasse and Velg, withdrawn from the documentation in 2016, are answered. */
  withdrawnOperations: z.boolean().default(true),
  /** Whether UGYLDIG_SERTIFIKAT also covers a certificate outside its dates. */
  certMustBeValidNow: z.boolean().default(false),
  allowSynthetic: z.boolean().default(true),
  accept2032: z.boolean().default(true),
  faultHttpStatus: z
    .strictObject({ soap11: status, soap12Sender: status, soap12: status })
    .default({ soap11: 500, soap12Sender: 400, soap12: 500 }),
  /** Persons per HentEndringer. */
  pageSize: z.int().min(1).max(1000).default(1000),
  /** Contact data older than this many calendar months are not used for varsling. */
  varslingMonths: z.int().min(1).default(18),
  maxMessageBytes: z
    .int()
    .min(1)
    .default(5 * 1024 * 1024),
  /** Compress answers for those who send `Accept-Encoding: gzip`. */
  gzip: z.boolean().default(true),
  /** Wait this long before every answer. */
  delayMs: z.int().min(0).default(0),
  disturbance: disturbance.default('none'),
  /** How many of the next calls meet the disturbance; null: all of them. */
  disturbanceCount: z.int().min(0).nullable().default(null),
});

export type Settings = z.infer<typeof Settings>;
/** What is left out has its default. */
export type SettingsInput = z.input<typeof Settings>;
