import { randomBytes } from 'node:crypto';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { CallContext } from '../domain/call.ts';
import { createIdempotencyStore, type IdempotencyStore } from '../domain/idempotency.ts';
import { createPacer, type Pace } from '../domain/pace.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import { createWriteRunner } from '../domain/write.ts';
import type { HttpClient, HttpState } from '../wire/http.ts';
import type { SourcesConfig } from './config.ts';
import { connectEnhet, createEnhetLoaders, type EnhetLoaders, type EnhetPort } from './enhet/source.ts';
import {
  connectKontaktinformation,
  createKontaktinformationLoaders,
  createKontaktinformationWrites,
  type KontaktinformationLoaders,
  type KontaktinformationPort,
  type KontaktinformationWrites,
} from './kontaktinformation/source.ts';
import {
  connectPostkasse,
  createPostkasseLoaders,
  createPostkasseWrites,
  type PostkasseLoaders,
  type PostkassePort,
  type PostkasseWrites,
} from './postkasse/source.ts';

/** The loaders of one request, a source each. */
export interface Loaders {
  readonly kontaktinformation: KontaktinformationLoaders;
  readonly postkasse: PostkasseLoaders;
  readonly enhet: EnhetLoaders;
  /** At which the request's answer is made; the loaders collect what is asked for till nothing waits for its turn. */
  readonly pace: Pace;
}

/** The writes of one request. The business register has none. */
export interface Writes {
  readonly kontaktinformation: KontaktinformationWrites;
  readonly postkasse: PostkasseWrites;
}

export interface Ports {
  readonly kontaktinformation: KontaktinformationPort;
  readonly postkasse: PostkassePort;
  readonly enhet: EnhetPort;
}

export interface SourceState {
  readonly kilde: Kilde;
  /** What the last call said; UNKNOWN before the first. */
  readonly state: HttpState | 'IKKE_KONFIGURERT';
  /** When the certificate that we show the source expires, ISO 8601; absent where we show none. */
  readonly certificateExpires?: string | undefined;
}

export interface Sources {
  readonly ports: Ports;
  makeLoaders(call: CallContext): Loaders;
  /** `deadline` alone ends a write that has been sent; each write makes the loaders forget. */
  makeWrites(call: CallContext, deadline: AbortSignal, loaders: Loaders): Writes;
  state(): readonly SourceState[];
  /** Waits for the writes that are under way, ends those that take longer, then closes the connections. */
  close(withinMs?: number): Promise<void>;
}

export interface WriteKeeping {
  /** Where the outcomes of writes with an Idempotency-Key are kept: in memory, or in a store that gateways share. */
  readonly store: IdempotencyStore;
  /** The key of the hashes under which they are kept; gateways that share a store share it. */
  readonly secret: Uint8Array;
}

/** How long a gateway that closes waits for writes, beside what it has waited for its clients: within the time that shutdown has. */
const WRITES_END_MS = 4_000;

/** All sources, connected or known to be absent. A fourth register is one line more in each table here. */
export function connectSources(
  config: SourcesConfig,
  { store, secret }: WriteKeeping = {
    store: createIdempotencyStore(config.idempotency),
    secret: randomBytes(32),
  },
): Sources {
  const kontaktinformation = connectKontaktinformation(config);
  const postkasse = connectPostkasse(config);
  const enhet = connectEnhet(config);
  const clients: readonly [Kilde, readonly HttpClient[]][] = [
    ['STAR', kontaktinformation.http],
    ['OPPSLAGSTJENESTEN', postkasse.http],
    ['GRUNNDATA', enhet.http],
  ];
  const expires: Partial<Record<Kilde, string | undefined>> = {
    STAR: config.kontaktinformation?.client?.sertifikat.validToDate.toISOString(),
    OPPSLAGSTJENESTEN: postkasse.certificateExpires?.toISOString(),
  };
  const rules = {
    synthetic: config.syntheticPersons,
    accept2032: true,
    precheck: config.enhet?.precheck ?? true,
  };
  const pacer = createPacer();
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const writeSettings = { store, secret, underWay, closing: closing.signal };
  return {
    ports: { kontaktinformation: kontaktinformation.port, postkasse: postkasse.port, enhet: enhet.port },
    makeLoaders(call) {
      const pace = pacer.forRequest();
      return {
        kontaktinformation: createKontaktinformationLoaders(kontaktinformation.port, call, pace),
        postkasse: createPostkasseLoaders(postkasse.port, rules, call, pace),
        enhet: createEnhetLoaders(enhet.port, rules, call, pace),
        pace,
      };
    },
    makeWrites(call, deadline, loaders) {
      const run = createWriteRunner(writeSettings, call, deadline);
      return {
        kontaktinformation: createKontaktinformationWrites(kontaktinformation.port, loaders.kontaktinformation, run),
        postkasse: createPostkasseWrites(postkasse.port, loaders.postkasse, rules, run),
      };
    },
    state: () =>
      clients.map(([kilde, http]) => ({
        kilde,
        state: stateOf(http),
        ...(expires[kilde] && { certificateExpires: expires[kilde] }),
      })),
    close: async (withinMs = WRITES_END_MS) => {
      const ended = new AbortController();
      const bound = pause(withinMs, undefined, { signal: ended.signal }).catch(() => {});
      await Promise.race([Promise.allSettled(underWay), bound]);
      ended.abort();
      // A write that is cut ends as one that may have been done, and leaves its record: whoever waits for it has a turn to make it.
      closing.abort(new DOMException('The gateway closes.', 'TimeoutError'));
      await Promise.allSettled(underWay);
      await turn();
      await Promise.all(clients.flatMap(([, http]) => http.map((client) => client.close())));
    },
  };
}

function stateOf(http: readonly HttpClient[]): SourceState['state'] {
  const states = http.map((client) => client.state());
  if (states.length === 0) return 'IKKE_KONFIGURERT';
  return (['DOWN', 'UP'] as const).find((state) => states.includes(state)) ?? 'UNKNOWN';
}
