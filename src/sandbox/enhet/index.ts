import type { Request, Response } from '../server.ts';
import type { Simulator } from '../simulator.ts';
import { checkAccess } from './brukere.ts';
import { type Kall, readKall, writeFault, writeResponse } from './envelope.ts';
import { createFeilteller, type Feilteller, findFeil } from './feil.ts';
import { answerHook, registerKall, type Tilstand } from './hooks.ts';
import { type Svar, utenData, writeInnerDocument } from './innerdokument.ts';
import { Innstillinger } from './innstillinger.ts';
import type { Tjeneste } from './operasjoner.ts';
import { answerKall, ekkoOf } from './svar.ts';
import { writeWsdl } from './wsdl.ts';

export type { Innstillinger } from './innstillinger.ts';

/**
 * grunndataWS, played: the services ErFr and Frivillighet at `/grunndata/<service>`, after any prefix.
 * Users sandbox-full and sandbox-begrenset, password hemmelig.
 */
export function createEnhetSandbox(innstillinger: Partial<Innstillinger> = {}): Simulator {
  const start = (): Sandkasse => ({
    innstillinger: Innstillinger.parse(innstillinger),
    kall: [],
    feilteller: createFeilteller(),
  });
  let tilstand = start();
  const reset = () => {
    tilstand = start();
  };
  return {
    handle: (request) => handle(request, tilstand),
    hooks: (request) => answerHook(request, tilstand, reset),
    reset,
  };
}

interface Sandkasse extends Tilstand {
  readonly feilteller: Feilteller;
}

function handle(request: Request, tilstand: Sandkasse): Response {
  const { pathname, search } = request.url;
  const [, name, wsdl] = /\/grunndata\/(ErFr|Frivillighet)(\.wsdl)?$/.exec(pathname) ?? [];
  const tjeneste = name as Tjeneste | undefined;
  if (!tjeneste) return { status: 404 };
  if (wsdl || (request.method === 'GET' && search.toLowerCase() === '?wsdl')) {
    if (request.method !== 'GET') return { status: 405, headers: { allow: 'GET' } };
    const location = `http://${request.headers.host}${pathname.replace(/\.wsdl$/, '')}`;
    return { status: 200, headers: { 'content-type': 'text/xml;charset=utf-8' }, body: writeWsdl(tjeneste, location) };
  }
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };

  const kall = readKall(request.body, tjeneste);
  if ('faultstring' in kall) return writeFault('Client', kall.faultstring, tilstand.innstillinger);
  tilstand.kall.push(registerKall(kall.operasjon, kall.input));
  return answer(kall, tilstand);
}

/** In the contract's order: user, access, the numbers that fail, and only then what the register knows. */
function answer(kall: Kall, { innstillinger, feilteller }: Sandkasse): Response {
  const write = (svar: Svar, cut = (inner: string) => inner): Response => {
    const inner = writeInnerDocument(kall.operasjon, svar.ekko ?? ekkoOf(kall, innstillinger), svar, innstillinger);
    return writeResponse(kall.operasjon, cut(inner), innstillinger);
  };

  const avvist = checkAccess(kall.userid, kall.password, kall.operasjon, innstillinger);
  if (avvist !== undefined) return write(utenData(avvist));
  if (innstillinger.uventetFeil.includes(kall.operasjon)) return write(utenData(-1000));

  switch (findFeil(kall.input.trim())) {
    case 'never answers':
      return 'never answers';
    case 'SOAP fault':
      return writeFault('Server', 'Internal error', innstillinger);
    case '503 with HTML':
      return {
        status: 503,
        headers: { 'content-type': 'text/html' },
        body: '<html><body><h1>Service Unavailable</h1></body></html>',
      };
    case 'inner document cut off':
      return write(answerKall(kall, innstillinger), (inner) => inner.slice(0, inner.length / 2));
    case 'empty return':
      return writeResponse(kall.operasjon, '', innstillinger);
    case 'unexpected error':
      return write(utenData(-1000));
    case 'unexpected error twice':
      return write(
        feilteller.failsAgain(kall.userid, kall.operasjon) ? utenData(-1000) : answerKall(kall, innstillinger),
      );
    default:
      return write(answerKall(kall, innstillinger));
  }
}
