import type { CallContext, CallReport } from '../../domain/call.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import { configuredCaller } from '../../server/callers/identify.ts';
import type { WantedTokens } from '../../sources/define.ts';
import { policyOf, SOURCES, type SourcesConfig, tokensOf } from '../../sources/index.ts';
import { connectMaskinporten } from '../../sources/maskinporten.ts';
import { adviceOn } from '../../sources/maskinporten-advice.ts';
import type { HttpFailure } from '../../wire/http/http.ts';
import type { CallPolicy } from '../../wire/http/settings.ts';
import { type Unreached, whyUnreached } from '../../wire/http/unreached.ts';
import { type Grant, type Identity, identify, type TokenFailure } from '../../wire/maskinporten/index.ts';
import type { Check } from './check.ts';

/** A person at a terminal waits for it. */
const MAX_WAIT_MS = 10_000;

/** What a source asks tokens for, and how it asks. */
export interface Wanted extends WantedTokens {
  readonly kilde: Kilde;
  readonly policy: CallPolicy;
}

/** Fetches each token that a source would ask its register with, and tells who we are to it: a line a token, of each source. */
export async function checkMaskinporten(sources: SourcesConfig): Promise<Check[]> {
  const checks = SOURCES.flatMap((source) => {
    const wanted = tokensOf(source, sources);
    return wanted ? checkTokensOf({ ...wanted, policy: policyOf(source, sources) }) : [];
  });
  return (await Promise.all(checks)).flat();
}

/** The tokens of one source. They are sent to no register, and never told. */
export async function checkTokensOf({ kilde, client, grants, policy }: Wanted): Promise<Check[]> {
  const { tokens, http } = connectMaskinporten({ client }, { policy }, kilde);
  try {
    // Of the document that all of them need, one is told: what went wrong with it went wrong for all.
    let errorCode: string | undefined;
    const call = ofTheOperator((told) => {
      errorCode ??= told.errorCode;
    });
    const answers = await Promise.all(
      grants.map(async (grant) => ({ grant, who: await identify(tokens, grant, call) })),
    );
    const isServed = ({ consumerOrg }: Grant) =>
      answers.some(({ grant, who }) => grant.consumerOrg === consumerOrg && who.kind === 'identity');
    const asked = { url: client.issuer, proxy: policy.proxy, errorCode };
    return answers.map(({ grant, who }) =>
      who.kind === 'identity' ? told(kilde, who) : refused(kilde, grant, who, { isServed: isServed(grant), asked }),
    );
  } finally {
    await Promise.all(http.map((one) => one.close()));
  }
}

function ofTheOperator(report: (told: CallReport) => void): CallContext {
  return { signal: AbortSignal.timeout(MAX_WAIT_MS), count: () => {}, caller: configuredCaller(undefined), report };
}

function told(kilde: Kilde, { clientId, consumer, supplier, audience, scopes, expiresIn }: Identity): Check {
  const bodies = supplier ? `${supplier} on behalf of ${consumer}` : (consumer ?? 'nobody that the token names');
  const restricted = audience.length > 0 ? `, for ${audience.join(', ')} alone` : '';
  const text = `${kilde}: we are client ${clientId ?? 'without a name'} of ${bodies}, with ${scopes.join(' ')}${restricted}; a token lasts ${expiresIn} s`;
  return { area: 'maskinporten', state: 'ok', text, facts: { expiresIn } };
}

/** A source that has another token for the same body answers what that one is for: a scope may be missing on purpose. */
function refused(
  kilde: Kilde,
  { scopes, consumerOrg }: Grant,
  { mpCode, problem, feil, status }: TokenFailure,
  { isServed, asked }: { readonly isServed: boolean; readonly asked: Unreached },
): Check {
  const answered = [mpCode, status === undefined ? undefined : `HTTP ${status}`].filter(Boolean).join(', ');
  const isUnreached = problem === 'unavailable' && status === undefined;
  const why = isUnreached
    ? whyUnreached(feil.kode as HttpFailure['kode'], asked)
    : problem === 'unavailable'
      ? feil.kode
      : (adviceOn(mpCode) ?? `refused, a matter of ${problem}`);
  const wanted = `${scopes.join(' ')}${consumerOrg === undefined ? '' : ` on behalf of ${consumerOrg}`}`;
  const text = `${kilde}: no token with ${wanted}${answered && ` (${answered})`}: ${why}`;
  const state = isServed ? 'warning' : 'failure';
  return { area: 'maskinporten', state, text, facts: { problem, ...(mpCode && { code: mpCode }) } };
}
