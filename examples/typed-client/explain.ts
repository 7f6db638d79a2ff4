import { findFeilkode, type Registerfeil } from 'registergraf-client';

/** Any error in English, for those who do not read the register's language. */
export function explain({ kilde, kode, melding }: Registerfeil): string {
  return findFeilkode(kilde, kode)?.betydning ?? melding;
}
