import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from '../server.ts';
import { type Afvisning, afvis, afvisStatus } from './fejl.ts';
import { readKlientnavn } from './kaldere.ts';
import type { Sandkasse } from './operation.ts';

type Klientkald = Pick<Request, 'headers' | 'klientsertifikat'>;

export function readRequestId(headers: IncomingHttpHeaders): string | undefined {
  const id = headers['x-requestid'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Check 6, on POSTs: an id that is too long (1014) or has been seen (412). One that is missing is let pass. */
export function checkRequestId(request: Klientkald, sandkasse: Sandkasse): Afvisning | undefined {
  const { requestId: regel, requestIdForbrug } = sandkasse.indstillinger;
  const id = readRequestId(request.headers);
  if (regel === 'fra' || id === undefined) return undefined;
  if (id.length > 46) return afvis(1014);
  if (regel === 'haandhaev' && sandkasse.tilstand.requestIds.has(scoped(request, id))) return afvisStatus(412);
  if (requestIdForbrug === 'vedModtagelse') consumeRequestId(request, sandkasse);
  return undefined;
}

export function consumeRequestId(request: Klientkald, { tilstand }: Sandkasse): void {
  const id = readRequestId(request.headers);
  if (id !== undefined) tilstand.requestIds.add(scoped(request, id));
}

/** Two certificates may use the same id. */
function scoped(request: Klientkald, id: string): string {
  return `${readKlientnavn(request)} ${id}`;
}
