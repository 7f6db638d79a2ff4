import { setTimeout as wait } from 'node:timers/promises';
import type { Request, Response } from '../server.ts';
import type { Simulator } from '../simulator.ts';
import { answerHook } from './hooks.ts';
import { innbyggere } from './innbyggere.ts';
import type { Innstillinger } from './innstillinger.ts';
import { leverandoerer, REGISTERET, TESTETATEN } from './leverandoerer.ts';
import { oppslagstjenesten } from './oppslagstjenesten.ts';
import { postkasseleverandoerTjeneste } from './postkasseleverandoer.ts';
import type { Sertifikater } from './sertifikater.ts';
import { type Soaptjeneste, serve } from './soaptjeneste.ts';
import { createTilstand, type Tilstand } from './tilstand.ts';
import { prepareKeys, type Utstedt } from './utstedelse.ts';
import { writeWsdl } from './wsdl.ts';

export { type Innbygger, innbyggere } from './innbyggere.ts';
export { type Innstillinger, STANDARD } from './innstillinger.ts';
export { type Leverandoer, leverandoerer, type Virksomhet, virksomheter } from './leverandoerer.ts';
export type { Sertifikater } from './sertifikater.ts';
export type { Kall } from './tilstand.ts';

/** The simulator, and the certificate authority behind it: whoever signs or verifies is handed keys in-process. */
export interface PostkasseSandbox extends Simulator {
  readonly sertifikater: Sertifikater;
}

const tjenester: readonly Soaptjeneste[] = [oppslagstjenesten, postkasseleverandoerTjeneste];

/** What a gateway signs with in the sandbox, and whom it trusts. */
export interface Klientsertifikater {
  /** A mailbox supplier, who may call postkasseleverandoer-v1. */
  readonly postkasse: Utstedt;
  /** A public body, which may call Oppslagstjenesten. */
  readonly kontaktregister: Utstedt;
  readonly rot: Utstedt;
  readonly responderOrgnr: string;
}

/** Made aside, so that nobody waits in line behind four new keys. */
export async function issueKlientsertifikater({ sertifikater }: PostkasseSandbox): Promise<Klientsertifikater> {
  await prepareKeys(4);
  const rot = sertifikater.rot();
  const responderOrgnr = REGISTERET.organisasjonsnummer;
  sertifikater.forVirksomhet(responderOrgnr);
  return {
    postkasse: sertifikater.forVirksomhet(leverandoerer[0].organisasjonsnummer),
    kontaktregister: sertifikater.forVirksomhet(TESTETATEN.organisasjonsnummer),
    rot,
    responderOrgnr,
  };
}

/** Oppslagstjenesten 16-02 and postkasseleverandoer-v1 over one store: what is written through one is read in the other. */
export function createPostkasseSandbox(innstillinger: Partial<Innstillinger> = {}): PostkasseSandbox {
  const tilstand = createTilstand(innstillinger);
  return {
    handle: (request) => answer(request, tilstand),
    hooks: (request) => answerHook(request, tilstand),
    reset: () => tilstand.reset(),
    sertifikater: tilstand.sertifikater,
  };
}

async function answer(request: Request, tilstand: Tilstand): Promise<Response> {
  const tjeneste = tjenester.find(({ sti }) => request.url.pathname.endsWith(sti));
  if (!tjeneste) return { status: 404 };
  if (request.method === 'GET' && request.url.search.toLowerCase() === '?wsdl')
    return {
      status: 200,
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body: writeWsdl(tjeneste, `http://${request.headers.host}${request.url.pathname}`, tilstand),
    };
  const tidspunkt = tilstand.naa().toISOString();
  if (tilstand.innstillinger.ventetidMs > 0) await wait(tilstand.innstillinger.ventetidMs);
  const { response, notat } = serve(tjeneste, request, tilstand, hasSystemfeil);
  const httpStatus = typeof response === 'string' ? null : response.status;
  tilstand.kall.push({ tidspunkt, tjeneste: tjeneste.navn, ...notat, httpStatus });
  return response;
}

function hasSystemfeil(personidentifikator: string): boolean {
  return innbyggere.some((person) => person.systemfeil && person.personidentifikator === personidentifikator);
}
