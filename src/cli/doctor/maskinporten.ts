import type { CallContext } from '../../domain/call.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import { configuredCaller } from '../../server/callers/identify.ts';
import { connectMaskinporten, type MaskinportenConfig } from '../../sources/maskinporten.ts';
import type { CallPolicy } from '../../wire/http/settings.ts';
import { type Grant, type Identity, identify, type TokenFailure } from '../../wire/maskinporten/index.ts';
import type { Check } from './check.ts';

/** A person at a terminal waits for it. */
const MAX_WAIT_MS = 10_000;

/** What a source asks tokens for, and how it asks. */
export interface Wanted {
  readonly kilde: Kilde;
  readonly grant: Grant;
  readonly policy: CallPolicy;
}

/** What to look at, by Maskinporten's codes. */
const ADVICE: Readonly<Record<string, string>> = {
  'MP-100': 'no such client there: MASKINPORTEN_CLIENT_ID, or another environment’s MASKINPORTEN_ISSUER',
  'MP-110': 'MASKINPORTEN_ISSUER is not its name for itself',
  'MP-120':
    'MASKINPORTEN_CERT is not taken there: expired, or of the test and not of production, or the other way round',
  'MP-121': 'the key that is registered is more than a year old: register a new one',
  'MP-122': 'MASKINPORTEN_CERT is another unit’s',
  'MP-123': 'the client has no registered key: MASKINPORTEN_CERT, and not MASKINPORTEN_KEY_ID',
  'MP-124': 'MASKINPORTEN_KEY is not the key that is registered as MASKINPORTEN_KEY_ID',
  'MP-130': 'the clock of this machine is wrong',
  'MP-200': 'a scope is not registered on the client',
  'MP-201': 'the client is of another kind, or a scope is no scope of Maskinporten’s',
  'MP-250': 'the owner of the API has not granted a scope',
  'MP-251': 'the body that is acted for has not delegated a scope in Altinn',
};

/** Fetches a token as each source would, and tells who we are to it. It is sent to no source, and never told. */
export async function checkMaskinporten(config: MaskinportenConfig, wanted: readonly Wanted[]): Promise<Check[]> {
  return Promise.all(wanted.map((one) => checkOne(config, one)));
}

async function checkOne(config: MaskinportenConfig, { kilde, grant, policy }: Wanted): Promise<Check> {
  const { tokens, http } = connectMaskinporten(config, { policy }, kilde);
  try {
    const who = await identify(tokens, grant, ofTheOperator());
    return who.kind === 'identity' ? told(kilde, who) : refused(kilde, who);
  } finally {
    await Promise.all(http.map((client) => client.close()));
  }
}

function ofTheOperator(): CallContext {
  return { signal: AbortSignal.timeout(MAX_WAIT_MS), count: () => {}, caller: configuredCaller(undefined) };
}

function told(kilde: Kilde, { clientId, consumer, supplier, audience, scopes, expiresIn }: Identity): Check {
  const bodies = supplier ? `${supplier} on behalf of ${consumer}` : (consumer ?? 'nobody that the token names');
  const restricted = audience.length > 0 ? `, for ${audience.join(', ')} alone` : '';
  const text = `${kilde}: we are client ${clientId ?? 'without a name'} of ${bodies}, with ${scopes.join(' ')}${restricted}; a token lasts ${expiresIn} s`;
  return { area: 'maskinporten', state: 'ok', text, facts: { expiresIn } };
}

function refused(kilde: Kilde, { mpCode, problem, feil, status }: TokenFailure): Check {
  const answered = [mpCode, status === undefined ? undefined : `HTTP ${status}`].filter(Boolean).join(', ');
  const why = problem === 'unavailable' ? feil.kode : (ADVICE[mpCode ?? ''] ?? `refused, a matter of ${problem}`);
  const text = `${kilde}: no token${answered && ` (${answered})`}: ${why}`;
  return { area: 'maskinporten', state: 'failure', text, facts: { problem, ...(mpCode && { code: mpCode }) } };
}
