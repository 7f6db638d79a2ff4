import type { Request } from '../server.ts';
import { type Afvisning, afvis } from './fejl.ts';
import type { Bogstav, Organisationstype } from './indstillinger.ts';

/** A client certificate, and the operations that its holder has been given the scopes of. */
export interface Klient {
  readonly navn: string;
  readonly operationer: readonly Bogstav[];
}

export const KLIENTER = [
  { navn: 'klient-ok', operationer: ['C', 'V', 'K', 'M', 'E', 'U', 'G'] },
  { navn: 'klient-laes', operationer: ['G', 'M', 'E'] },
] as const satisfies readonly Klient[];

interface Organisation {
  readonly navn: string;
  readonly type: Organisationstype;
  readonly kode: string;
}

/** The authorities that ActiveOrganisation may name. */
export const MYNDIGHEDER = [
  { navn: 'akasse-1', type: 'aKasse', kode: '9001' },
  { navn: 'akasse-2', type: 'aKasse', kode: '9002' },
  { navn: 'jobcenter-1', type: 'jobcenter', kode: '90100' },
  { navn: 'jobcenter-2', type: 'jobcenter', kode: '90200' },
  { navn: 'kommune-1', type: 'kommune', kode: '991' },
  { navn: 'kommune-2', type: 'kommune', kode: '992' },
  { navn: 'star', type: 'star', kode: '1' },
] as const satisfies readonly Organisation[];

/** The private providers that a user may work for. */
export const AKTOERER = [
  { navn: 'aktoer-1', type: 'andenAktoer', kode: '90000001' },
  { navn: 'aktoer-2', type: 'andenAktoer', kode: '90000002' },
] as const satisfies readonly Organisation[];

export type Myndighed = (typeof MYNDIGHEDER)[number]['navn'];
export type Aktoer = (typeof AKTOERER)[number]['navn'];

export const BRUGERTYPER = { borger: 1, sagsbehandler: 2, system: 3, medarbejder: 4 } as const;

/** The header that stands in for a client certificate as long as the sandbox speaks plain HTTP. */
export const KLIENT_HEADER = 'x-sandbox-klient';

/** The name in the client's certificate; over plain HTTP, the one that the header stands in with. */
export function readKlientnavn({ headers, klientsertifikat }: Pick<Request, 'headers' | 'klientsertifikat'>): string {
  if (klientsertifikat) return klientsertifikat.navn ?? 'ingen';
  const navn = headers[KLIENT_HEADER];
  return typeof navn === 'string' ? navn : 'klient-ok';
}

/** Check 2: no certificate (1101), or one that nobody knows, `klient-ukendt` among them (1012). */
export function identifyKlient(request: Pick<Request, 'headers' | 'klientsertifikat'>): Klient | Afvisning {
  const navn = readKlientnavn(request);
  if (navn === 'ingen') return afvis(1101);
  return KLIENTER.find((klient) => klient.navn === navn) ?? afvis(1012);
}

export function findMyndighed(type: Organisationstype, kode: string): Myndighed | undefined {
  return MYNDIGHEDER.find((myndighed) => myndighed.type === type && myndighed.kode === kode)?.navn;
}

export function findAktoer(type: Organisationstype, kode: string): Aktoer | undefined {
  return AKTOERER.find((aktoer) => aktoer.type === type && aktoer.kode === kode)?.navn;
}
