import { onTestFinished } from 'vitest';
import type { CallReport } from '../../../src/domain/call.ts';
import type { Kilde } from '../../../src/domain/registerfeil.ts';
import { play } from '../../../src/sandbox/common/played.ts';
import { createMaskinportenSandbox, KRR_SCOPES, type SettingsInput } from '../../../src/sandbox/maskinporten/index.ts';
import type { MaskinportenCall } from '../../../src/sandbox/maskinporten/state.ts';
import type { HttpClientOptions } from '../../../src/wire/http/http.ts';
import {
  type Clocks,
  createMaskinporten,
  type Grant,
  type MaskinportenClient,
} from '../../../src/wire/maskinporten/index.ts';
import { createCall, createClient } from '../loopback.ts';

export const KILDE: Kilde = 'KRR';
/** What klient-krr may ask for. */
export const GRANT: Grant = { scopes: [KRR_SCOPES.kontaktinformasjon, KRR_SCOPES.postkasse] };

// One for all tests of a file, since each key pair costs time: started over before each of them is played.
const simulator = createMaskinportenSandbox();

/** Maskinporten on loopback for the time of the test, in its first state. */
export async function playMaskinporten(settings: SettingsInput = {}) {
  const played = await play(simulator);
  played.reset();
  onTestFinished(() => played.close());
  const issuer = `${played.url}/maskinporten/`;
  const hook = async (method: string, name: string, body?: unknown) => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${played.hooksUrl}/_sandbox/${name}`, init);
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  if (Object.keys(settings).length > 0) await hook('PUT', 'settings', settings);
  const { privateKey, kid, certificate } = await simulator.clientCertificates();

  /** A gateway's tokens, as klient-krr unless something else is said. */
  function tokensOf(
    client: Partial<MaskinportenClient> = {},
    clocks: Clocks = {},
    options: Partial<HttpClientOptions> = {},
  ) {
    const http = createClient(played.url, { kilde: KILDE, pausesMs: [], ...options });
    return createMaskinporten(
      { issuer, clientId: 'klient-krr', privateKey, shownAs: { kid }, ...client },
      http,
      KILDE,
      clocks,
    );
  }

  return {
    played,
    issuer,
    hook,
    privateKey,
    kid,
    certificate,
    keys: simulator.keys,
    judge: simulator.judge,
    tokensOf,
    /** The requests for tokens, without those for documents. */
    async tokenCalls(): Promise<MaskinportenCall[]> {
      const { calls } = (await hook('GET', 'calls')) as { calls: MaskinportenCall[] };
      return calls.filter(({ operation }) => operation === 'token');
    },
  };
}

/** A call that writes down what is reported of it. */
export function reportedCall(signal?: AbortSignal) {
  const reports: CallReport[] = [];
  return { reports, call: { ...createCall(signal), report: (report: CallReport) => void reports.push(report) } };
}

/** A clock that stands still until it is moved, in milliseconds. */
export function stoppedClock(at = 1_000_000) {
  let time = at;
  return {
    read: () => time,
    move: (ms: number) => {
      time += ms;
    },
  };
}
