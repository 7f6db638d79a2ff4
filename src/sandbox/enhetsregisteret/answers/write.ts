import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from '../../common/server.ts';
import type { Json } from '../units/document.ts';

/** An answer before it is compressed and its body perhaps left out. */
export type Answer = Exclude<Response, string>;

/** Where the register is, as the caller has reached it: `http://127.0.0.1:4200/enhetsregisteret/api`. */
export type Base = string;

export const PREFIX = 'application/vnd.brreg.enhetsregisteret.';
const JSON_TYPE = 'application/json';

export function writeJson(value: unknown, type = JSON_TYPE, status = 200): Answer {
  return { status, headers: { 'content-type': `${type};charset=UTF-8` }, body: stringify(value) };
}

/** `belop` is kept as a text, since the register writes the same number as 30000 and as 30000.0. */
export function stringify(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space).replace(/"belop":( ?)"([0-9.]+)"/g, '"belop":$1$2');
}

/** A page for people, where a server before the register answers in its place. */
export function writeHtml(status: number, title: string): Answer {
  return { status, headers: { 'content-type': 'text/html' }, body: `<html><body><h1>${title}</h1></body></html>` };
}

export function notFound(): Answer {
  return { status: 404 };
}

/** What is told of a unit that is removed on legal grounds. */
export function writeGone(organisasjonsnummer: string, slettedato: string, self: string): Answer {
  return writeJson({ organisasjonsnummer, slettedato, _links: { self: { href: self } } }, JSON_TYPE, 410);
}

export interface Fault {
  readonly feilmelding: string;
  /** The names of the parameters, or the value of a path that has no name. */
  readonly parametere: readonly string[];
  readonly feilaktigVerdi?: string;
}

export function writeBadRequest(faults: readonly Fault[], sti: string, now: Date): Answer {
  const body = {
    tidsstempel: now.getTime(),
    status: 400,
    feilmelding: 'Feilaktig forespørsel',
    valideringsfeil: faults as unknown as Json,
    sti,
    antallFeil: faults.length,
  };
  return writeJson(body, JSON_TYPE, 400);
}

/** The trace is that of the path: the same question has the same one. */
export function writeServerError(path: string, now: Date): Answer {
  const hash = createHash('sha256').update(path).digest('hex');
  const trace = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
  const body = {
    timestamp: now.toISOString().replace('Z', '+0000'),
    status: 500,
    error: 'Internal Server Error',
    message: 'Unexpected error',
    path,
    trace: trace.join('-'),
  };
  return writeJson(body, JSON_TYPE, 500);
}

/** As it goes over the wire: gzip when it is asked for, and no body where only its head is. */
export function finish(answer: Answer, { method, headers }: Request): Answer {
  const { body } = answer;
  if (body === undefined) return answer;
  const zipped = typeof body === 'string' && /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
  const sent = zipped ? gzipSync(body) : Buffer.from(body);
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...(typeof body === 'string' && { vary: 'accept, accept-encoding' }),
      ...(zipped && { 'content-encoding': 'gzip' }),
      'content-length': String(sent.length),
    },
    body: method === 'HEAD' ? '' : sent,
  };
}
