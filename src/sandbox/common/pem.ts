import type { Issued } from './issuance.ts';

/** A certificate and its key as the files that a gateway is configured with. */
export interface Pem {
  readonly cert: string;
  readonly key: string;
}

export function toPem({ sertifikat, privateKey }: Pick<Issued, 'sertifikat' | 'privateKey'>): Pem {
  return { cert: sertifikat.toString(), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
