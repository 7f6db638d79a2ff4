import { readFileSync } from 'node:fs';
import type { Kilde } from '../domain/registerfeil.ts';

/** A documented code of one register, as `npm run codegen` has written it. */
export interface Feilkode {
  readonly kilde: Kilde;
  readonly kode: string;
  readonly type: string;
  readonly avledet: boolean;
  readonly dokumentertTekst: string;
  readonly betydning: string;
  readonly kanProevesIgjen: boolean;
  readonly operations: readonly string[];
  readonly felter: readonly string[];
}

/** A code of the gateway’s own, for a register that could not be asked. */
export type UtilgjengeligKode = Pick<Feilkode, 'kode' | 'type' | 'betydning' | 'kanProevesIgjen'>;

interface Catalogue {
  readonly feilkoder: readonly Feilkode[];
  readonly utilgjengelig: readonly UtilgjengeligKode[];
}

/** Read from the file beside the program: the graph takes longer to make. From the sources as from `dist`, it stands two folders up. */
const catalogue: Catalogue = JSON.parse(readFileSync(new URL('../../schema/feilkoder.json', import.meta.url), 'utf8'));

export const { feilkoder: FEILKODER, utilgjengelig: UTILGJENGELIG } = catalogue;
