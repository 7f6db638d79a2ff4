import { z } from 'zod';
import type { Sandbox } from './sandbox.ts';
import type { Request, Response } from './server.ts';

/** What a test may ask of a played register that nobody may ask of the real one, by method and name: `GET calls`. */
export type Hooks<Subject> = Readonly<Record<string, (request: Request, subject: Subject) => Response>>;

/** A sandbox, and how its hooks start it over and lay other settings over those of its start. */
export interface Controlled {
  readonly sandbox: Sandbox<unknown, unknown, unknown>;
  reset(): void;
  /** Throws a ZodError when one is bad. */
  configure(changes: Readonly<Record<string, unknown>>): void;
}

const anyObject = z.record(z.string(), z.unknown());

const clock = z.union([
  z.strictObject({ forward: z.number() }),
  z.strictObject({ time: z.iso.datetime({ offset: true }).nullable() }),
]);

/** Those that every register has. */
const SHARED: Hooks<Controlled> = {
  'POST reset': (_, { reset }) => {
    reset();
    return { status: 204 };
  },

  'GET calls': (_, { sandbox }) => json({ calls: sandbox.calls }),

  'GET settings': (_, { sandbox }) => json(sandbox.settings),

  'PUT settings': (request, { sandbox, configure }) => {
    configure(readJson(request, anyObject));
    return json(sandbox.settings);
  },

  /** `{ "forward": minutes }`, `{ "time": "2026-01-15T12:00:00Z" }`, or `{ "time": null }` for the machine's time. */
  'POST clock': (request, { sandbox }) => {
    const moved = readJson(request, clock);
    const time = 'forward' in moved ? sandbox.clock.now().getTime() + moved.forward * 60_000 : moved.time;
    if (time !== null && Number.isNaN(new Date(time).getTime())) return refuse(400, 'No clock goes that far.');
    sandbox.clock.set(time === null ? null : new Date(time));
    return json({ time: sandbox.clock.now().toISOString() });
  },
};

/** One hook's answer: 404 where there is no such hook, 400 with the reason where its body is bad. */
export function answerHook<Subject>(
  request: Request,
  controlled: Controlled,
  own: Hooks<Subject>,
  subject: Subject,
): Response {
  const [, path = ''] = /^\/_sandbox\/(.+)$/.exec(request.url.pathname) ?? [];
  const name = `${request.method} ${path}`;
  const shared = SHARED[name];
  const hook = own[name];
  try {
    if (shared) return shared(request, controlled);
    if (hook) return hook(request, subject);
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(400, z.prettifyError(error));
    if (error instanceof SyntaxError) return refuse(400, 'The body is not JSON.');
    throw error;
  }
  return refuse(404, `The hooks are ${[...Object.keys(SHARED), ...Object.keys(own), 'PUT outage'].join(', ')}.`);
}

export function readJson<Shape>({ body }: Request, shape: z.ZodType<Shape>): Shape {
  return shape.parse(JSON.parse(body.toString('utf8')));
}

export function json(value: unknown, status = 200): Exclude<Response, string> {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** The one shape of a hook's refusal. */
export function refuse(status: number, error: string): Exclude<Response, string> {
  return json({ error }, status);
}
