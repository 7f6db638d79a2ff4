import { z } from 'zod';
import type { Request, Response } from '../common/server.ts';
import { type Disturbance, type Settings, CHECKS } from './settings.ts';
import type { State } from './state.ts';

const status = z.int().min(200).max(599);
const disturbance = z.union([
  z.enum(['none', 'systemError', 'never answers', 'breaks the connection', 'performs and breaks the connection']),
  z.custom<`HTTP_${number}`>((value) => typeof value === 'string' && /^HTTP_[2-5]\d\d$/.test(value)),
]) satisfies z.ZodType<Disturbance>;

/** What may be set from outside; the clock has a hook of its own. */
const endringer = z.strictObject({
  profile: z.enum(['none', 'signed']),
  strictPaaVegneAv: z.boolean(),
  acceptSha1Digest: z.boolean(),
  replayList: z.boolean(),
  responderOrgnr: z.string().regex(/^[0-9]{9}$/),
  decisionOrder: z.array(z.enum(CHECKS)),
  slettWhenReservert: z.boolean(),
  oppdaterWhenReservert: z.boolean(),
  requireOwnOrgnr: z.boolean(),
  unknownPerson: z.enum(['BRUKER_IKKE_FUNNET', 'OPPRETTES']),
  takeOver: z.boolean(),
  keepCertificateOnOppdater: z.boolean(),
  withdrawnOperations: z.boolean(),
  certMustBeValidNow: z.boolean(),
  allowSynthetic: z.boolean(),
  accept2032: z.boolean(),
  faultHttpStatus: z.strictObject({ soap11: status, soap12Sender: status, soap12: status }),
  pageSize: z.int().min(1).max(1000),
  varslingMonths: z.int().min(1),
  maksMeldingBytes: z.int().min(1),
  gzip: z.boolean(),
  delayMs: z.int().min(0),
  disturbance,
  disturbanceCount: z.int().min(0).nullable(),
} satisfies Record<Exclude<keyof Settings, 'clock'>, z.ZodType>);

/** To a point in time, or further by some days; the clock runs on from there. */
const clock = z.union([
  z.strictObject({ time: z.iso.datetime({ offset: true }) }),
  z.strictObject({ moveDays: z.number() }),
]);

/** What only a sandbox has: `/_sandbox/reset`, `calls`, `settings`, `clock`. */
export function answerHook({ method, url, body }: Request, state: State): Response {
  switch (`${method} ${url.pathname}`) {
    case 'POST /_sandbox/reset':
      state.reset();
      return { status: 204 };
    case 'GET /_sandbox/calls':
      return json(200, state.calls);
    case 'GET /_sandbox/settings':
      return json(200, state.settings);
    case 'PUT /_sandbox/settings': {
      const read = endringer.partial().safeParse(parse(body));
      if (!read.success) return json(400, { feil: z.prettifyError(read.error) });
      state.settings = { ...state.settings, ...withoutUndefined(read.data) };
      return json(200, state.settings);
    }
    case 'POST /_sandbox/clock': {
      const read = clock.safeParse(parse(body));
      if (!read.success) return json(400, { feil: z.prettifyError(read.error) });
      const time = 'time' in read.data ? Date.parse(read.data.time) : daysOn(state.now(), read.data.moveDays);
      state.offsetMs = time - state.settings.clock().getTime();
      return json(200, { time: state.now().toISOString() });
    }
    default:
      return { status: 404 };
  }
}

function daysOn(date: Date, days: number): number {
  return date.getTime() + days * 24 * 60 * 60_000;
}

/** undefined, which no hook takes, when the body is no JSON. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function withoutUndefined(changes: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }) {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Settings>;
}

function json(status: number, value: unknown): Response {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}
