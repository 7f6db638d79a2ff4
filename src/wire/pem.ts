import { X509Certificate } from 'node:crypto';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** The certificates of a file in PEM, at least one; or what is wrong with it, in a clause. */
export function readCertificates(bytes: Buffer): readonly X509Certificate[] | string {
  const text = bytes.toString('latin1');
  const whole = text.match(CERTIFICATE) ?? [];
  // A file that is being written, or was cut: of a list of authorities, fewer would be trusted.
  if (whole.length > 0 && whole.length < text.split(BEGIN).length - 1) return 'holds a certificate that is cut';
  try {
    const certificates = whole.map((pem) => new X509Certificate(pem));
    if (certificates.length > 0) return certificates;
  } catch {
    // Told below: node's own message about a broken certificate adds nothing.
  }
  return 'holds no certificate in PEM';
}
