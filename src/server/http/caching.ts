import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { MAX_OUTCOMES, type Tally } from '../../graph-kit/context.ts';
import { CALLER_HEADER, SCOPES_HEADER } from '../callers/identify.ts';
import type { Exchange, ServerContext } from '../context.ts';
import type { GatewayOptions } from '../options.ts';

type Told = Pick<ServerContext, 'answer'> & Pick<Exchange, 'request' | 'tally'>;

/**
 * Tells browsers and caches on the way how long an answer may be kept, where the gateway keeps units: to a GET whose document touches no
 * person, and asks only what the gateway may keep itself (`checks/keepable.ts`), when nothing in the answer failed. Answers 304, and true,
 * when the client has the same answer already. Else the headers stay as they are.
 */
export function answerCaching(
  response: ServerResponse,
  { request, tally, answer }: Told,
  {
    keepMs = 0,
    tokenRequired,
    sandbox,
    corsOrigins,
  }: Pick<GatewayOptions, 'keepMs' | 'tokenRequired' | 'sandbox' | 'corsOrigins'>,
  pieces: () => readonly Buffer[],
): boolean {
  if (!(keepMs > 0 && answer.mayBeKept && answer.isWhole && hasOnlyData(tally))) return false;
  const tag = tagOf(pieces());
  response.setHeader('cache-control', `${tokenRequired ? 'private' : 'public'}, max-age=${seconds(keepMs)}`);
  response.setHeader('etag', tag);
  // Who may ask what depends on the token, and the media type on what the client takes.
  const callers = [...(tokenRequired ? ['authorization'] : []), ...(sandbox ? [CALLER_HEADER, SCOPES_HEADER] : [])];
  const pages = corsOrigins ? ['origin'] : [];
  response.setHeader('vary', [...pages, 'accept-encoding', 'accept', ...callers].join(', '));
  if (tally.keptSince !== undefined) response.setHeader('age', seconds(performance.now() - tally.keptSince));
  if (!names(request.headers['if-none-match'], tag)) return false;
  response.removeHeader('content-type');
  response.writeHead(304).end();
  return true;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

/** Past so many different outcomes their codes are not told apart. */
function hasOnlyData({ outcomes }: Tally): boolean {
  return outcomes.size < MAX_OUTCOMES && ![...outcomes.keys()].some((outcome) => outcome.includes(' '));
}

/** Weak: the same answer is sent zipped and as it is. */
function tagOf(pieces: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return `W/"${hash.digest('base64url')}"`;
}

/** RFC 9110, 13.1.2: by the weak comparison. */
function names(ifNoneMatch: string | undefined, tag: string): boolean {
  const opaque = tag.slice('W/'.length);
  return ifNoneMatch?.split(',').some((one) => ['*', opaque].includes(one.trim().replace(/^W\//, ''))) ?? false;
}
