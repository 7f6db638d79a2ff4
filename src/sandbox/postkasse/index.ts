import { setTimeout as wait } from 'node:timers/promises';
import type { Request, Response } from '../common/server.ts';
import type { Simulator } from '../common/simulator.ts';
import { answerHook } from './hooks.ts';
import { innbyggere } from './people.ts';
import type { Settings } from './settings.ts';
import { suppliers, REGISTERET, TESTETATEN } from './suppliers.ts';
import { oppslagstjenesten } from './operations/oppslagstjenesten.ts';
import { postkasseleverandoerTjeneste } from './operations/postkasseleverandoer.ts';
import type { Certificates } from './certificates.ts';
import { type SoapService, serve } from './operations/answer.ts';
import { createState, type State } from './state.ts';
import type { Issued } from '../common/issuance.ts';
import { writeWsdl } from './schema/wsdl.ts';

export { type Innbygger, innbyggere } from './people.ts';
export { type Settings, STANDARD } from './settings.ts';
export { type Supplier, suppliers, type Virksomhet, virksomheter } from './suppliers.ts';
export type { Certificates } from './certificates.ts';
export type { Call } from './state.ts';

/** The simulator, and the certificate authority behind it: whoever signs or verifies is handed keys in-process. */
export interface PostkasseSandbox extends Simulator {
  readonly certificates: Certificates;
}

const services: readonly SoapService[] = [oppslagstjenesten, postkasseleverandoerTjeneste];

/** What a gateway signs with in the sandbox, and whom it trusts. */
export interface ClientCertificates {
  /** A mailbox supplier, who may call postkasseleverandoer-v1. */
  readonly postkasse: Issued;
  /** A public body, which may call Oppslagstjenesten. */
  readonly kontaktregister: Issued;
  readonly root: Issued;
  readonly responderOrgnr: string;
}

/** Made aside, so that nobody waits in line behind four new keys. */
export async function issueClientCertificates({ certificates }: PostkasseSandbox): Promise<ClientCertificates> {
  await certificates.prepareKeys(4);
  const root = certificates.root();
  const responderOrgnr = REGISTERET.organisasjonsnummer;
  certificates.forOrganisation(responderOrgnr);
  return {
    postkasse: certificates.forOrganisation(suppliers[0].organisasjonsnummer),
    kontaktregister: certificates.forOrganisation(TESTETATEN.organisasjonsnummer),
    root,
    responderOrgnr,
  };
}

/** Oppslagstjenesten 16-02 and postkasseleverandoer-v1 over one store: what is written through one is read in the other. */
export function createPostkasseSandbox(settings: Partial<Settings> = {}): PostkasseSandbox {
  const state = createState(settings);
  return {
    handle: (request) => answer(request, state),
    hooks: (request) => answerHook(request, state),
    reset: () => state.reset(),
    certificates: state.certificates,
  };
}

async function answer(request: Request, state: State): Promise<Response> {
  const tjeneste = services.find(({ path }) => request.url.pathname.endsWith(path));
  if (!tjeneste) return { status: 404 };
  if (request.method === 'GET' && request.url.search.toLowerCase() === '?wsdl')
    return {
      status: 200,
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body: writeWsdl(tjeneste, `http://${request.headers.host}${request.url.pathname}`, state),
    };
  const time = state.now().toISOString();
  if (state.settings.delayMs > 0) await wait(state.settings.delayMs);
  const { response, note } = serve(tjeneste, request, state, hasSystemError);
  const httpStatus = typeof response === 'string' ? null : response.status;
  state.calls.push({ time, tjeneste: tjeneste.navn, ...note, httpStatus });
  return response;
}

function hasSystemError(personidentifikator: string): boolean {
  return innbyggere.some((person) => person.systemError && person.personidentifikator === personidentifikator);
}
