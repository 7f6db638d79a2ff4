import { createEnhetSandbox } from './enhet/index.ts';
import { createKontaktinformationSandbox } from './kontaktinformation/index.ts';
import type { StarCertificates } from './kontaktinformation/certificates.ts';
import { type PlayedRegister, play } from './common/played.ts';
import {
  createPostkasseSandbox,
  type Settings,
  issueClientCertificates,
  type ClientCertificates,
  type Certificates,
} from './postkasse/index.ts';

export type { Outage, PlayedRegister, Traffic } from './common/played.ts';

/** The three registers, played on loopback in their real wire formats. */
export interface Sandbox {
  readonly kontaktinformation: PlayedRegister;
  readonly postkasse: PlayedRegister;
  readonly enhet: PlayedRegister;
  /** The whole URL of each service, as the gateway is configured with a real one's. */
  readonly urls: SandboxUrls;
  /** Where each register's hooks are, by the source's name. */
  readonly hooks: { readonly star: string; readonly postkasse: string; readonly grunndata: string };
  /** The certificates of everybody whom the postkasse services know. */
  readonly certificates: Certificates;
  /** The keys of a caller whom the postkasse services know, made when first asked for; undefined when they take unsigned messages. */
  readonly clientCertificates: (() => Promise<ClientCertificates>) | undefined;
  reset(): void;
  close(): Promise<void>;
}

export interface SandboxUrls {
  readonly star: string;
  readonly postkasse: string;
  readonly kontaktregister: string;
  readonly grunndata: string;
  readonly frivillighet: string;
}

export interface SandboxOptions {
  readonly host?: string;
  /** The first of six ports in a row: wire and hooks of each register. 0 (default): any free ports. */
  readonly firstPort?: number;
  /** STAR speaks TLS and asks for client certificates, as the real one does. Left out: plain HTTP. */
  readonly starCertificates?: StarCertificates;
  /** Whether the postkasse services demand signed messages (default), or none. */
  readonly security?: Settings['profile'];
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', firstPort = 0, starCertificates, security = 'signed' } = options;
  const starTls = starCertificates && { tls: { ...starCertificates.server, ca: starCertificates.ca } };
  const port = (offset: number) => ({ host, port: firstPort === 0 ? 0 : firstPort + offset });
  const kontaktinformation = await play(createKontaktinformationSandbox(), { ...port(0), ...starTls }, port(1));
  const postkasseSimulator = createPostkasseSandbox({ profile: security });
  const postkasse = await play(postkasseSimulator, port(2), port(3));
  const enhet = await play(createEnhetSandbox(), port(4), port(5));
  let issued: Promise<ClientCertificates> | undefined;
  const issueOnce = () => {
    issued ??= issueClientCertificates(postkasseSimulator);
    return issued;
  };
  const all = [kontaktinformation, postkasse, enhet];
  return {
    kontaktinformation,
    postkasse,
    enhet,
    urls: {
      star: kontaktinformation.url,
      postkasse: `${postkasse.url}/kontaktinfo-external/ws-postkasseleverandoer-v1`,
      kontaktregister: `${postkasse.url}/kontaktinfo-external/ws-v5`,
      grunndata: `${enhet.url}/grunndata/ErFr`,
      frivillighet: `${enhet.url}/grunndata/Frivillighet`,
    },
    hooks: { star: kontaktinformation.hooksUrl, postkasse: postkasse.hooksUrl, grunndata: enhet.hooksUrl },
    certificates: postkasseSimulator.certificates,
    clientCertificates: security === 'signed' ? issueOnce : undefined,
    reset: () => {
      for (const register of all) register.reset();
    },
    close: async () => {
      await Promise.all(all.map((register) => register.close()));
    },
  };
}
