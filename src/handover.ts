import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { byRestDoors, type Embedded, sandboxSources, sandboxToken } from './embedded.ts';
import type { FilesAsText } from './config/files.ts';
import { type Pem, toPem } from './sandbox/common/pem.ts';
import type { Sandbox } from './sandbox/index.ts';
import type { IssuerSettings } from './server/callers/settings.ts';
import type { SandboxDoors } from './sources/define.ts';
import type { SourcesConfig } from './sources/index.ts';

/**
 * What the primary process gives each worker, as a message between processes: where its sandbox and its issuer listen, and the keys that
 * the sandbox's messages and tokens are signed with. They are invented, and live in memory only.
 */
export interface Handover {
  readonly sandbox?: { readonly urls: Sandbox['urls']; readonly keys: Keys } | undefined;
  /** What stands in the files of the configuration that the others go on with: a worker that comes in place of another begins with it. */
  readonly files?: FilesAsText | undefined;
  /** What persons and organisations are hashed with in logs and records, where the configuration has no key. */
  readonly auditKey?: string | undefined;
  /** Where the keys of the sandbox's own issuer of tokens are. */
  readonly jwksUrl?: string | undefined;
}

type Keys =
  | { readonly doors: 'rest'; readonly client: string }
  | {
      readonly doors: 'soap';
      readonly postkasse: Pem;
      readonly kontaktregister: Pem;
      readonly root: string;
      readonly responderOrgnr: string;
    };

/** The keys are made before, so that all workers have the same. */
export async function handOver({ sandbox }: Embedded, doors: SandboxDoors): Promise<Handover['sandbox']> {
  const { urls } = sandbox;
  if (doors === 'rest') {
    const { privateKey } = await sandbox.maskinporten.simulator.clientCertificates();
    return { urls, keys: { doors, client: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string } };
  }
  const issued = await sandbox.postkasse.simulator.clientCertificates?.();
  if (!issued) throw new Error('the embedded sandbox wants signed messages');
  const { postkasse, kontaktregister, root, responderOrgnr } = issued;
  return {
    urls,
    keys: {
      doors: 'soap',
      postkasse: toPem(postkasse),
      kontaktregister: toPem(kontaktregister),
      root: root.sertifikat.toString(),
      responderOrgnr,
    },
  };
}

/** The sources that ask the primary process's sandbox. */
export async function takeOver(
  { urls, keys }: NonNullable<Handover['sandbox']>,
  base: SourcesConfig,
): Promise<SourcesConfig> {
  const own = { ...base, retryBudgetPercent: base.retryBudgetPercent ?? 100 };
  if (keys.doors === 'rest') {
    const clientCertificates = async () => ({ privateKey: createPrivateKey(keys.client) });
    const maskinporten = { simulator: { clientCertificates } } as unknown as Sandbox['maskinporten'];
    return sandboxSources({ urls }, own, await byRestDoors({ urls, maskinporten }));
  }
  const { postkasse, kontaktregister, root, responderOrgnr } = keys;
  const issued = {
    postkasse: read(postkasse),
    kontaktregister: read(kontaktregister),
    root: { sertifikat: new X509Certificate(root) },
    responderOrgnr,
  };
  const simulator = { clientCertificates: async () => issued };
  return sandboxSources({ urls, postkasse: { simulator } as unknown as Sandbox['postkasse'] }, own);
}

function read({ cert, key }: Pem) {
  const sertifikat = new X509Certificate(cert);
  const privateKey = createPrivateKey(key);
  return { sertifikat, der: sertifikat.raw, privateKey, publicKey: createPublicKey(privateKey) };
}

/** What it takes to trust the primary process's issuer. */
export function trustOf({ jwksUrl }: Handover): IssuerSettings | undefined {
  return jwksUrl === undefined ? undefined : sandboxToken(jwksUrl);
}
