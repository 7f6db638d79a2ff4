import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import type Forge from 'node-forge';

export type Pkcs12 =
  | { readonly sertifikater: readonly X509Certificate[]; readonly privateKey: KeyObject }
  | 'NOT_PKCS12'
  | 'WRONG_PASSWORD'
  | 'NO_RSA_KEY';

/** Opens a PKCS#12 file. Node can use one for TLS, but gives nobody its key; node-forge does. */
export function readPkcs12(bytes: Buffer, password: string): Pkcs12 {
  const forge = loadForge();
  const asn1 = parseDer(forge, bytes);
  if (!asn1) return 'NOT_PKCS12';
  try {
    const p12 = forge.pkcs12.pkcs12FromAsn1(asn1, password);
    const { certBag, pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids;
    const bagsOf = (type: string | undefined) => (type ? (p12.getBags({ bagType: type })[type] ?? []) : []);
    const key = [...bagsOf(pkcs8ShroudedKeyBag), ...bagsOf(keyBag)][0]?.key;
    if (!key) return 'NO_RSA_KEY';
    const sertifikater = bagsOf(certBag).flatMap(({ cert }) =>
      cert ? [new X509Certificate(forge.pki.certificateToPem(cert))] : [],
    );
    return { sertifikater, privateKey: createPrivateKey(forge.pki.privateKeyToPem(key)) };
  } catch (error) {
    // forge tells a file that is no PKCS#12 from one that does not open only in words.
    const isPassword = error instanceof Error && /password|MAC|decrypt/i.test(error.message);
    return isPassword ? 'WRONG_PASSWORD' : 'NOT_PKCS12';
  }
}

function parseDer(forge: typeof Forge, bytes: Buffer): Forge.asn1.Asn1 | undefined {
  try {
    return forge.asn1.fromDer(bytes.toString('binary'));
  } catch {
    return undefined;
  }
}

/** Only when it is needed: most keys are PEM, and forge takes some time to load. */
function loadForge(): typeof Forge {
  return createRequire(import.meta.url)('node-forge');
}
