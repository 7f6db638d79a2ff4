import type { Request, Response } from '../../common/server.ts';
import { type Answer, withoutData, writeInnerDocument } from '../answers/inner-document.ts';
import { type Call, readCall, writeFault, writeResponse } from '../envelope.ts';
import { recordCall } from '../hooks.ts';
import type { EnhetSandbox } from '../state.ts';
import { checkAccess } from '../users.ts';
import { writeWsdl } from '../wsdl.ts';
import { findFailure } from './errors.ts';
import type { Tjeneste } from './names.ts';
import { answerRegister, echoOf } from './register.ts';

/** One request: the service, the WSDL, or a call. */
export function answer(request: Request, sandbox: EnhetSandbox): Response {
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

  const call = readCall(request.body, tjeneste);
  if ('faultstring' in call) return writeFault('Client', call.faultstring, sandbox.settings);
  recordCall(call, sandbox);
  return answerUser(call, sandbox);
}

/** In the contract's order: user, access, the numbers that fail, and only then what the register knows. */
function answerUser(call: Call, { settings, state }: EnhetSandbox): Response {
  const write = (answer: Answer, cut = (inner: string) => inner): Response => {
    const inner = writeInnerDocument(call.operation, answer.echo ?? echoOf(call, settings), answer, settings);
    return writeResponse(call.operation, cut(inner), settings);
  };

  const refused = checkAccess(call.userid, call.password, call.operation, settings);
  if (refused !== undefined) return write(withoutData(refused));
  if (settings.unexpectedError.includes(call.operation)) return write(withoutData(-1000));

  switch (findFailure(call.input.trim())) {
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
      return write(answerRegister(call, settings), (inner) => inner.slice(0, inner.length / 2));
    case 'empty return':
      return writeResponse(call.operation, '', settings);
    case 'unexpected error':
      return write(withoutData(-1000));
    case 'unexpected error twice':
      return write(
        state.errorCounter.failsAgain(call.userid, call.operation)
          ? withoutData(-1000)
          : answerRegister(call, settings),
      );
    default:
      return write(answerRegister(call, settings));
  }
}
