import type { Kalder } from '../domain/kalder.ts';

/** The caller where nobody is authenticated: the gateway itself, and everybody the same. */
export const KALDER: Kalder = {
  bruger: { navn: 'Registergraf', type: 'system', identifikator: 'CVR:00000000-FID:00000000' },
  organisation: { type: 0, kode: '' },
  brugerorganisation: { type: 0, kode: '' },
  scopes: 'alle',
  id: 'alle',
};
