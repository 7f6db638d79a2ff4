import { UTILGJENGELIG } from '../domain/registerfeil.ts';
import { dokumenterteFeil } from './dokumenterte-feil.ts';
import { KILDE_VALUES } from './kilde.ts';

// The catalogue for frontends, twice: as JSON, and as the TypeScript that client/src stands on.

/** In the names of the graph's own `dokumenterteFeil`, so that a frontend may take either. */
const catalogue = () => ({
  feilkoder: dokumenterteFeil().map(
    ({ kilde, avledet, kode, type, tekst, betydning, kanProevesIgjen, operations, felter }) => ({
      kilde,
      kode,
      type,
      avledet,
      dokumentertTekst: tekst,
      betydning,
      kanProevesIgjen,
      operations,
      felter,
    }),
  ),
  utilgjengelig: Object.entries(UTILGJENGELIG).map(([kode, { melding, kanProevesIgjen }]) => ({
    kode,
    type: 'KildeUtilgjengelig',
    betydning: melding,
    kanProevesIgjen,
  })),
});

/** What stands in `schema/feilkoder.json`, for whoever reads it. */
export type CatalogueFile = ReturnType<typeof catalogue>;

/** `schema/feilkoder.json`, and `registergraf-client/feilkoder.json`. */
export function printCatalogueJson(): string {
  return `${JSON.stringify(catalogue(), null, 2)}\n`;
}

/** Seen from the generated file. */
const SHAPES = './types.ts';

/** `client/src/feilkoder.ts`: constants, so that the compiler knows which register has which code. */
export function printCatalogueTypeScript(): string {
  const { feilkoder, utilgjengelig } = catalogue();
  return `// biome-ignore-all format: one code a line
// Generated from the catalogues in src/sources by \`npm run codegen\`; schema/feilkoder.json says the same.
import type { DokumentertFeil, Utilgjengelig } from '${SHAPES}';

export const feilkoder = [
${lines(feilkoder)}] as const satisfies readonly DokumentertFeil[];

export const utilgjengelig = [
${lines(utilgjengelig)}] as const satisfies readonly Utilgjengelig[];
`;
}

/** `client/src/kilde.ts`: the values of Kilde, as the graph has them. */
export function printKildeTypeScript(): string {
  return `// biome-ignore-all format: as it is generated
// Generated from src/sources and src/graph/kilde.ts by \`npm run codegen\`.
export type KildeValue = ${KILDE_VALUES.map((kilde) => `'${kilde}'`).join(' | ')};
`;
}

/** JSON is TypeScript. */
function lines(rows: readonly object[]): string {
  return rows.map((row) => `  ${JSON.stringify(row)},\n`).join('');
}
