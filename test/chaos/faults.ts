import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Disturbance, type Exchange, send } from './fault-proxy.ts';
import { RETRY_AFTER_S, TIMEOUT_MS } from './settings.ts';

export interface Fault {
  readonly name: string;
  /** What the gateway may answer in place of data, while the fault lasts or its breaker is open. */
  readonly codes: readonly string[];
  /** How the fault shows: one of these must come, else there was none. Left out: by the data coming late. */
  readonly shows?: readonly string[];
  /** Needs a gateway that asks the registers by name, over TLS. */
  readonly byName?: true;
  /** Needs a name that does not resolve any more. */
  readonly unresolved?: true;
  /** Befalls this key alone: all others of the service are healthy. */
  readonly oneKey?: true;
  /** Whether the proxy sees the calls. Where nobody listens they are told by the gateway's log alone. */
  readonly unseen?: true;
  /** Milliseconds that the register asks for before it is asked again. */
  readonly retryAfterMs?: number;
  disturbance(key: string): Disturbance;
}

/** Refused by the gateway itself: while a breaker is open, and past the bounds of a line. */
const OWN = ['KRETS_AAPEN', 'OVERBELASTET'];
const STATUSES = [500, 502, 503, 504];
const HTML = '<!doctype html><html lang="en"><title>Maintenance</title><p>We are back soon.</p></html>';
const SLOW_MS = Math.round(TIMEOUT_MS * 0.75);
const DRIP_MS = 50;

const answering = (answer: (exchange: Exchange) => Promise<void> | void) => () => ({ answer });

export const FAULTS: readonly Fault[] = [
  fault('refused', ['TILKOBLING'], { unseen: true, disturbance: () => ({ connection: 'refused' }) }),
  fault('silent', ['TIDSAVBRUDD'], { disturbance: answering(() => {}) }),
  {
    // Within the time of a call: all data come, as far as there are places for so many.
    name: 'slow',
    codes: ['TIDSAVBRUDD', ...OWN],
    disturbance: answering(async ({ pass, response }) => {
      await wait(SLOW_MS);
      send(response, await pass());
    }),
  },
  fault('dripping', ['TIDSAVBRUDD'], { disturbance: answering(drip) }),
  fault('reset in the body', ['TILKOBLING'], { disturbance: answering(resetInBody) }),
  fault('garbage', ['UGYLDIG_SVAR'], {
    disturbance: answering(async ({ pass, response }) => send(response, { ...(await pass()), body: randomBytes(512) })),
  }),
  fault('wrong type', ['UGYLDIG_SVAR'], {
    disturbance: answering(({ response }) =>
      send(response, { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(HTML) }),
    ),
  }),
  fault(
    '5xx burst',
    STATUSES.map((status) => `HTTP_${status}`),
    {
      disturbance() {
        let nth = 0;
        return {
          answer: ({ response }) =>
            send(response, {
              status: STATUSES[nth++ % STATUSES.length] ?? 500,
              headers: { 'content-type': 'text/html' },
              body: Buffer.from(HTML),
            }),
        };
      },
    },
  ),
  fault('fault burst', ['SOAP_FAULT', 'HTTP_500', '1011'], { disturbance: answering(sendFault) }),
  fault('half-open', ['TIDSAVBRUDD', 'TILKOBLING'], { disturbance: () => ({ connection: 'half-open' }) }),
  fault('DNS failing', ['TILKOBLING'], {
    byName: true,
    unresolved: true,
    unseen: true,
    disturbance: () => ({ connection: 'cut' }),
  }),
  fault('TLS expired', ['TILKOBLING'], { byName: true, disturbance: () => ({ connection: 'expired' }) }),
  fault('429, Retry-After', ['HTTP_429'], {
    retryAfterMs: RETRY_AFTER_S * 1000,
    disturbance: answering(({ response }) =>
      send(response, {
        status: 429,
        headers: { 'content-type': 'text/plain', 'retry-after': String(RETRY_AFTER_S) },
        body: Buffer.from('Too many requests.'),
      }),
    ),
  }),
  fault('one hanging key', ['TIDSAVBRUDD'], {
    oneKey: true,
    disturbance: (key) => ({
      async answer({ request, body, response, pass }) {
        if (!JSON.stringify(request.rawHeaders).includes(key) && !body.includes(key)) send(response, await pass());
      },
    }),
  }),
];

function fault(name: string, shows: readonly string[], rest: Omit<Fault, 'name' | 'codes' | 'shows'>): Fault {
  return { name, shows, codes: [...shows, 'TIDSAVBRUDD', ...OWN], ...rest };
}

async function drip({ pass, response }: Exchange): Promise<void> {
  const { status, headers, body } = await pass();
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await wait(DRIP_MS);
  }
  response.end();
}

async function resetInBody({ pass, response }: Exchange): Promise<void> {
  const { status, headers, body } = await pass();
  const { socket } = response;
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  await new Promise((resolve) => response.write(body.subarray(0, body.length / 2), resolve));
  socket?.resetAndDestroy();
}

const SOAP_NAMESPACES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

/** A SOAP fault in the version that was asked in, or the technical error of STAR (1011). */
function sendFault({ request, response }: Exchange): void {
  const type = request.headers['content-type'] ?? '';
  if (!type.includes('xml')) {
    const body = Buffer.from(JSON.stringify({ fejlkode: 1011, fejltekst: 'A technical error.' }));
    send(response, { status: 500, headers: { 'content-type': 'application/json' }, body });
    return;
  }
  const version = type.includes('application/soap+xml') ? '1.2' : '1.1';
  const inner =
    version === '1.1'
      ? '<faultcode>s:Server</faultcode><faultstring>A technical error.</faultstring>'
      : '<s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang="en">A technical error.</s:Text></s:Reason>';
  const body = `<s:Envelope xmlns:s="${SOAP_NAMESPACES[version]}"><s:Body><s:Fault>${inner}</s:Fault></s:Body></s:Envelope>`;
  const contentType = version === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
  send(response, { status: 500, headers: { 'content-type': contentType }, body: Buffer.from(body) });
}
