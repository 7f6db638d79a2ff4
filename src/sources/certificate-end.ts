import type { Kilde } from '../domain/registerfeil.ts';
import type { Certificates } from './define.ts';

/** When the first of the certificates expires that a register wants of us, ISO 8601. */
export interface CertificateEnd {
  readonly kilde: Kilde;
  readonly certificateExpires: string;
}

/** ISO 8601; undefined where there are none. */
export function firstEnd({ own }: Certificates): string | undefined {
  const ends = own.map(({ sertifikat }) => sertifikat.validToDate.getTime());
  return ends.length > 0 ? new Date(Math.min(...ends)).toISOString() : undefined;
}
