import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { DS, WSSE11, WSU } from '../../../../src/wire/soap/security/uris.ts';
import { JUDGES, reasonToSkip } from '../../../support/judges.ts';

export const without = reasonToSkip(JUDGES.xmlsec1);

/** The independent implementation (libxmlsec on libxml2 and OpenSSL), on files in a folder of its own. */
export function xmlsec1(soapNamespace: string) {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-xmlsec1-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const ids = [
    `${soapNamespace}:Body`,
    `${WSU}:Timestamp`,
    `${WSSE11}:SignatureConfirmation`,
    'http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02:Oppslagstjenesten',
  ].flatMap((node) => ['--id-attr:Id', node]);
  const at = ['--node-xpath', `//*[local-name()='Signature' and namespace-uri()='${DS}']`];

  return {
    /** Whether the signature holds, by this certificate's key. */
    verifies(envelope: string, certificatePem: string): boolean {
      const args = ['--verify', '--pubkey-cert-pem', file('cert.pem', certificatePem), ...ids, ...at];
      const { status, stderr } = spawnSync('xmlsec1', [...args, file('signed.xml', envelope)], { encoding: 'utf8' });
      // Any other failure (an option that this version lacks) must not pass for a signature that does not hold.
      expect(stderr).toMatch(status === 0 ? /OK/ : /FAIL|data do not match|digest/);
      return status === 0;
    },
    /** The document with the empty DigestValues and the SignatureValue of its Signature filled in. */
    sign(template: string, keyPem: string | Buffer): string {
      const args = ['--sign', '--privkey-pem', file('key.pem', keyPem.toString()), ...ids, ...at];
      return execFileSync('xmlsec1', [...args, file('template.xml', template)], { encoding: 'utf8' });
    },
  };
}
