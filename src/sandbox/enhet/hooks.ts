import { ZodError } from 'zod';
import type { Request, Response } from '../server.ts';
import { Innstillinger } from './innstillinger.ts';
import type { Operasjon } from './operasjoner.ts';

/** A call as it is remembered: enough to count by, and nothing about any person or user. */
export interface RegistrertKall {
  readonly operasjon: Operasjon;
  /** Nine digits, or null: of anything else that was sent there is no telling what it holds. */
  readonly organisasjonsnummer: string | null;
}

export function registerKall(operasjon: Operasjon, input: string): RegistrertKall {
  const asked = input.trim();
  return { operasjon, organisasjonsnummer: /^[0-9]{9}$/.test(asked) ? asked : null };
}

/** What the hooks look into and change. */
export interface Tilstand {
  innstillinger: Innstillinger;
  readonly kall: RegistrertKall[];
}

export function answerHook(request: Request, tilstand: Tilstand, reset: () => void): Response {
  const path = request.url.pathname.replace(/^.*\/_sandbox\//, '');
  switch (`${request.method} ${path}`) {
    case 'POST nulstill':
      reset();
      return { status: 204 };
    case 'GET kall':
      return json(200, tilstand.kall);
    case 'GET innstillinger':
      return json(200, tilstand.innstillinger);
    case 'PUT innstillinger':
      return change(request.body.toString('utf8'), tilstand);
    default:
      return { status: 404 };
  }
}

/** Settings that are not named keep the value they have. */
function change(body: string, tilstand: Tilstand): Response {
  try {
    tilstand.innstillinger = Innstillinger.parse({ ...tilstand.innstillinger, ...JSON.parse(body) });
    return json(200, tilstand.innstillinger);
  } catch (error) {
    if (error instanceof ZodError) return json(400, { feil: error.issues });
    if (error instanceof SyntaxError) return json(400, { feil: 'not JSON' });
    throw error;
  }
}

function json(status: number, value: unknown): Response {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
