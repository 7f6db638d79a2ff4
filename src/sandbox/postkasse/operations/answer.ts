import { setTimeout as wait } from 'node:timers/promises';
import type { Request, Response } from '../../common/server.ts';
import { recordCall } from '../hooks.ts';
import { innbyggere } from '../people.ts';
import { writeWsdl } from '../schema/wsdl.ts';
import type { PostkasseSandbox } from '../state.ts';
import { oppslagstjenesten } from './oppslagstjenesten.ts';
import { postkasseleverandoerTjeneste } from './postkasseleverandoer.ts';
import { serve } from './serve.ts';
import type { SoapService } from './soap-service.ts';

const services: readonly SoapService[] = [oppslagstjenesten, postkasseleverandoerTjeneste];

/** One request: the service, its WSDL, or a call. */
export async function answer(request: Request, sandbox: PostkasseSandbox): Promise<Response> {
  const service = services.find(({ path }) => request.url.pathname.endsWith(path));
  if (!service) return { status: 404 };
  if (request.method === 'GET' && request.url.search.toLowerCase() === '?wsdl') {
    const location = `http://${request.headers.host}${request.url.pathname}`;
    const headers = { 'content-type': 'text/xml; charset=utf-8' };
    return { status: 200, headers, body: writeWsdl(service, location, sandbox) };
  }
  const time = sandbox.clock.now().toISOString();
  if (sandbox.settings.delayMs > 0) await wait(sandbox.settings.delayMs);
  const { response, note } = serve(service, request, sandbox, hasSystemError);
  recordCall({ time, service: service.name, ...note }, response, sandbox);
  return response;
}

function hasSystemError(personidentifikator: string): boolean {
  return innbyggere.some((person) => person.systemError && person.personidentifikator === personidentifikator);
}
