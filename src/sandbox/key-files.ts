import type { KeyObject, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientCertificates } from './postkasse/index.ts';

/** Where a gateway in another process finds its keys. */
export interface KeyFiles {
  readonly trusted: string;
  readonly postkasse: { readonly sertifikat: string; readonly key: string };
  readonly kontaktregister: { readonly sertifikat: string; readonly key: string };
  /** Takes away the folder, when it was made for this. */
  remove(): void;
}

/** Writes PEM files that only this user may read, to the folder, or to a new one of its own. */
export function writeKeyFiles(client: ClientCertificates, folder: string | undefined): KeyFiles {
  const to = folder ?? mkdtempSync(join(tmpdir(), 'registergraf-sandbox-'));
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const write = (name: string, pem: string | Buffer): string => {
    const file = join(to, name);
    // Taken away first: the mode below is that of a new file only, and a link would lead elsewhere.
    rmSync(file, { force: true });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
    return file;
  };
  const pair = (name: string, { sertifikat, privateKey }: { sertifikat: X509Certificate; privateKey: KeyObject }) => ({
    sertifikat: write(`${name}.pem`, sertifikat.toString()),
    key: write(`${name}-noekkel.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' })),
  });
  return {
    trusted: write('rot.pem', client.root.sertifikat.toString()),
    postkasse: pair('postkasse', client.postkasse),
    kontaktregister: pair('kontaktregister', client.kontaktregister),
    remove: () => {
      if (folder === undefined) rmSync(to, { recursive: true, force: true });
    },
  };
}
