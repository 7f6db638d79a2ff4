import type { Request, Response } from '../../common/server.ts';
import { finish, notFound, writeHtml } from '../answers/write.ts';
import type { EnhetsregisteretSandbox } from '../state.ts';
import { negotiate } from './media-types.ts';
import { listOf } from './parameters.ts';
import { findRoute } from './routes.ts';

/** One request to any of the services. */
export async function answer(request: Request, sandbox: EnhetsregisteretSandbox): Promise<Response> {
  const found = findRoute(request.url.pathname);
  const respond = (response: Response): Response => {
    const status = typeof response === 'string' ? response : response.status;
    recordCall(request, found && { name: found.route.name, parts: found.parts }, status, sandbox);
    return typeof response === 'string' ? response : finish(response, request);
  };
  const { answersAlways } = sandbox.settings;
  if (answersAlways) return respond(refuseAlways(answersAlways));
  if (!found) return respond(notFound());
  const { route, parts, service, base } = found;
  const methods = route.methods ?? ['GET'];
  if (!methods.includes(request.method)) return respond({ status: 405, headers: { allow: methods.join(', ') } });
  const type = negotiate(request.headers.accept, route.types ?? ['application/json']);
  const refusesJson = route.refusesJson === true && /application\/json/.test(request.headers.accept ?? '');
  if (type === undefined && !refusesJson) return respond({ status: 406 });
  const host = `http://${request.headers.host}`;
  const call = {
    request,
    sandbox,
    base: `${host}${base}`,
    service: `${host}${service}`,
    parts,
    type: type ?? '',
    parameters: request.url.searchParams,
  };
  return respond(await route.handle(call));
}

function refuseAlways({ status, retryAfter }: { readonly status: number; readonly retryAfter?: string | undefined }) {
  const headers: Record<string, string> = {
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    ...(status === 302 && { location: 'https://www.example.com/' }),
  };
  const page = writeHtml(status, 'Ikke tilgjengelig');
  return { ...page, headers: { ...page.headers, ...headers } };
}

/** What is asked for by number is told, but never about which person. */
function recordCall(
  request: Request,
  found: { readonly name: string; readonly parts: readonly string[] } | undefined,
  status: number | string,
  { record, clock }: EnhetsregisteretSandbox,
): void {
  const [number = ''] = found?.parts ?? [];
  const numbers = request.url.searchParams.get('organisasjonsnummer');
  record({
    time: clock.now().toISOString(),
    operation: found ? `${request.method} ${found.name}` : null,
    organisasjonsnummer: /^[0-9]{9}$/.test(number) ? number : null,
    numbers: numbers === null ? null : listOf(numbers).length,
    status,
  });
}
