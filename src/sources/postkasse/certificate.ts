import { X509Certificate } from 'node:crypto';
import { decodeBase64 } from '../../wire/base64.ts';

/** Characters of a certificate in base64: several times the longest that is in use. */
export const MAX_SERTIFIKAT = 16 * 1024;

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
