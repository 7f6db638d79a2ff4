import { z } from 'zod';
import type { Request, Response } from '../server.ts';
import { type Forstyrrelse, type Innstillinger, KONTROLLER } from './innstillinger.ts';
import type { Tilstand } from './tilstand.ts';

const status = z.int().min(200).max(599);
const forstyrrelse = z.union([
  z.enum(['ingen', 'systemfeil', 'svarer aldri', 'bryter forbindelsen', 'utfører og bryter forbindelsen']),
  z.custom<`HTTP_${number}`>((value) => typeof value === 'string' && /^HTTP_[2-5]\d\d$/.test(value)),
]) satisfies z.ZodType<Forstyrrelse>;

/** What may be set from outside; the clock has a hook of its own. */
const endringer = z.strictObject({
  profile: z.enum(['ingen', 'signert']),
  strictPaaVegneAv: z.boolean(),
  acceptSha1Digest: z.boolean(),
  replayList: z.boolean(),
  responderOrgnr: z.string().regex(/^[0-9]{9}$/),
  decisionOrder: z.array(z.enum(KONTROLLER)),
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
  varslingMaaneder: z.int().min(1),
  maksMeldingBytes: z.int().min(1),
  gzip: z.boolean(),
  ventetidMs: z.int().min(0),
  forstyrrelse,
  antallForstyrrelser: z.int().min(0).nullable(),
} satisfies Record<Exclude<keyof Innstillinger, 'klokke'>, z.ZodType>);

/** To a point in time, or further by some days; the clock runs on from there. */
const klokke = z.union([
  z.strictObject({ tid: z.iso.datetime({ offset: true }) }),
  z.strictObject({ flyttDager: z.number() }),
]);

/** What only a sandbox has: `/_sandbox/nulstill`, `kall`, `innstillinger`, `klokke`. */
export function answerHook({ method, url, body }: Request, tilstand: Tilstand): Response {
  switch (`${method} ${url.pathname}`) {
    case 'POST /_sandbox/nulstill':
      tilstand.reset();
      return { status: 204 };
    case 'GET /_sandbox/kall':
      return json(200, tilstand.kall);
    case 'GET /_sandbox/innstillinger':
      return json(200, tilstand.innstillinger);
    case 'PUT /_sandbox/innstillinger': {
      const read = endringer.partial().safeParse(parse(body));
      if (!read.success) return json(400, { feil: z.prettifyError(read.error) });
      tilstand.innstillinger = { ...tilstand.innstillinger, ...withoutUndefined(read.data) };
      return json(200, tilstand.innstillinger);
    }
    case 'POST /_sandbox/klokke': {
      const read = klokke.safeParse(parse(body));
      if (!read.success) return json(400, { feil: z.prettifyError(read.error) });
      const tid = 'tid' in read.data ? Date.parse(read.data.tid) : daysOn(tilstand.naa(), read.data.flyttDager);
      tilstand.forskyvningMs = tid - tilstand.innstillinger.klokke().getTime();
      return json(200, { tid: tilstand.naa().toISOString() });
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

function withoutUndefined(changes: { readonly [Key in keyof Innstillinger]?: Innstillinger[Key] | undefined }) {
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<Innstillinger>;
}

function json(status: number, value: unknown): Response {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}
