import type { ManglendeOpplysning } from '../../../enhet.ts';
import { MANGLER } from '../../../mangler.ts';

/** By their codes. Made once: a page of units has a dozen for each. */
const NOTES: ReadonlyMap<string, ManglendeOpplysning> = new Map(
  MANGLER.map(({ kode, opplysning }) => [
    kode,
    { kode, opplysning, melding: `Derived by the gateway: the REST service shows no value. ${opplysning}.` },
  ]),
);

/**
 * The notes of what is not registered, in the order of their codes: each for which the answer has no value. The register itself attests nothing
 * then, and the text says so. False in the place of a code: there is a value.
 */
export function manglerOf(...codes: readonly (string | false)[]): ManglendeOpplysning[] {
  const notes: ManglendeOpplysning[] = [];
  for (const kode of codes) {
    const note = kode !== false && NOTES.get(kode);
    if (note) notes.push(note);
  }
  return notes;
}
