import type { Request, Response } from '../common/server.ts';
import type { Simulator } from '../common/simulator.ts';
import { checkAccess } from './users.ts';
import { type Call, readCall, writeFault, writeResponse } from './envelope.ts';
import { createErrorCounter, type ErrorCounter, findFeil } from './operations/errors.ts';
import { answerHook, recordCall, type State } from './hooks.ts';
import { type Svar, utenData, writeInnerDocument } from './answers/inner-document.ts';
import { Settings } from './settings.ts';
import type { Tjeneste } from './operations/names.ts';
import { answerCall, echoOf } from './operations/answer.ts';
import { writeWsdl } from './wsdl.ts';

export type { Settings } from './settings.ts';

/**
 * grunndataWS, played: the services ErFr and Frivillighet at `/grunndata/<service>`, after any prefix.
 * Users sandbox-full and sandbox-begrenset, password hemmelig.
 */
export function createEnhetSandbox(settings: Partial<Settings> = {}): Simulator {
  const start = (): Sandbox => ({
    settings: Settings.parse(settings),
    calls: [],
    errorCounter: createErrorCounter(),
  });
  let state = start();
  const reset = () => {
    state = start();
  };
  return {
    handle: (request) => handle(request, state),
    hooks: (request) => answerHook(request, state, reset),
    reset,
  };
}

interface Sandbox extends State {
  readonly errorCounter: ErrorCounter;
}

function handle(request: Request, state: Sandbox): Response {
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

  const calls = readCall(request.body, tjeneste);
  if ('faultstring' in calls) return writeFault('Client', calls.faultstring, state.settings);
  state.calls.push(recordCall(calls.operation, calls.input));
  return answer(calls, state);
}

/** In the contract's order: user, access, the numbers that fail, and only then what the register knows. */
function answer(calls: Call, { settings, errorCounter }: Sandbox): Response {
  const write = (svar: Svar, cut = (inner: string) => inner): Response => {
    const inner = writeInnerDocument(calls.operation, svar.echo ?? echoOf(calls, settings), svar, settings);
    return writeResponse(calls.operation, cut(inner), settings);
  };

  const refused = checkAccess(calls.userid, calls.password, calls.operation, settings);
  if (refused !== undefined) return write(utenData(refused));
  if (settings.uventetFeil.includes(calls.operation)) return write(utenData(-1000));

  switch (findFeil(calls.input.trim())) {
    case 'never answers':
      return 'never answers';
    case 'SOAP fault':
      return writeFault('Server', 'Internal error', settings);
    case '503 with HTML':
      return {
        status: 503,
        headers: { 'content-type': 'text/html' },
        body: '<html><body><h1>Service Unavailable</h1></body></html>',
      };
    case 'inner document cut off':
      return write(answerCall(calls, settings), (inner) => inner.slice(0, inner.length / 2));
    case 'empty return':
      return writeResponse(calls.operation, '', settings);
    case 'unexpected error':
      return write(utenData(-1000));
    case 'unexpected error twice':
      return write(
        errorCounter.failsAgain(calls.userid, calls.operation) ? utenData(-1000) : answerCall(calls, settings),
      );
    default:
      return write(answerCall(calls, settings));
  }
}
