import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from '../../common/server.ts';
import { type Refusal, refuse, refuseStatus } from '../answers/fejl.ts';
import { readClientName } from '../callers.ts';
import type { StarSandbox } from '../state.ts';

type ClientCall = Pick<Request, 'headers' | 'clientCertificate'>;

export function readRequestId(headers: IncomingHttpHeaders): string | undefined {
  const id = headers['x-requestid'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Check 6, on POSTs: an id that is too long (1014) or has been seen (412). One that is missing is let pass. */
export function checkRequestId(request: ClientCall, sandbox: StarSandbox): Refusal | undefined {
  const { requestId: rule, requestIdConsumption } = sandbox.settings;
  const id = readRequestId(request.headers);
  if (rule === 'off' || id === undefined) return undefined;
  if (id.length > 46) return refuse(1014);
  if (rule === 'enforce' && sandbox.state.requestIds.has(scoped(request, id))) return refuseStatus(412);
  if (requestIdConsumption === 'onReceipt') consumeRequestId(request, sandbox);
  return undefined;
}

export function consumeRequestId(request: ClientCall, { state }: StarSandbox): void {
  const id = readRequestId(request.headers);
  if (id !== undefined) state.requestIds.add(scoped(request, id));
}

/** Two certificates may use the same id. */
function scoped(request: ClientCall, id: string): string {
  return `${readClientName(request)} ${id}`;
}
