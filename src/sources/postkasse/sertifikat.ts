import { X509Certificate } from 'node:crypto';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes of strict base64, lines and spaces aside; undefined for anything else. Buffer.from alone reads base64url and PEM too. */
export function decodeBase64(text: string): Buffer | undefined {
  const bare = text.replace(/[ \t\r\n]+/g, '');
  return BASE64.test(bare) ? Buffer.from(bare, 'base64') : undefined;
}

/**
 * Base64 of one X.509 certificate in DER and nothing after it. Dates, key and issuer are the register's to judge.
 * node:crypto reads PEM as well, and looks away from trailing bytes: hence the first byte and the length.
 */
export function isSertifikat(text: string): boolean {
  const der = decodeBase64(text);
  if (der?.[0] !== 0x30) return false;
  try {
    return new X509Certificate(der).raw.length === der.length;
  } catch {
    return false;
  }
}
