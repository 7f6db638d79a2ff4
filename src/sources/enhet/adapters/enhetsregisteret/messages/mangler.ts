import type { ManglendeOpplysning } from '../../../enhet.ts';
import { MANGLER } from '../../../mangler.ts';

/**
 * The notes of what is not registered, by their codes: each for which the answer has no value. The register itself attests
 * nothing then, and the text says so.
 */
export function manglerOf(isMissing: Readonly<Record<string, boolean>>): ManglendeOpplysning[] {
  return Object.keys(isMissing)
    .filter((kode) => isMissing[kode])
    .map((kode) => {
      const { opplysning = 'UKJENT' } = MANGLER.find((lack) => lack.kode === kode) ?? {};
      return { kode, opplysning, melding: `Derived by the gateway: the REST service shows no value. ${opplysning}.` };
    });
}
