import type { Request } from '../common/server.ts';
import { type Refusal, refuse } from './answers/fejl.ts';
import type { OperationName, Organisationstype } from './settings.ts';

/** A client certificate, and the operations that its holder has been given the scopes of. */
export interface Client {
  readonly navn: string;
  readonly operations: readonly OperationName[];
}

export const CLIENTS = [
  {
    navn: 'klient-ok',
    operations: [
      'CreateKontaktinformation',
      'VerificerKontaktinformation',
      'GetVerifikationskode',
      'GetKontaktinformationMobilNr',
      'GetKontaktinformationEmail',
      'UpdateKontaktinformation',
      'GetKontaktinformation',
    ],
  },
  {
    navn: 'klient-laes',
    operations: ['GetKontaktinformation', 'GetKontaktinformationMobilNr', 'GetKontaktinformationEmail'],
  },
] as const satisfies readonly Client[];

interface Organisation {
  readonly navn: string;
  readonly type: Organisationstype;
  readonly kode: string;
}

/** The authorities that ActiveOrganisation may name. */
export const AUTHORITIES = [
  { navn: 'akasse-1', type: 'aKasse', kode: '9001' },
  { navn: 'akasse-2', type: 'aKasse', kode: '9002' },
  { navn: 'jobcenter-1', type: 'jobcenter', kode: '90100' },
  { navn: 'jobcenter-2', type: 'jobcenter', kode: '90200' },
  { navn: 'kommune-1', type: 'kommune', kode: '991' },
  { navn: 'kommune-2', type: 'kommune', kode: '992' },
  { navn: 'star', type: 'star', kode: '1' },
] as const satisfies readonly Organisation[];

/** The private providers that a user may work for. */
export const ACTORS = [
  { navn: 'aktoer-1', type: 'andenAktoer', kode: '90000001' },
  { navn: 'aktoer-2', type: 'andenAktoer', kode: '90000002' },
] as const satisfies readonly Organisation[];

export type Authority = (typeof AUTHORITIES)[number]['navn'];
export type Aktoer = (typeof ACTORS)[number]['navn'];

export const USER_TYPES = { borger: 1, sagsbehandler: 2, system: 3, medarbejder: 4 } as const;

/** The header that stands in for a client certificate as long as the sandbox speaks plain HTTP. */
export const CLIENT_HEADER = 'x-sandbox-client';

/** The name in the client's certificate; over plain HTTP, the one that the header stands in with. */
export function readClientName({ headers, clientCertificate }: Pick<Request, 'headers' | 'clientCertificate'>): string {
  if (clientCertificate) return clientCertificate.navn ?? 'none';
  const navn = headers[CLIENT_HEADER];
  return typeof navn === 'string' ? navn : 'klient-ok';
}

/** Check 2: no certificate (1101), or one that nobody knows, `client-ukendt` among them (1012). */
export function identifyClient(request: Pick<Request, 'headers' | 'clientCertificate'>): Client | Refusal {
  const navn = readClientName(request);
  if (navn === 'none') return refuse(1101);
  return CLIENTS.find((client) => client.navn === navn) ?? refuse(1012);
}

export function findAuthority(type: Organisationstype, kode: string): Authority | undefined {
  return AUTHORITIES.find((authority) => authority.type === type && authority.kode === kode)?.navn;
}

export function findAktoer(type: Organisationstype, kode: string): Aktoer | undefined {
  return ACTORS.find((aktoer) => aktoer.type === type && aktoer.kode === kode)?.navn;
}
