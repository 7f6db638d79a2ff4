import { z } from 'zod';
import type { Request, Response } from '../server.ts';
import { isAfvist } from './fejl.ts';
import type { IndstillingerInput } from './indstillinger.ts';
import { readType } from './kodelister.ts';
import type { Sandkasse } from './operation.ts';
import { type Borger, findOptegnelse } from './tilstand.ts';

/** The sandbox as its hooks see it. */
export interface Styring {
  readonly sandkasse: () => Sandkasse;
  readonly reset: () => void;
  /** The settings at start, changed by these. */
  readonly configure: (input: IndstillingerInput) => void;
}

type Hook = (request: Request, styring: Styring) => Response;

/** What a test may ask of the sandbox that nobody may ask of the register. */
const HOOKS: Readonly<Record<string, Hook>> = {
  'POST /_sandbox/nulstil': (_, { reset }) => {
    reset();
    return { status: 204 };
  },

  'GET /_sandbox/verifikationskode': (request, { sandkasse }) => {
    const { indstillinger, tilstand } = sandkasse();
    const borger = findBorger(request, sandkasse());
    const type = readType(Number(request.url.searchParams.get('kontaktdataType')), indstillinger, tilstand.now());
    const entry = borger && !isAfvist(type) ? findOptegnelse(borger.kontaktinformation, type) : undefined;
    if (!entry?.ventende) return refuse(404, 'No verifikationskode is pending.');
    const { kode, udloeber } = entry.ventende;
    return json({ verifikationskode: kode, udloeber: udloeber.toISOString() });
  },

  'POST /_sandbox/huskeservice': (request, { sandkasse }) => {
    const borger = findBorger(request, sandkasse());
    if (borger === undefined) return refuse(404, 'No such borger.');
    const { sms, mail } = readJson(request, huskeservice);
    const old = borger.kontaktinformation.huskeservice;
    borger.kontaktinformation.huskeservice = { sms: sms ?? old.sms, mail: mail ?? old.mail };
    return json(borger.kontaktinformation.huskeservice);
  },

  'POST /_sandbox/ur': (request, { sandkasse }) => {
    const { tilstand } = sandkasse();
    const moved = readJson(request, ur);
    if ('frem' in moved) tilstand.setClock(new Date(tilstand.now().getTime() + moved.frem * 60_000));
    else tilstand.setClock(moved.tidspunkt === null ? null : new Date(moved.tidspunkt));
    return json({ tidspunkt: tilstand.now().toISOString() });
  },

  'GET /_sandbox/kald': (_, { sandkasse }) => json({ kald: sandkasse().tilstand.kald }),

  'GET /_sandbox/indstillinger': (_, { sandkasse }) => json(sandkasse().indstillinger),

  'PUT /_sandbox/indstillinger': (request, { sandkasse, configure }) => {
    configure(readJson(request, anyObject) as IndstillingerInput);
    return json(sandkasse().indstillinger);
  },
};

const huskeservice = z.strictObject({ sms: z.boolean().optional(), mail: z.boolean().optional() });
const ur = z.union([
  z.strictObject({ frem: z.number() }),
  z.strictObject({ tidspunkt: z.iso.datetime({ offset: true }).nullable() }),
]);
const anyObject = z.record(z.string(), z.unknown());

/** Which hook is asked for; 404 when none, 400 with the reason when its body is no good. */
export function handleHook(request: Request, styring: Styring): Response {
  const hook = HOOKS[`${request.method} ${request.url.pathname}`];
  if (hook === undefined) return refuse(404, `The hooks are ${Object.keys(HOOKS).join(', ')}.`);
  try {
    return hook(request, styring);
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(400, z.prettifyError(error));
    if (error instanceof SyntaxError) return refuse(400, 'The body is not JSON.');
    throw error;
  }
}

function findBorger({ headers }: Request, { tilstand }: Sandkasse): Borger | undefined {
  const cpr = headers['x-civilregistrationidentifier'];
  return typeof cpr === 'string' ? tilstand.findBorger(cpr) : undefined;
}

function readJson<Shape>({ body }: Request, shape: z.ZodType<Shape>): Shape {
  return shape.parse(JSON.parse(body.toString()));
}

function json(value: unknown): Response {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

function refuse(status: number, besked: string): Response {
  return { ...(json({ besked }) as Exclude<Response, string>), status };
}
