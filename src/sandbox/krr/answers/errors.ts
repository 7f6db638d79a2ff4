import { json } from '../../common/hooks.ts';
import type { Response } from '../../common/server.ts';
import type { Settings } from '../settings.ts';

export type Status = 400 | 401 | 403 | 404 | 405 | 500;

/** A call that is refused. */
export interface Refusal {
  readonly status: Status;
}

const TEXTS: Readonly<Record<Status, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
};

export function isRefused(value: object): value is Refusal {
  return 'status' in value;
}

/** Its form is a guess of the sandbox's. It never repeats what was sent. */
export function writeError({ status }: Refusal, { errorForm }: Settings, path: string): Exclude<Response, string> {
  const headers = status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : undefined;
  const error = TEXTS[status];
  if (errorForm === 'empty') return { status, ...(headers && { headers }) };
  const text = { status, headers: { 'content-type': 'text/plain' }, body: `${status} ${error}` };
  const written = errorForm === 'text' ? text : json({ status, error, path }, status);
  return { ...written, headers: { ...written.headers, ...headers } };
}
