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

/** When certificates expire that a register is asked with, ISO 8601. */
export interface CertificateEnd {
  readonly kilde: Kilde;
  /** The first of those that the register wants of us; undefined where it wants none. */
  readonly certificateExpires: string | undefined;
  /** The first of those that we trust there. Others of them may still vouch for the register. */
  readonly trustExpires?: string | undefined;
}

/** The ends of a configuration's certificates; of none where there is no configuration. */
export function endsOf(certificates: Certificates | undefined): Required<Omit<CertificateEnd, 'kilde'>> {
  return {
    certificateExpires: firstEnd(certificates?.own.map(({ sertifikat }) => sertifikat) ?? []),
    trustExpires: firstEnd(certificates?.trusted?.certificates ?? []),
  };
}

/** ISO 8601; undefined where there are none. */
function firstEnd(certificates: readonly X509Certificate[]): string | undefined {
  const ends = certificates.map(({ validToDate }) => validToDate.getTime());
  return ends.length > 0 ? new Date(Math.min(...ends)).toISOString() : undefined;
}
