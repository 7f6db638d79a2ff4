import { z } from 'zod';
import type { Request, Response } from '../common/server.ts';
import { isAfvist } from './answers/fejl.ts';
import type { SettingsInput } from './settings.ts';
import { readType } from './checks/kodelister.ts';
import type { Sandbox } from './operations/operation.ts';
import { type Borger, findRecord } from './state.ts';

/** The sandbox as its hooks see it. */
export interface Controls {
  readonly sandbox: () => Sandbox;
  readonly reset: () => void;
  /** The settings at start, changed by these. */
  readonly configure: (input: SettingsInput) => void;
}

type Hook = (request: Request, controls: Controls) => Response;

/** What a test may ask of the sandbox that nobody may ask of the register. */
const HOOKS: Readonly<Record<string, Hook>> = {
  'POST /_sandbox/reset': (_, { reset }) => {
    reset();
    return { status: 204 };
  },

  'GET /_sandbox/verifikationskode': (request, { sandbox }) => {
    const { settings, state } = sandbox();
    const borger = findBorger(request, sandbox());
    const type = readType(Number(request.url.searchParams.get('kontaktdataType')), settings, state.now());
    const entry = borger && !isAfvist(type) ? findRecord(borger.kontaktinformation, type) : undefined;
    if (!entry?.pending) return refuse(404, 'No verifikationskode is pending.');
    const { kode, expires } = entry.pending;
    return json({ verifikationskode: kode, expires: expires.toISOString() });
  },

  'POST /_sandbox/huskeservice': (request, { sandbox }) => {
    const borger = findBorger(request, sandbox());
    if (borger === undefined) return refuse(404, 'No such borger.');
    const { sms, mail } = readJson(request, huskeservice);
    const old = borger.kontaktinformation.huskeservice;
    borger.kontaktinformation.huskeservice = { sms: sms ?? old.sms, mail: mail ?? old.mail };
    return json(borger.kontaktinformation.huskeservice);
  },

  'POST /_sandbox/clock': (request, { sandbox }) => {
    const { state } = sandbox();
    const moved = readJson(request, ur);
    if ('forward' in moved) state.setClock(new Date(state.now().getTime() + moved.forward * 60_000));
    else state.setClock(moved.time === null ? null : new Date(moved.time));
    return json({ time: state.now().toISOString() });
  },

  'GET /_sandbox/calls': (_, { sandbox }) => json({ calls: sandbox().state.calls }),

  'GET /_sandbox/settings': (_, { sandbox }) => json(sandbox().settings),

  'PUT /_sandbox/settings': (request, { sandbox, configure }) => {
    configure(readJson(request, anyObject) as SettingsInput);
    return json(sandbox().settings);
  },
};

const huskeservice = z.strictObject({ sms: z.boolean().optional(), mail: z.boolean().optional() });
const ur = z.union([
  z.strictObject({ forward: z.number() }),
  z.strictObject({ time: z.iso.datetime({ offset: true }).nullable() }),
]);
const anyObject = z.record(z.string(), z.unknown());

/** Which hook is asked for; 404 when none, 400 with the reason when its body is no good. */
export function handleHook(request: Request, controls: Controls): Response {
  const hook = HOOKS[`${request.method} ${request.url.pathname}`];
  if (hook === undefined) return refuse(404, `The hooks are ${Object.keys(HOOKS).join(', ')}.`);
  try {
    return hook(request, controls);
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(400, z.prettifyError(error));
    if (error instanceof SyntaxError) return refuse(400, 'The body is not JSON.');
    throw error;
  }
}

function findBorger({ headers }: Request, { state }: Sandbox): Borger | undefined {
  const cpr = headers['x-civilregistrationidentifier'];
  return typeof cpr === 'string' ? state.findBorger(cpr) : undefined;
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
