import type { Response } from '../server.ts';
import { type Afvisning, FEJL, type Fejl } from './fejl.ts';
import type { Indstillinger } from './indstillinger.ts';

type Fejlform = Indstillinger['fejlform'];

/** A refusal as it goes on the wire. A bare status has no body, except 503: a proxy's page. */
export function writeFejl(
  afvisning: Afvisning,
  { fejlform, fejlstatus, forkertKode }: Pick<Indstillinger, 'fejlform' | 'fejlstatus' | 'forkertKode'>,
): Response {
  if (afvisning.afvist === 'status') return writeStatus(afvisning.status);
  const kode = kodeOf(afvisning, forkertKode);
  const fejl = afvisning.afvist === 'kode' ? FEJL[afvisning.kode] : FORKERT_VERIFIKATIONSKODE;
  const status = statusOf(fejl, fejlstatus);
  const { type, body } = BODIES[fejlform](kode, fejl, status);
  return { status, headers: type === undefined ? {} : { 'content-type': type }, body };
}

function statusOf({ status }: Fejl, fejlstatus: Indstillinger['fejlstatus']): number {
  if (fejlstatus === 'alt200') return 200;
  return fejlstatus === 'alt400' && status !== 500 ? 400 : status;
}

export function kodeOf(afvisning: Afvisning, forkertKode: number | null): number | null {
  if (afvisning.afvist === 'kode') return afvisning.kode;
  return afvisning.afvist === 'verifikationskode' ? forkertKode : null;
}

const FORKERT_VERIFIKATIONSKODE: Fejl = { status: 400, fejltekst: 'Verifikationskoden er forkert eller udløbet' };

const JSON_TYPE = 'application/json; charset=utf-8';

type WriteBody = (kode: number | null, fejl: Fejl, status: number) => { type?: string; body: string };

const BODIES: Readonly<Record<Fejlform, WriteBody>> = {
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
  liste: (kode, { fejltekst }) => ({
    type: JSON_TYPE,
    body: JSON.stringify({ fejl: [{ kode: kode === null ? null : String(kode), tekst: fejltekst }] }),
  }),
  problem: (kode, { fejltekst }, status) => ({
    type: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: fejltekst, status, code: kode }),
  }),
  problemUdenKode: (_, { fejltekst }, status) => ({
    type: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: fejltekst, status }),
  }),
  tekst: (_, { fejltekst }) => ({ type: 'text/plain; charset=utf-8', body: fejltekst }),
  html: (_kode, _fejl, status) => ({ type: 'text/html; charset=utf-8', body: proxyPage(status) }),
  tom: () => ({ body: '' }),
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
