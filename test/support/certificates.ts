import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStarCertificates, type StarCertificates } from '../../src/sandbox/kontaktinformation/certificates.ts';

/** Files in a folder of their own, as an operator would have them; gone with the scope. */
export function createFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-'));
  return {
    write(name: string, content: string | Buffer): string {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
    path: (name: string) => join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

let made: StarCertificates | undefined;

/** One authority for all tests of a file: each key pair costs time. */
export function starCertificates(): StarCertificates {
  made ??= createStarCertificates();
  return made;
}
