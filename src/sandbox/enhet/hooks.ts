import { ZodError } from 'zod';
import type { Request, Response } from '../common/server.ts';
import { Settings } from './settings.ts';
import type { Operation } from './operations/names.ts';

/** A call as it is remembered: enough to count by, and nothing about any person or user. */
export interface RecordedCall {
  readonly operation: Operation;
  /** Nine digits, or null: of anything else that was sent there is no telling what it holds. */
  readonly organisasjonsnummer: string | null;
}

export function recordCall(operation: Operation, input: string): RecordedCall {
  const asked = input.trim();
  return { operation, organisasjonsnummer: /^[0-9]{9}$/.test(asked) ? asked : null };
}

/** What the hooks look into and change. */
export interface State {
  settings: Settings;
  readonly calls: RecordedCall[];
}

export function answerHook(request: Request, state: State, reset: () => void): Response {
  const path = request.url.pathname.replace(/^.*\/_sandbox\//, '');
  switch (`${request.method} ${path}`) {
    case 'POST reset':
      reset();
      return { status: 204 };
    case 'GET calls':
      return json(200, state.calls);
    case 'GET settings':
      return json(200, state.settings);
    case 'PUT settings':
      return change(request.body.toString('utf8'), state);
    default:
      return { status: 404 };
  }
}

/** Settings that are not named keep the value they have. */
function change(body: string, state: State): Response {
  try {
    state.settings = Settings.parse({ ...state.settings, ...JSON.parse(body) });
    return json(200, state.settings);
  } catch (error) {
    if (error instanceof ZodError) return json(400, { feil: error.issues });
    if (error instanceof SyntaxError) return json(400, { feil: 'not JSON' });
    throw error;
  }
}

function json(status: number, value: unknown): Response {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
