import type { X509Certificate } from 'node:crypto';
import type { Kilde } from '../domain/registerfeil.ts';

/** The certificates of a configuration, as `doctor` and `/health/ready` tell of them. */
export interface Certificates {
  /** Those that we show or sign with, and what the register calls their holder. */
  readonly own: readonly { readonly of: string; readonly sertifikat: X509Certificate }[];
  /** Whom we trust. */
  readonly trusted?: { readonly of: string; readonly certificates: readonly X509Certificate[] | undefined };
  readonly warnings: readonly { readonly area: 'certificate' | 'trust'; readonly text: string }[];
}

/** When the first of the certificates expires that a register wants of us, ISO 8601. */
export interface CertificateEnd {
  readonly kilde: Kilde;
  readonly certificateExpires: string;
}

/** ISO 8601; undefined where there are none. */
export function firstEnd(certificates: Certificates | undefined): string | undefined {
  const ends = (certificates?.own ?? []).map(({ sertifikat }) => sertifikat.validToDate.getTime());
  return ends.length > 0 ? new Date(Math.min(...ends)).toISOString() : undefined;
}
