import { createKeep, type KeepLimits } from '../../domain/keep.ts';
import { isOrganisasjonsnummer, type Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { failed, found } from '../../domain/outcome.ts';
import type { Adapter } from '../define.ts';
import type { DataOfOperation, EnhetAnswer, EnhetError, EnhetPort } from './enhet.ts';
import { OPERATION_FIELDS } from './fields.ts';
import type { EnhetConfig } from './settings.ts';

/** The operations of which answers may be kept: none of those whose fields have personal data. */
export const KEEPABLE: ReadonlySet<string> = new Set(
  Object.values(OPERATION_FIELDS).flatMap(({ keepable, operation }) => (keepable ? operation : [])),
);

/**
 * The documented answers without data that are kept beside those with data: what has become of a unit, and of which kind it is. Neither
 * changes back. Not kept is what says that there is nothing yet (100, 210), and what is said of the question or of our agreement; nor a
 * 130 that does not name the legal unit, which may not have been found for a failure.
 */
export const KEPT_CODES: ReadonlySet<string> = new Set(['1', '2', '3', '110', '120', '130', '190', '200']);

/**
 * What an answer counts for: its place in the cache, and each character of its JSON. Above what it takes: the sandbox's units, of 196 to 843
 * characters, take 727 to 1488 bytes of the heap, and texts beyond Latin 1 two bytes a character.
 */
const OVERHEAD_BYTES = 512;
const BYTES_A_CHARACTER = 2;

type Data = DataOfOperation[keyof DataOfOperation];
type Answer = EnhetAnswer<Data>;

export interface KeptUnits {
  /** Answers what is kept, and asks for the rest; an `endringslogg` that it answers drops the units that it names. */
  readonly port: EnhetPort;
  /** Forgets what is said of these units. */
  drop(numbers: readonly string[]): void;
}

/**
 * Keeps what a register says of units for a while: the same for every caller, since it is asked with the gateway's own credentials, and who
 * may ask has been decided above. `now`: milliseconds, as `performance.now`.
 */
export function keepUnits(port: EnhetPort, { keepMs, maxBytes }: KeepLimits, now?: () => number): KeptUnits {
  const keep = createKeep<Answer>({ keepMs, maxBytes, prepare, kildeOf, isAskersOwn, ...(now && { now }) });
  const drop = (numbers: readonly string[]) => keep.drop(new Set(numbers));
  return {
    drop,
    port: {
      ...port,
      async hent(operation, numbers, call, watch) {
        // What is no number of a unit may be anything, a person's too.
        if (!(KEEPABLE.has(operation) && numbers.every(isOrganisasjonsnummer))) {
          return port.hent(operation, numbers, call, watch);
        }
        const keys = new Map(numbers.map((number) => [keyOf(operation, number), number] as const));
        const answers = await keep.answer([...keys.keys()], call, (asked, { begins, tell }) =>
          port.hent(
            operation,
            asked.map((key) => keys.get(key) as Organisasjonsnummer),
            call,
            {
              begins: (number) => begins(keyOf(operation, number)),
              tell: (number, answer) => tell(keyOf(operation, number), answer),
            },
          ),
        );
        const byNumber = new Map([...keys.values()].map((number, index) => [number, answers[index]] as const));
        return numbers.map((number) => byNumber.get(number)) as EnhetAnswer<DataOfOperation[typeof operation]>[];
      },
      hentEndringslogg: (call) => droppingChanged(port, drop).hentEndringslogg(call),
    },
  };
}

/** The port, where an answered `endringslogg` drops the units that it names. */
export function droppingChanged(port: EnhetPort, drop: KeptUnits['drop']): EnhetPort {
  return {
    ...port,
    async hentEndringslogg(call) {
      const answer = await port.hentEndringslogg(call);
      if (answer.ok) drop(answer.data.enheter);
      return answer;
    },
  };
}

/** The adapter, whose port keeps units where the configuration says so. */
export function keeping(adapter: Adapter<EnhetConfig, EnhetPort>): Adapter<EnhetConfig, EnhetPort> {
  return {
    ...adapter,
    connect(config, asking) {
      const connected = adapter.connect(config, asking);
      return asking.keep ? { ...connected, port: keepUnits(connected.port, asking.keep).port } : connected;
    },
  };
}

function keyOf(operation: string, number: string): string {
  return `${operation} ${number}`;
}

/** As others will be shown it: with the moment at which the register was asked, and unchangeable. */
function prepare(key: string, answer: Answer, askedAt: Date) {
  if (answer.ok ? answer.data.incomplete : !isKept(answer.feil)) return undefined;
  const told = answer.ok ? answer.data : answer.feil.data;
  // Whatever a register's answer was read as: data of another operation than those are not kept, under whichever it was asked.
  if (told && !KEEPABLE.has(told.operation)) return undefined;
  const text = JSON.stringify(answer);
  const kept: Answer = answer.ok
    ? found(dated(answer.data, askedAt))
    : failed({ ...answer.feil, ...(answer.feil.data && { data: dated(answer.feil.data, askedAt) }) });
  return {
    // Copied: a text that was cut out of the register's document would hold all of the document in memory.
    answer: deepFreeze(structuredClone(kept)),
    kilde: kildeOf(answer),
    subjects: [...new Set([key.slice(key.indexOf(' ') + 1), ...numbersIn(text)])],
    bytes: OVERHEAD_BYTES + BYTES_A_CHARACTER * text.length,
  };
}

function kildeOf(answer: Answer) {
  return answer.ok ? answer.data.kilde : answer.feil.kilde;
}

/** What was never sent: whose turn did not come may have asked for too much, and others have not. */
function isAskersOwn(answer: Answer): boolean {
  return !answer.ok && answer.feil.opphav === 'GATEWAY';
}

function isKept({ kind, opphav, kode, annenEnhet }: EnhetError): boolean {
  const isWhole = kode !== '130' || annenEnhet !== undefined;
  return kind === 'documented' && opphav === 'KILDE' && KEPT_CODES.has(kode) && isWhole;
}

function dated<Told extends { readonly ferskhet: string | null }>(data: Told, askedAt: Date): Told {
  return { ...data, ferskhet: data.ferskhet ?? askedAt.toISOString() };
}

/** All units that an answer names, whatever as: when one of them changes, so may the answer. */
function numbersIn(text: string): readonly string[] {
  return text.match(/(?<!\d)\d{9}(?!\d)/g) ?? [];
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
