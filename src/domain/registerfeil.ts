/** Who answers: a value of the graph's enum of the same name. Each source says its own; nothing below the sources lists them. */
export type Kilde = Uppercase<string>;

/** Who decided: the source itself, or the gateway's own check before any call was made. */
export type Opphav = 'KILDE' | 'GATEWAY';

/**
 * An expected failure, as a value. `documented`: kilde and kode name a row of that source's catalogue. `undocumented`: the kode
 * stands in no row, or not for this operation. `unavailable`: the source could not be asked, or its answer could not be used.
 */
export interface Registerfeil {
  readonly kind: 'documented' | 'undocumented' | 'unavailable';
  /** As the source sends it: "1010", "BRUKER_IKKE_FUNNET", "-1000". */
  readonly kode: string;
  /** For developers. Never holds a personal identifier, and no free text of the source. */
  readonly melding: string;
  readonly kilde: Kilde;
  readonly opphav: Opphav;
  /** Whether the same call may succeed later without any change. */
  readonly kanProevesIgjen: boolean;
  /** True where the source has no such code, and the gateway derived the failure from what the source showed. */
  readonly avledet?: boolean | undefined;
  /** The other codes of the same answer, where the source found several errors: each once, in its order. */
  readonly flereKoder?: readonly string[] | undefined;
  /** Seconds, where the source, or the gateway, gives a time. */
  readonly proevIgjenOm?: number | undefined;
}

/**
 * The gateway's own codes for "the source could not be asked, or its answer could not be used".
 * `HTTP_<status>` and the sources' own technical codes (STAR 1011, 1100) stand beside these.
 */
export const UTILGJENGELIG = {
  TIDSAVBRUDD: { melding: 'The source did not answer in time.', kanProevesIgjen: true },
  TILKOBLING: { melding: 'The connection to the source failed.', kanProevesIgjen: true },
  UGYLDIG_SVAR: { melding: 'The source answered something that makes no sense.', kanProevesIgjen: false },
  SIKKERHETSFEIL: {
    melding: 'The security of the source’s answer could not be verified.',
    kanProevesIgjen: false,
  },
  SOAP_FAULT: { melding: 'The source answered with a SOAP fault.', kanProevesIgjen: true },
  IKKE_KONFIGURERT: { melding: 'The gateway has not been configured with this source.', kanProevesIgjen: false },
  IKKE_TILBUDT: { melding: 'This gateway does not offer the operation.', kanProevesIgjen: false },
  MANGLER_SCOPE: { melding: 'The caller lacks the scope that the field takes.', kanProevesIgjen: false },
  UTFALL_UKJENT: {
    melding:
      'The answer to a write was lost, and the register does not show it as done: read what is there, then decide whether to try again.',
    kanProevesIgjen: false,
  },
  OVERBELASTET: {
    melding: 'Too many calls to the source wait for their turn. Nothing was sent.',
    kanProevesIgjen: true,
  },
  KRETS_AAPEN: {
    melding: 'The source has failed so often that it is given a pause. Nothing was sent.',
    kanProevesIgjen: true,
  },
  KVOTE_BRUKT: {
    melding: 'The caller, or their organisation, has used up the quota of this field: nothing was sent.',
    kanProevesIgjen: true,
  },
  NOEKKELLAGER_NEDE: {
    melding:
      'The store that the gateways share for Idempotency-Keys does not answer, so nobody knows whether this was written before. Nothing was sent: try again under the same key.',
    kanProevesIgjen: true,
  },
  SKRIVING_PAAGAAR: {
    melding:
      'A write under this Idempotency-Key is under way at another gateway. Nothing was sent this time: ask again under the same key for its outcome.',
    kanProevesIgjen: true,
  },
  AVBRUTT: { melding: 'The client hung up before the source had answered.', kanProevesIgjen: true },
} as const satisfies Record<string, { melding: string; kanProevesIgjen: boolean }>;

const HTTP_STATUS = 'The source answered with an HTTP status that is not a success.';
const UNDOCUMENTED = 'The source answered a code that its documentation does not list for this operation.';

const BEFORE_ANY_CALL: ReadonlySet<string> = new Set([
  'IKKE_KONFIGURERT',
  'IKKE_TILBUDT',
  'MANGLER_SCOPE',
  'OVERBELASTET',
  'KRETS_AAPEN',
  'KVOTE_BRUKT',
  'NOEKKELLAGER_NEDE',
  'SKRIVING_PAAGAAR',
]);

export type UtilgjengeligKode = keyof typeof UTILGJENGELIG;

export function kildeUtilgjengelig(
  kilde: Kilde,
  kode: UtilgjengeligKode | `HTTP_${number}`,
  how: { kanProevesIgjen?: boolean; proevIgjenOm?: number | undefined; melding?: string; opphav?: Opphav } = {},
): Registerfeil {
  const known = kode in UTILGJENGELIG ? UTILGJENGELIG[kode as UtilgjengeligKode] : undefined;
  return {
    kind: 'unavailable',
    kode,
    melding: how.melding ?? known?.melding ?? HTTP_STATUS,
    kilde,
    opphav: how.opphav ?? (BEFORE_ANY_CALL.has(kode) ? 'GATEWAY' : 'KILDE'),
    kanProevesIgjen: how.kanProevesIgjen ?? known?.kanProevesIgjen ?? true,
    proevIgjenOm: how.proevIgjenOm,
  };
}

/** What a failure without a row in a catalogue means, in English. */
export function meaningOf({ kind, kode }: Registerfeil): string {
  if (kind === 'undocumented') return UNDOCUMENTED;
  return Object.hasOwn(UTILGJENGELIG, kode) ? UTILGJENGELIG[kode as UtilgjengeligKode].melding : HTTP_STATUS;
}

/** A code that the source's documentation does not list for this operation, kept visible as it was sent. */
export function udokumentertFeil(kilde: Kilde, kode: string): Registerfeil {
  return {
    kind: 'undocumented',
    kode: safeKode(kode),
    melding: UNDOCUMENTED,
    kilde,
    opphav: 'KILDE',
    kanProevesIgjen: false,
  };
}

/** A code comes from outside: anything but a short word or number could carry a person's data into logs. */
function safeKode(kode: string): string {
  const digits = kode.replace(/\D/g, '').length; // all of them: people write "010150-5006" too
  return /^[\w-]{1,64}$/.test(kode) && digits < 8 ? kode : 'UKJENT';
}
