import type { Response } from '../../common/server.ts';
import { type Refusal, FEJL, type Fejl, type Fejlkode } from './fejl.ts';
import type { Settings } from '../settings.ts';

type ErrorForm = Settings['errorForm'];

/** A refusal as it goes on the wire. A bare status has no body, except 503: a proxy's page. */
export function writeError(
  refusal: Refusal,
  { errorForm, errorStatus, wrongCode }: Pick<Settings, 'errorForm' | 'errorStatus' | 'wrongCode'>,
): Response {
  if (refusal.refused === 'status') return writeStatus(refusal.status);
  const kode = kodeOf(refusal, wrongCode);
  const fejl = refusal.refused === 'kode' ? FEJL[refusal.kode] : FORKERT_VERIFIKATIONSKODE;
  const status = statusOf(fejl, errorStatus);
  const others = refusal.refused === 'kode' ? refusal.others : undefined;
  const { type, body } = BODIES[errorForm](kode, fejl, status, others);
  return { status, headers: type === undefined ? {} : { 'content-type': type }, body };
}

function statusOf({ status }: Fejl, errorStatus: Settings['errorStatus']): number {
  if (errorStatus === 'all200') return 200;
  return errorStatus === 'all400' && status !== 500 ? 400 : status;
}

export function kodeOf(refusal: Refusal, wrongCode: number | null): number | null {
  if (refusal.refused === 'kode') return refusal.kode;
  return refusal.refused === 'verifikationskode' ? wrongCode : null;
}

const FORKERT_VERIFIKATIONSKODE: Fejl = { status: 400, fejltekst: 'Verifikationskoden er forkert eller udløbet' };

const JSON_TYPE = 'application/json; charset=utf-8';

type WriteBody = (
  kode: number | null,
  fejl: Fejl,
  status: number,
  others?: readonly Fejlkode[],
) => { type?: string; body: string };

const BODIES: Readonly<Record<ErrorForm, WriteBody>> = {
  fejlkode: (kode, { fejltekst, beskrivelse = fejltekst }) => ({
    type: JSON_TYPE,
    body: JSON.stringify({ fejlkode: kode, fejltekst, beskrivelse }),
  }),
  // The names of STAR's SOAP fault.
  faultDetails: (kode, { fejltekst }) => ({
    type: JSON_TYPE,
    body: JSON.stringify({
      ErrorCode: kode,
      Message: fejltekst,
      InnerException: null,
      StackTrace: null,
      Source: null,
    }),
  }),
  // The one form that has room for all errors that were found.
  list: (kode, { fejltekst }, _, others = []) => ({
    type: JSON_TYPE,
    body: JSON.stringify({
      fejl: [
        { kode: kode === null ? null : String(kode), tekst: fejltekst },
        ...others.map((other) => ({ kode: String(other), tekst: FEJL[other].fejltekst })),
      ],
    }),
  }),
  problem: (kode, { fejltekst }, status) => ({
    type: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: fejltekst, status, code: kode }),
  }),
  problemWithoutCode: (_, { fejltekst }, status) => ({
    type: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: fejltekst, status }),
  }),
  text: (_, { fejltekst }) => ({ type: 'text/plain; charset=utf-8', body: fejltekst }),
  html: (_kode, _fejl, status) => ({ type: 'text/html; charset=utf-8', body: proxyPage(status) }),
  empty: () => ({ body: '' }),
};

function writeStatus(status: number): Response {
  if (status === 503) return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: proxyPage(503) };
  // Somewhere to go, for a client that follows redirects and should not.
  if (status >= 300 && status < 400) return { status, headers: { location: '/v1/kontaktinformation' } };
  return { status };
}

function proxyPage(status: number): string {
  return `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1><p>The request could not be served.</p></body></html>`;
}
