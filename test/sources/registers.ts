import type { CallContext } from '../../src/domain/call.ts';
import type { Kilde } from '../../src/domain/registerfeil.ts';
import { sandboxSources } from '../../src/embedded.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
import type { SourcesConfig } from '../../src/sources/index.ts';
import { SOAP_NAMESPACE, type SoapVersion } from '../../src/wire/soap/envelope.ts';
import { addressServices } from '../support/sandbox.ts';

export const PAUSES_MS: readonly number[] = [1, 1];

/** Quick to try again: tests wait for nothing. No breaker opens, whatever a test makes the register do. */
export const BASE: SourcesConfig = {
  timeoutMs: 5_000,
  syntheticPersons: true,
  pausesMs: PAUSES_MS,
  breakerCalls: 0,
  retryBudgetPercent: 100,
};

/**
 * Every service of every source at one URL: for a loopback server that plays whichever is asked. Asked by the REST doors without
 * Maskinporten, where nothing is said of it: by the open ones.
 */
export function sourcesAt(url: string, how?: Parameters<typeof sandboxSources>[2]): SourcesConfig {
  return sandboxSources({ urls: addressServices(() => url) }, BASE, how);
}

// Allowed everything, as the sandbox is configured.
const STAR_SELF = configuredCaller(sourcesAt('').kontaktinformation);

/** What the calls of one request share, and the calls that were counted. */
export function countedCall(signal: AbortSignal = new AbortController().signal, deadlineAt?: number) {
  const counted: Kilde[] = [];
  const call: CallContext = { signal, deadlineAt, count: (kilde) => counted.push(kilde), caller: STAR_SELF };
  return { call, counted };
}

/** A fault that blames the one who asked, or the one who answers; its text repeats a person's number, as texts may. */
export function writeFault(version: SoapVersion, side: 'SENDER' | 'RECEIVER'): string {
  const text = 'Could not handle 01817011000';
  const fault =
    version === '1.1'
      ? `<faultcode>e:${side === 'SENDER' ? 'Client' : 'Server'}</faultcode><faultstring>${text}</faultstring>`
      : `<e:Code><e:Value>e:${side === 'SENDER' ? 'Sender' : 'Receiver'}</e:Value></e:Code><e:Reason><e:Text xml:lang="en">${text}</e:Text></e:Reason>`;
  return `<e:Envelope xmlns:e="${SOAP_NAMESPACE[version]}"><e:Body><e:Fault>${fault}</e:Fault></e:Body></e:Envelope>`;
}
