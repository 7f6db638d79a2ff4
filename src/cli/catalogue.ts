import { readFileSync } from 'node:fs';
import type { CatalogueFile } from '../graph/client-catalogue.ts';

/** A documented code of one register, as `npm run codegen` has written it. */
export type Feilkode = CatalogueFile['feilkoder'][number];

/** A code of the gateway’s own, for a register that could not be asked. */
export type UtilgjengeligKode = CatalogueFile['utilgjengelig'][number];

/** Read from the file beside the program: the graph takes longer to make. From the sources as from `dist`, it stands two folders up. */
const file = new URL('../../schema/feilkoder.json', import.meta.url);
const catalogue: CatalogueFile = JSON.parse(readFileSync(file, 'utf8'));

export const { feilkoder: FEILKODER, utilgjengelig: UTILGJENGELIG } = catalogue;
