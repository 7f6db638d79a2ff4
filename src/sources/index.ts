import type { CallContext } from '../domain/call.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import type { HttpClient, HttpState } from '../wire/http.ts';
import type { SourcesConfig } from './config.ts';
import { connectEnhet, createEnhetLoaders, type EnhetLoaders, type EnhetPort } from './enhet/index.ts';
import {
  connectKontaktinformation,
  createKontaktinformationLoaders,
  type KontaktinformationLoaders,
  type KontaktinformationPort,
} from './kontaktinformation/index.ts';
import {
  connectPostkasse,
  createPostkasseLoaders,
  type PostkasseLoaders,
  type PostkassePort,
} from './postkasse/index.ts';

/** The loaders of one request, a source each. */
export interface Loaders {
  readonly kontaktinformation: KontaktinformationLoaders;
  readonly postkasse: PostkasseLoaders;
  readonly enhet: EnhetLoaders;
}

export interface Ports {
  readonly kontaktinformation: KontaktinformationPort;
  readonly postkasse: PostkassePort;
  readonly enhet: EnhetPort;
}

export interface KildeTilstand {
  readonly kilde: Kilde;
  /** What the last call said; UKJENT before the first. */
  readonly tilstand: HttpState | 'IKKE_KONFIGURERT';
  /** RFC 3339: when the certificate that we sign with runs out. */
  readonly sertifikatUtloeper?: string;
}

export interface Sources {
  readonly ports: Ports;
  makeLoaders(call: CallContext): Loaders;
  state(): readonly KildeTilstand[];
  close(): Promise<void>;
}

/** All sources, connected or known to be absent. A fourth register is one line more in each table here. */
export function connectSources(config: SourcesConfig): Sources {
  const kontaktinformation = connectKontaktinformation(config);
  const postkasse = connectPostkasse(config);
  const enhet = connectEnhet(config);
  const clients: readonly [Kilde, readonly HttpClient[]][] = [
    ['STAR', kontaktinformation.http],
    ['OPPSLAGSTJENESTEN', postkasse.http],
    ['GRUNNDATA', enhet.http],
  ];
  const utloeper = postkasse.sertifikatUtloeper?.toISOString();
  const expiry = new Map(utloeper ? [['OPPSLAGSTJENESTEN' as Kilde, { sertifikatUtloeper: utloeper }]] : []);
  const regler = {
    syntetiske: config.syntetiskePersoner,
    regel2032: true,
    forhaandskontroll: config.enhet?.forhaandskontroll ?? true,
  };
  return {
    ports: { kontaktinformation: kontaktinformation.port, postkasse: postkasse.port, enhet: enhet.port },
    makeLoaders: (call) => ({
      kontaktinformation: createKontaktinformationLoaders(kontaktinformation.port, call),
      postkasse: createPostkasseLoaders(postkasse.port, regler, call),
      enhet: createEnhetLoaders(enhet.port, regler, call),
    }),
    state: () => clients.map(([kilde, http]) => ({ kilde, tilstand: stateOf(http), ...expiry.get(kilde) })),
    close: async () => {
      await Promise.all(clients.flatMap(([, http]) => http.map((client) => client.close())));
    },
  };
}

function stateOf(http: readonly HttpClient[]): KildeTilstand['tilstand'] {
  const states = http.map((client) => client.state());
  if (states.length === 0) return 'IKKE_KONFIGURERT';
  return (['NEDE', 'OPPE'] as const).find((state) => states.includes(state)) ?? 'UKJENT';
}
