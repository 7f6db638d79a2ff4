import type { KeyObject, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Klientsertifikater } from './postkasse/index.ts';

/** Where a gateway in another process finds its keys. */
export interface Noekkelfiler {
  readonly tillit: string;
  readonly postkasse: { readonly sertifikat: string; readonly noekkel: string };
  readonly kontaktregister: { readonly sertifikat: string; readonly noekkel: string };
  /** Takes away the folder, when it was made for this. */
  remove(): void;
}

/** Writes PEM files that only this user may read, to the folder, or to a new one of its own. */
export function writeNoekkelfiler(klient: Klientsertifikater, folder: string | undefined): Noekkelfiler {
  const to = folder ?? mkdtempSync(join(tmpdir(), 'registergraf-sandkasse-'));
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
    noekkel: write(`${name}-noekkel.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' })),
  });
  return {
    tillit: write('rot.pem', klient.rot.sertifikat.toString()),
    postkasse: pair('postkasse', klient.postkasse),
    kontaktregister: pair('kontaktregister', klient.kontaktregister),
    remove: () => {
      if (folder === undefined) rmSync(to, { recursive: true, force: true });
    },
  };
}
